"""Lo que varias pruebas de pantallas de la biblioteca comparten."""

import pytest

from tests.fabricas.personas import PersonaFactory


@pytest.fixture
def mira(client, db):
    """Una página o un archivo, como lo recibe alguien con ese papel."""
    personas = {}

    def _mira(papel, direccion, **datos):
        persona = personas.setdefault(papel, PersonaFactory(papeles=[papel]))
        client.force_login(persona)
        return client.post(direccion, datos) if datos else client.get(direccion)

    return _mira


@pytest.fixture
def sesion(client, fotografa):
    client.force_login(fotografa)
    return client
