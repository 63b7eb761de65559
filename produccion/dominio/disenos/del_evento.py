"""Los diseños abiertos de un evento que cambia: se les deja dicho qué corregir."""

from collections.abc import Iterable
from datetime import datetime

from agenda.models import Evento
from personas.models import Persona
from produccion.models import ComentarioDeDiseno, Diseno


def abiertos_del_evento(evento: Evento) -> list[Diseno]:
    return list(Diseno.objects.abiertos().filter(evento=evento).order_by("pk"))


def dejarles_dicho(disenos: Iterable[Diseno], texto: str, *, por: Persona, ahora: datetime) -> None:
    """Va en la transacción del cambio."""
    ComentarioDeDiseno.objects.bulk_create(
        ComentarioDeDiseno(diseno=d, version=d.version, texto=texto[:1000], escrito_en=ahora, escrito_por=por)
        for d in disenos
    )


def pasarlos_a(disenos: Iterable[Diseno], nuevo: Evento) -> None:
    """Su evento se reprogramó: ahora anuncian el nuevo."""
    Diseno.objects.filter(pk__in=[d.pk for d in disenos]).update(evento=nuevo)
