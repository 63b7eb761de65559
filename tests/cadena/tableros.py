"""Un evento con todo lo que el tablero cuenta de él."""

from datetime import UTC, datetime, timedelta

from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory

MARZO = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
FEBRERO = datetime(2026, 2, 10, 16, 0, tzinfo=UTC)


def cubierto(cuando=MARZO, *, horas=None, **datos):
    """Un evento con su cobertura entregada y, si se dice cuántas horas después, su boletín."""
    evento = EventoFactory(inicio=cuando, **datos)
    CoberturaFactory(evento=evento, entregada=True)
    if horas is not None:
        BoletinFactory(publicado=True, evento=evento, publicado_en=evento.fin + timedelta(hours=horas))
    return evento
