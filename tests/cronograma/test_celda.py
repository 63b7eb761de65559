"""Agregar a mano en la celda de un mes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cronograma.models import EvidenciaManual
from tests.fabricas.cronograma import ActividadFactory
from tests.media_library.conftest import jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture
def agregar(client, directora, reloj):
    client.force_login(directora)
    actividad = ActividadFactory(ejercicio=2026)

    def _agregar(**datos):
        bueno = {
            "titulo": "Perifoneo", "fecha": "2026-03-10", "cantidad": 1, "enlace": "https://mazamitla.invalid/perifoneo",
            "motivo": "Se hizo sin señal y no quedó registrado",
        }  # fmt: skip
        return client.post(reverse("cronograma:celda", args=[actividad.pk, 3]), bueno | datos)

    return _agregar


def test_lo_de_ese_mes_cuenta(agregar):
    assert agregar().status_code == 302
    assert EvidenciaManual.objects.get().mes == 3


@pytest.mark.parametrize(
    ("datos", "frase"),
    [
        ({"fecha": "2026-02-10"}, "Esta celda es de marzo: lo de febrero se agrega en la suya."),
        ({"motivo": "x"}, "Di por qué con una frase"),
        ({"fecha": "ayer"}, "Introduzca una fecha válida."),
    ],
)
def test_lo_demas_se_rechaza_con_su_razon_y_no_se_pierde_lo_escrito(agregar, datos, frase):
    respuesta = agregar(**datos)

    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert "Perifoneo" in respuesta.text
    assert not EvidenciaManual.objects.exists()


def test_con_archivo_se_abre_la_celda_y_lleva_a_el(agregar, client):
    foto = SimpleUploadedFile("perifoneo.jpg", jpeg(300, 200))

    respuesta = agregar(enlace="", archivo=foto)
    celda = client.get(respuesta.url)

    archivo = EvidenciaManual.objects.get().archivo
    assert reverse("media_library:ver", args=[archivo.pk]) in celda.text


def test_quien_solo_la_ve_no_agrega(agregar, client, consulta):
    client.force_login(consulta)

    respuesta = client.get(agregar().url)

    assert "no permite agregar evidencia." in respuesta.text
    assert not EvidenciaManual.objects.exists()
