from datetime import UTC, datetime

import pytest

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
