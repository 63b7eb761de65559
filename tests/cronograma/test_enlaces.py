"""El enlace que alguien pega como prueba se abre, y la celda dice qué se halló."""

import pytest
from django.utils import timezone

from cronograma.dominio.enlaces import abrir_pendientes
from tests.fabricas.cronograma import EvidenciaManualFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.lectura import de_corrido
from tests.paginas.conftest import sitio

pytestmark = pytest.mark.django_db
__all__ = ["sitio"]


def abrir(enlace):
    evidencia = EvidenciaManualFactory(archivo=None, enlace=enlace)
    abrir_pendientes(reloj=timezone.now, segundos=20)
    evidencia.refresh_from_db()
    return evidencia


@pytest.mark.parametrize(
    ("cuerpo", "codigo", "abrio", "dice"),
    [
        ("<title>Perifoneo  en Loma Alta</title>", 200, True, "Perifoneo en Loma Alta"),
        ("<p>Sin título</p>", 200, True, "Abre, sin título."),
        ("no", 404, False, "El sitio contesta con el código 404."),
        ("<title>" + "x" * 900 + "</title>", 200, True, "x" * 200),
    ],
)
def test_dice_lo_que_hay(sitio, cuerpo, codigo, abrio, dice):
    sitio.poner("/prueba", cuerpo, codigo=codigo)

    evidencia = abrir(f"{sitio.url}/prueba")

    assert (evidencia.enlace_abrio, evidencia.enlace_dice) == (abrio, dice)


@pytest.mark.parametrize(
    "enlace", ["http://127.0.0.1:5432/", "http://10.0.0.1/", "http://[::1]/", "https://no-existe.invalid/x"]
)
def test_nunca_llega_a_una_red_interna_ni_falla(settings, enlace):
    settings.BASE_URL = "https://comunicacion.invalid"

    assert abrir(enlace).enlace_abrio is False


def test_se_abre_una_sola_vez_y_la_celda_lo_dice(client, directora, sitio):
    sitio.poner("/prueba", "<title>Recorrido</title>")
    evidencia = abrir(f"{sitio.url}/prueba")
    abrir_pendientes(reloj=timezone.now, segundos=5)
    client.force_login(directora)

    celda = client.get(f"/oficina/cronograma/celda/{evidencia.actividad_id}/{evidencia.mes}/").text

    assert len(sitio.visitas) == 1
    assert "El enlace abre «Recorrido»" in de_corrido(celda)


def test_lo_que_trae_archivo_no_se_abre():
    EvidenciaManualFactory(archivo=EvidenciaFactory(), enlace="")

    assert abrir_pendientes(reloj=timezone.now, segundos=1) == 0
