"""Lo que otras páginas dicen de las solicitudes: cuántas esperan, de cuál nació un evento y las que dicen algo."""

from datetime import datetime

from django.db.models import Count, Min

from agenda.models import Evento
from nucleo.texto.formato import plegar, plural
from personas.models import Persona
from solicitudes.estados import EstadoSolicitud
from solicitudes.models import Solicitud
from solicitudes.models.solicitud import SolicitudQuerySet


def por_decidir() -> tuple[int, datetime | None]:
    """Cuántas esperan y desde cuándo la más vieja."""
    esperan = Solicitud.objects.filter(estado=EstadoSolicitud.POR_DECIDIR).order_by()
    halladas = esperan.aggregate(cuantas=Count("pk"), desde=Min("recibida_en"))
    return halladas["cuantas"], halladas["desde"]


def frase_de_pendientes(cuantas: int) -> str:
    return plural(cuantas, "Decidir 1 solicitud", "Decidir {} solicitudes")


def del_evento(evento: Evento) -> Solicitud | None:
    """De qué solicitud nació."""
    return Solicitud.objects.filter(renglones__evento=evento).select_related("dependencia").first()


def que_digan(texto: str, persona: Persona) -> SolicitudQuerySet:
    """Las que la persona puede ver y dicen eso, o llevan ese folio; la última primero."""
    visibles = Solicitud.objects.visibles_para(persona).filter(busqueda__contains=plegar(texto))
    return visibles.select_related("dependencia").order_by("-recibida_en", "-pk")
