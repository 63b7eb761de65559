"""Los filtros de la biblioteca: cada uno es un renglón de la tabla y vive en la dirección."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, OuterRef, Q

from agenda.models import Evento
from media_library.consultas.busqueda import consulta_de, palabras_de
from media_library.estados import BaseDeDerechos, Clase, Menores, Uso
from media_library.models import Evidencia, EvidenciaQuerySet, Original
from media_library.models.evidencia import reserva_de
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from personas.permisos import EDITAR_EVIDENCIA

EVENTOS_POR_PALABRA = 300
Filtro = Callable[[EvidenciaQuerySet, Any], EvidenciaQuerySet]
FiltroDePersona = Callable[[EvidenciaQuerySet, Any, Persona], EvidenciaQuerySet]

ORIENTACIONES = {
    "horizontal": Q(original__ancho__gt=F("original__alto")),
    "vertical": Q(original__ancho__lt=F("original__alto")),
    "cuadrada": Q(original__ancho=F("original__alto")),
}
CON_INDICE = {"vertical": Q(ancho__lt=F("alto")), "cuadrada": Q(ancho=F("alto"))}  # las que suelen ser pocas
POCOS_ORIGINALES = 10_000
DERECHOS = {
    "sin_revisar": Q(menores=Menores.SIN_REVISAR, original__clase=Clase.FOTO),
    "con_menores": Q(menores__in=[Menores.SI, Menores.PROTEGIDOS]),
    "sin_base": Q(base_de_derechos=BaseDeDerechos.SIN_ANOTAR),
    "con_plazo": ~Q(uso=Uso.SIN_LIMITE),
}


def _inicio(dia: date) -> datetime:
    return datetime.combine(dia, time.min, CENTRO)


def _repetidas(evidencias: EvidenciaQuerySet, _: Any, persona: Persona) -> EvidenciaQuerySet:
    otra = (
        Evidencia.objects.visibles_para(persona)
        .vivas()
        .filter(original=OuterRef("original"))
        .exclude(pk=OuterRef("pk"))
    )
    return evidencias.filter(Exists(otra), original__es_repetido=True)


def _por_orientacion(evidencias: EvidenciaQuerySet, cual: str) -> EvidenciaQuerySet:
    """Si son pocas se parte de ellas: PostgreSQL no sabe cuántas cumplen «ancho < alto» y supone que un tercio."""
    if cual in CON_INDICE:
        originales = Original.objects.filter(CON_INDICE[cual]).order_by("pk").values("pk")
        if originales[: POCOS_ORIGINALES + 1].count() <= POCOS_ORIGINALES:
            return evidencias.filter(original__in=originales[:POCOS_ORIGINALES])
    return evidencias.filter(ORIENTACIONES[cual])


def eventos_que_dicen(texto: str, persona: Persona) -> list[int]:
    """Los eventos que la persona ve, los últimos primero, con esas palabras en título o lugar."""
    eventos = Evento.objects.visibles_para(persona)
    for palabra in palabras_de(texto):
        eventos = eventos.filter(busqueda__contains=palabra)
    return list(eventos.order_by("-inicio").values_list("pk", flat=True)[:EVENTOS_POR_PALABRA])


def _por_texto(evidencias: EvidenciaQuerySet, texto: str, persona: Persona, ahora: datetime) -> EvidenciaQuerySet:
    """Todas las palabras por su principio en lo que dice la evidencia, o su evento las dice.

    Por lo que se dice de lo reservado sólo encuentra quien lleva los derechos (LGDNNA art. 79, LFDA art. 87).
    """
    if not (consulta := consulta_de(texto)):
        return evidencias.none()
    condicion = Q(vector=SearchQuery(consulta, config="simple", search_type="raw"))
    if not persona.puede(EDITAR_EVIDENCIA):
        condicion &= ~reserva_de(ahora.astimezone(CENTRO).date())
    if eventos := eventos_que_dicen(texto, persona):
        condicion |= Q(evento__in=eventos)
    return evidencias.filter(condicion)


def _por_lugar(evidencias: EvidenciaQuerySet, texto: str, persona: Persona) -> EvidenciaQuerySet:
    return evidencias.filter(evento__in=eventos_que_dicen(texto, persona))


def _por_comunidad(evidencias: EvidenciaQuerySet, comunidad: Any, persona: Persona) -> EvidenciaQuerySet:
    """La de los eventos de esa comunidad que la persona puede ver."""
    eventos = Evento.objects.visibles_para(persona).filter(comunidad=comunidad)
    return evidencias.filter(evento__in=eventos.order_by().values("pk"))


FILTROS: dict[str, Filtro] = {
    "desde": lambda e, dia: e.filter(capturada_en__gte=_inicio(dia)),
    "hasta": lambda e, dia: e.filter(capturada_en__lt=_inicio(dia) + timedelta(days=1)),
    "evento": lambda e, pk: e.filter(evento=pk),
    "dependencia": lambda e, dependencia: e.filter(dependencia=dependencia),
    "autor": lambda e, persona: e.filter(subida_por=persona),
    "clase": lambda e, clase: e.filter(original__clase=clase),
    "etiqueta": lambda e, etiqueta: e.filter(etiquetas=etiqueta),
    "album": lambda e, album: e.filter(albumes=album),
    "orientacion": _por_orientacion,
    "calificacion": lambda e, minima: e.filter(calificacion__gte=minima),
    "derechos": lambda e, cual: e.filter(DERECHOS[cual]),
    "veredicto": lambda e, cual: e.filter(eleccion__veredicto=cual),
    "por_revisar": lambda e, _: e.por_revisar(),
    "sin_alt": lambda e, _: e.filter(texto_alternativo="", original__clase=Clase.FOTO),
    "sin_evento": lambda e, _: e.filter(evento__isnull=True),
    "sin_etiquetas": lambda e, _: e.filter(etiquetas__isnull=True),
}


# Los que miran más allá de la evidencia: sólo a través de lo que la persona puede ver.
CON_OJOS_DE: dict[str, FiltroDePersona] = {
    "comunidad": _por_comunidad,
    "lugar": _por_lugar,
    "repetidas": _repetidas,
}


def filtrar(
    evidencias: EvidenciaQuerySet, datos: dict[str, Any], *, persona: Persona, ahora: datetime
) -> EvidenciaQuerySet:
    """Aplica los filtros de la pantalla, como los ve esa persona; los vacíos no cuentan."""
    if texto := datos.get("q"):
        evidencias = _por_texto(evidencias, texto, persona, ahora)
    for clave, valor in datos.items():
        if valor and clave in FILTROS:
            evidencias = FILTROS[clave](evidencias, valor)
        elif valor and clave in CON_OJOS_DE:
            evidencias = CON_OJOS_DE[clave](evidencias, valor, persona)
    return evidencias
