"""La página de la identidad: se guarda, se explica lo que no se lee y se baja."""

import pytest
from django.urls import reverse

from personas.models import JuegoDeIdentidad
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

pytestmark = pytest.mark.django_db
DATOS = {"color_principal": "#1e5a45", "color_de_acento": "#8A5A00", "letra": "casa", "que_no": "Deformar el escudo"}


@pytest.fixture
def sesion(client, oficina, directora):
    client.force_login(directora)
    return client


def test_se_guarda_la_de_la_administracion_en_turno(sesion):
    respuesta = sesion.post(reverse("personas:identidad"), DATOS, follow=True)

    juego = JuegoDeIdentidad.objects.get()
    assert (juego.administracion, juego.color_principal) == ("2024-2027", "#1E5A45")
    assert "Identidad guardada" in respuesta.text


def test_el_color_que_no_se_lee_se_explica_y_no_se_pierde_lo_escrito(sesion):
    respuesta = sesion.post(reverse("personas:identidad"), DATOS | {"color_principal": "#FFD54F"})

    assert respuesta.status_code == 422
    assert "no se lee sobre ese color" in respuesta.text
    assert "Deformar el escudo" in respuesta.text


def test_cualquiera_de_la_oficina_la_baja(client, oficina, consulta):
    client.force_login(consulta)

    assert client.get(reverse("personas:bajar_identidad")).content.startswith(b"PK")


def test_un_enlace_de_dependencia_no_baja_el_juego(client, oficina):
    """No ve Producción (`personas.permisos`): lo que usa se lo da la oficina."""
    client.force_login(PersonaFactory(papeles=["enlace"], dependencia=DependenciaFactory()))

    assert client.get(reverse("personas:bajar_identidad")).status_code == 403
