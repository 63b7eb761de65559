from datetime import timedelta

import pytest

from agenda.dominio import eventos
from medios.dominio import cambios
from medios.dominio.acto import DatosDelActo
from medios.dominio.invitaciones import invitar_contactos
from medios.models import Contacto
from tests.fabricas.agenda import EventoFactory


@pytest.fixture
def acto(ahora):
    """Los datos de un evento confirmado de mañana."""
    evento = EventoFactory(para_medios=True)
    return DatosDelActo(
        evento=evento, titulo=evento.titulo, inicio=evento.inicio, fin=evento.fin, lugar=evento.lugar, secuencia=1,
        uid=f"{evento.clave}@agenda", vence_en=evento.fin + timedelta(days=1),
    )  # fmt: skip


@pytest.fixture
def invitar(acto, redactora, ahora, oficina):
    def _invitar(*contactos, **cambios):
        datos = {
            "datos": acto, "contactos": Contacto.objects.filter(pk__in=[c.pk for c in contactos]), "por": redactora,
            "asunto": "Invitación: arranque de obra", "mensaje": "Le invitamos a cubrir.", "ahora": ahora,
        }  # fmt: skip
        return invitar_contactos(**(datos | cambios))

    return _invitar


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
