"""Hallar en un minuto lo que hay que retirar: por fecha, tema, texto o persona."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from boletines.estados import EstadoBoletin
from boletines.models import Boletin, FotoDeBoletin
from nucleo.texto.formato import CENTRO, plegar
from personas.estados import Tema

TOPE = 200


@dataclass(frozen=True)
class FiltroDeRetiro:
    """Lo que se busca. La persona se busca en el texto y en los pies y textos de las fotos."""

    texto: str = ""
    persona: str = ""
    tema: str = ""
    desde: date | None = None
    hasta: date | None = None

    @property
    def hay(self) -> bool:
        return bool(self.texto or self.persona or self.tema or self.desde or self.hasta)


def por_retirar(filtro: FiltroDeRetiro) -> QuerySet[Boletin]:
    """Los publicados que coinciden con todo, del último al primero."""
    boletines = Boletin.objects.filter(estado=EstadoBoletin.PUBLICADO)
    for palabra in plegar(filtro.texto).split():
        boletines = boletines.filter(busqueda__contains=palabra)
    if filtro.persona:
        boletines = boletines.filter(_de_la_persona(filtro.persona))
    if filtro.tema in Tema.values:
        boletines = boletines.filter(tema=filtro.tema)
    if filtro.desde:
        boletines = boletines.filter(publicado_en__gte=_medianoche(filtro.desde))
    if filtro.hasta:
        boletines = boletines.filter(publicado_en__lt=_medianoche(filtro.hasta) + timedelta(days=1))
    return (
        boletines.select_related("dependencia").defer("cuerpo", "busqueda", "vector").order_by("-publicado_en", "-pk")
    )


def _de_la_persona(nombre: str) -> Q:
    en_fotos = FotoDeBoletin.objects.filter(boletin=OuterRef("pk")).filter(
        Q(evidencia__pie__icontains=nombre)
        | Q(evidencia__texto_alternativo__icontains=nombre)
        | Q(pie__icontains=nombre)
        | Q(texto_alternativo__icontains=nombre)
    )
    return Q(busqueda__contains=plegar(nombre)) | Q(Exists(en_fotos))


def _medianoche(dia: date) -> datetime:
    return datetime(dia.year, dia.month, dia.day, tzinfo=CENTRO)
