from datetime import timedelta

import pytest

from medios.dominio.invitaciones import DatosDelActo, invitar_contactos
from medios.models import Contacto
from tests.fabricas.agenda import EventoFactory


@pytest.fixture
def acto(ahora):
    """Los datos de un evento confirmado de mañana."""
    evento = EventoFactory(para_medios=True)
    return DatosDelActo(
        ref=evento.ref, titulo=evento.titulo, inicio=evento.inicio, fin=evento.fin, lugar=evento.lugar, secuencia=1,
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
