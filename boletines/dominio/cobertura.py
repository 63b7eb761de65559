"""Redactar desde la cobertura: los hechos del evento y sus mejores fotos, sin volver a teclear nada."""

from html import escape
from typing import Any

from agenda.models import Evento
from media_library.models import Corte, Evidencia
from nucleo.formato import fecha_larga, hora
from personas.models import Persona

FOTOS_PROPUESTAS = 5
CITAS_PROPUESTAS = 3


def hechos_de(evento: Evento, persona: Persona) -> dict[str, Any]:
    """Qué, quién, cuándo, dónde y para qué, y lo dicho en los cortes transcritos, listos para redactar."""
    preside = f" {evento.preside} encabezó el acto." if evento.preside else ""
    entrada = (
        f"El {fecha_larga(evento.inicio)}, a las {hora(evento.inicio)} horas, en {evento.lugar}, se llevó a cabo:"
        f" {evento.titulo}.{preside}"
    )
    parrafos = [entrada, *(p.strip() for p in evento.objetivo.split("\n") if p.strip())]
    return {
        "titulo": evento.titulo[:160],
        "cuerpo": "".join(f"<p>{escape(p, quote=False)}</p>" for p in parrafos) + _citas(evento, persona),
        "evento": evento,
        "dependencia": evento.dependencia,
    }


def _citas(evento: Evento, persona: Persona) -> str:
    """Las citas de los cortes de audio y video que ya tienen quién habla y transcripción, con sus palabras exactas."""
    cortes = Corte.objects.vivos().visibles_para(persona).filter(evidencia__evento_ref=evento.ref)
    dichos = (
        cortes.exclude(transcripcion="").exclude(quien_habla="").order_by("evidencia__capturada_en", "inicio", "pk")
    )
    return "".join(
        f"<blockquote><p>«{escape(' '.join(c.transcripcion.split()), quote=False)}», dijo"
        f" {escape(c.quien_habla, quote=False)}.</p></blockquote>"
        for c in dichos[:CITAS_PROPUESTAS]
    )


def fotos_elegidas(evento: Evento, persona: Persona) -> list[int]:
    """Las fotos calificadas del evento, de la mejor a la peor; las que nadie calificó no entran solas."""
    calificadas = Evidencia.objects.vivas().visibles_para(persona).del_evento(evento.ref).de_clase("foto")
    mejores = calificadas.filter(calificacion__gt=0).order_by("-calificacion", "capturada_en", "pk")
    return list(mejores.values_list("pk", flat=True)[:FOTOS_PROPUESTAS])
