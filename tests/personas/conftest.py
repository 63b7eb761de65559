from datetime import UTC, datetime

import pytest
from django.db import connection

from personas.dominio.personas import invitar_persona
from tests.fabricas.personas import PersonaFactory

AHORA = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
CLAVE = "café con leche y pan 7"


@pytest.fixture
def directora(db):
    return PersonaFactory(username="directora", first_name="Dirección", email="direccion@oficina.invalid")


@pytest.fixture
def redactora(db):
    return PersonaFactory(username="redactora", first_name="Redacción", papeles=["redaccion"])


@pytest.fixture
def invitar(directora):
    """Invita y devuelve la invitación con su enlace y su token."""

    def _invitar(**datos):
        completos = {"correo": "foto@oficina.invalid", "nombre": "Fotografía", "papeles": ["fotografia"],
                     "dependencia": None, "por": directora, "ahora": AHORA, **datos}  # fmt: skip
        invitada = invitar_persona(**completos)
        return invitada.invitacion, invitada.enlace.rstrip("/").rsplit("/", 1)[1]

    return _invitar


@pytest.fixture
def bitacora_vaciable(django_db_setup, django_db_blocker):
    """La bitácora no se puede vaciar; las pruebas con transacciones de verdad lo piden antes que la base."""
    with django_db_blocker.unblock():
        connection.cursor().execute("ALTER TABLE nucleo_asiento DISABLE TRIGGER sin_vaciar")
    yield
    with django_db_blocker.unblock():
        connection.cursor().execute("ALTER TABLE nucleo_asiento ENABLE TRIGGER sin_vaciar")
