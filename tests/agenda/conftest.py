"""Un evento que se mueve y se avisa, como en la pantalla."""

from datetime import timedelta

import pytest

from agenda.dominio import cambios, eventos
from tests.fabricas.agenda import EventoFactory


@pytest.fixture
def evento(oficina):
    return EventoFactory(para_medios=True, lugar="Cancha")


@pytest.fixture
def recorrer(redactora, ahora):
    """Cambia el evento como lo hace la pantalla de editar."""

    def _recorrer(evento, horas=1, **campos):
        evento.refresh_from_db()
        if horas:
            campos |= {"inicio": evento.inicio + timedelta(hours=horas), "fin": evento.fin + timedelta(hours=horas)}
        return eventos.editar_evento(evento, version=evento.version, por=redactora, ahora=ahora, **campos)

    return _recorrer


@pytest.fixture
def mover(redactora, ahora):
    def _mover(evento, transicion, motivo=""):
        evento.refresh_from_db()
        return eventos.mover_estado(evento, transicion, por=redactora, ahora=ahora, motivo=motivo)

    return _mover


@pytest.fixture
def avisar(redactora, ahora):
    def _avisar(evento, cuando=ahora):
        return cambios.avisar_del_cambio(evento, por=redactora, ahora=cuando)

    return _avisar
