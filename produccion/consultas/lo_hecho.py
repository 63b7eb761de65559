"""Lo que la oficina hizo entre dos horas: boletines, medios, redes y correcciones. Lo usan láminas e informes."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from agenda.estados import EstadoEvento
from boletines.models import Boletin, Correccion
from medios.estados import CONFIRMADAS, EstadoRespuesta
from medios.models import Invitacion
from redes.estados import EstadoPublicacion, Red
from redes.models import Publicacion

SE_REALIZAN = (EstadoEvento.CONFIRMADO, EstadoEvento.REALIZADO)


@dataclass(frozen=True)
class BoletinEmitido:
    """Un boletín como se enlista en el informe."""

    folio: str
    cuando: datetime
    titulo: str
    dependencia: str
    direccion: str


@dataclass(frozen=True)
class EventoConMedios:
    """A cuántos medios se invitó a un evento y cuántos dijeron que sí."""

    evento: int
    titulo: str
    cuando: datetime
    invitados: int
    confirmados: int
    sin_contestar: int
    asistentes: int


@dataclass(frozen=True)
class EnRedes:
    """Algo publicado en una red, con su enlace."""

    cuando: datetime
    red: str
    titulo: str
    enlace: str


@dataclass(frozen=True)
class Enmienda:
    """Una corrección o un retiro de un boletín, con su razón."""

    cuando: datetime
    folio: str
    que: str
    razon: str


def boletines_del(desde: datetime, hasta: datetime) -> list[BoletinEmitido]:
    """Los que salieron, del primero al último: los mismos que cuenta el cronograma."""
    salieron: QuerySet[Any] = Boletin.objects.salidos_entre(desde, hasta, timezone.now())
    ligeros = salieron.select_related("dependencia").defer("cuerpo", "busqueda", "vector")
    return [
        BoletinEmitido(b.folio, b.salio_en, b.titulo, b.dependencia.nombre, settings.BASE_URL + b.ruta_publica)
        for b in ligeros.order_by("salio_en", "pk")
    ]


def medios_del(desde: datetime, hasta: datetime) -> list[EventoConMedios]:
    """Los eventos de esas fechas a los que se invitó a medios. Lo cancelado y lo pospuesto no cuenta."""
    invitaciones = Invitacion.objects.filter(
        evento__inicio__gte=desde, evento__inicio__lt=hasta, evento__estado__in=SE_REALIZAN
    )
    por_evento = (
        invitaciones.order_by()
        .values("evento__titulo", "evento__inicio", "evento_id")
        .annotate(
            invitados=Count("pk"),
            confirmados=Count("pk", filter=Q(estado__in=CONFIRMADAS)),
            sin_contestar=Count("pk", filter=Q(estado=EstadoRespuesta.PENDIENTE)),
            personas=Sum("asistentes"),
        )
        .order_by("evento__inicio", "evento_id")
    )
    return [
        EventoConMedios(
            e["evento_id"],
            e["evento__titulo"],
            e["evento__inicio"],
            e["invitados"],
            e["confirmados"],
            e["sin_contestar"],
            e["personas"] or 0,
        )
        for e in por_evento
    ]


def redes_del(desde: datetime, hasta: datetime) -> list[EnRedes]:
    publicadas = Publicacion.objects.filter(
        estado=EstadoPublicacion.PUBLICADA, publicada_en__gte=desde, publicada_en__lt=hasta
    ).order_by("publicada_en", "pk")
    return [EnRedes(p.publicada_en, str(Red(p.red).label), p.titulo, p.enlace) for p in publicadas if p.publicada_en]


def por_red(publicadas: list[EnRedes]) -> Counter[str]:
    return Counter(p.red for p in publicadas)


def enmiendas_del(desde: datetime, hasta: datetime) -> list[Enmienda]:
    """Lo que se corrigió o se retiró en esas fechas."""
    correcciones = Correccion.objects.filter(corregido_en__gte=desde, corregido_en__lt=hasta).select_related("boletin")
    retirados = Boletin.objects.filter(retirado_en__gte=desde, retirado_en__lt=hasta)
    todas = [Enmienda(c.corregido_en, c.boletin.folio, "Corrección", c.nota) for c in correcciones]
    todas += [Enmienda(b.retirado_en, b.folio, "Retiro", b.motivo_de_retiro) for b in retirados if b.retirado_en]
    return sorted(todas, key=lambda e: (e.cuando, e.folio))
