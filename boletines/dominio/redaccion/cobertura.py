"""Redactar desde la cobertura: los hechos del evento y sus mejores fotos, sin volver a teclear nada."""

import re
from datetime import datetime
from html import escape
from typing import Any

from agenda.models import Evento
from boletines.models.foto import LUGAR_DE_LA_ELECCION
from media_library.estados import Veredicto
from media_library.models import Corte, Evidencia
from nucleo.texto.formato import fecha_larga, hora, plegar
from personas.models import Dependencia, Persona

FOTOS_PROPUESTAS = 5
ELEGIDAS_PROPUESTAS = 12
CITAS_PROPUESTAS = 3
INSTITUCION = re.compile(
    r"(?:h\. |el |la )?(?:presidencia|ayuntamiento|gobierno|cabildo|dirección|secretaría|coordinación|regiduría"
    r"|sindicatura|tesorería|instituto|comisión|consejo|oficina|departamento|jefatura|unidad|delegación|dif\b|obras\b|servicios\b)",
    re.IGNORECASE,
)


def hechos_de(evento: Evento, persona: Persona, ahora: datetime) -> dict[str, Any]:
    """Qué, quién, cuándo, dónde y para qué, y lo dicho en los cortes transcritos, listos para redactar.

    Lo que todavía no empieza va en futuro. Que alguien encabezó sólo se dice de una persona.
    """
    sucede, encabeza = ("se llevará a cabo", "encabezará") if evento.inicio > ahora else ("se llevó a cabo", "encabezó")
    preside = f" {evento.preside} {encabeza} el acto." if evento.preside and _es_persona(evento.preside) else ""
    entrada = (
        f"El {fecha_larga(evento.inicio)}, a las {hora(evento.inicio)} horas, en {evento.donde()},"
        f" {sucede} «{evento.titulo}».{preside}"
    )
    parrafos = [entrada, *(p.strip() for p in evento.objetivo.split("\n") if p.strip())]
    return {
        "titulo": evento.titulo[:160],
        "cuerpo": "".join(f"<p>{escape(p, quote=False)}</p>" for p in parrafos) + _citas(evento, persona),
        "evento": evento,
        "dependencia": evento.dependencia,
        "comunidad": evento.comunidad,
    } | ({"tema": evento.tema} if evento.tema else {})


def _es_persona(preside: str) -> bool:
    """Si «quién preside» nombra a alguien y no a una oficina o dependencia."""
    dependencias = {plegar(d.nombre) for d in Dependencia.objects.all()}
    return plegar(preside) not in dependencias and not INSTITUCION.match(preside)


def _citas(evento: Evento, persona: Persona) -> str:
    """Las citas de los cortes de audio y video que ya tienen quién habla y transcripción, con sus palabras exactas."""
    cortes = Corte.objects.vivos().visibles_para(persona).filter(evidencia__evento=evento)
    dichos = (
        cortes.exclude(transcripcion="").exclude(quien_habla="").order_by("evidencia__capturada_en", "inicio", "pk")
    )
    return "".join(
        f"<blockquote><p>«{escape(' '.join(c.transcripcion.split()), quote=False)}», dijo"
        f" {escape(c.quien_habla, quote=False)}.</p></blockquote>"
        for c in dichos[:CITAS_PROPUESTAS]
    )


def fotos_elegidas(evento: Evento, persona: Persona) -> list[int]:
    """Las que eligió quien cubrió, por su papel; si no hay, las calificadas, de la mejor a la peor.

    Las descartadas y las que nadie miró no entran solas.
    """
    fotos = Evidencia.objects.vivas().visibles_para(persona).del_evento(evento).de_clase("foto")
    elegidas = fotos.filter(eleccion__veredicto=Veredicto.ELEGIDA).order_by(LUGAR_DE_LA_ELECCION, "capturada_en", "pk")
    if pks := list(elegidas.values_list("pk", flat=True)[:ELEGIDAS_PROPUESTAS]):
        return pks
    mejores = (
        fotos.exclude(eleccion__veredicto=Veredicto.DESCARTADA)
        .filter(calificacion__gt=0)
        .order_by("-calificacion", "capturada_en", "pk")
    )
    return list(mejores.values_list("pk", flat=True)[:FOTOS_PROPUESTAS])
