"""Los boletines que todavía no salen, cuando su evento cambia: se les deja dicho, nunca se reescriben."""

from collections.abc import Iterable
from datetime import datetime

from agenda.models import Evento
from boletines.estados import EMITIDOS
from boletines.models import Boletin, Comentario
from personas.models import Persona


def sin_salir_del_evento(evento: Evento) -> list[Boletin]:
    return list(Boletin.objects.del_trabajo().filter(evento=evento).exclude(estado__in=EMITIDOS).order_by("pk"))


def dejarles_dicho(boletines: Iterable[Boletin], texto: str, *, por: Persona, ahora: datetime) -> None:
    """Un comentario a todo el texto, que se resuelve como los demás. Va en la transacción del cambio."""
    Comentario.objects.bulk_create(
        Comentario(boletin=b, texto=texto[:1000], escrito_en=ahora, escrito_por=por) for b in boletines
    )


def pasarlos_a(boletines: Iterable[Boletin], nuevo: Evento) -> None:
    """Su evento se reprogramó: ahora hablan del nuevo. Lo aprobado con el de antes hay que volver a leerlo."""
    Boletin.objects.filter(pk__in=[b.pk for b in boletines]).update(evento=nuevo)
