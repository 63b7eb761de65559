import pytest
from django.urls import reverse

from tests.personas.conftest import CLAVE


@pytest.fixture
def dirige_sin_confirmar(client, directora):
    """Quien dirige, con su sesión abierta desde hace rato."""
    directora.set_password(CLAVE)
    directora.save()
    client.force_login(directora)
    return client


@pytest.fixture
def dirige(dirige_sin_confirmar):
    """Quien dirige, que acaba de escribir otra vez su contraseña."""
    dirige_sin_confirmar.post(reverse("account_reauthenticate"), {"password": CLAVE})
    return dirige_sin_confirmar


@pytest.fixture
def escribir_la_clave():
    """Contesta la página que pide la contraseña a la que llevó una respuesta, y sigue a donde lleve."""

    def _escribir(client, respuesta, clave=CLAVE):
        assert respuesta["Location"].startswith(reverse("account_reauthenticate"))
        return client.post(respuesta["Location"], {"password": clave}, follow=True)

    return _escribir


@pytest.fixture
def redacta(client, redactora):
    client.force_login(redactora)
    return client
