"""El ciclo completo con originales y derivados en un almacén S3 de verdad, en esta máquina."""

import json
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from media_library.clientes import almacen
from media_library.dominio.originales import integridad
from media_library.dominio.versiones.publico import archivos_publicos, bytes_publicos
from media_library.dominio.versiones.recetas import EXTRAS
from media_library.models.receta import Receta
from tests.media_library.almacenes import danar_original, existe_derivado, leer_original
from tests.media_library.conftest import FOTOS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_s3"), pytest.mark.lento]


@pytest.fixture
def foto(subir):
    return subir(FOTOS / "muelle.jpg", derivar=True)


def test_de_la_subida_a_los_bytes_publicos(foto, settings):
    assert leer_original(foto.original) == (FOTOS / "muelle.jpg").read_bytes()
    assert all(map(existe_derivado, foto.original.derivados.filter(~EXTRAS)))
    assert bytes_publicos(foto, Receta.leer("w800.webp")).startswith(b"RIFF")
    assert not [r for r in settings.DIR_ORIGINALES.rglob("*") if r.is_file()]
    assert not [r for r in settings.DIR_DERIVADOS.rglob("*") if r.is_file()]


@pytest.mark.parametrize("receta", ["original", "w320.webp"])
def test_la_descarga_va_a_una_direccion_firmada_que_caduca(client, fotografa, foto, receta):
    client.force_login(fotografa)

    respuesta = client.get(reverse("media_library:archivo", args=[foto.pk, receta]))

    assert respuesta.status_code == 302
    assert "Signature=" in respuesta["Location"]
    assert "private" in respuesta["Cache-Control"]
    with urllib.request.urlopen(respuesta["Location"]) as archivo:
        assert archivo.read()[:4] in {b"\xff\xd8\xff\xe0", b"RIFF"}


@pytest.mark.parametrize(
    ("nombre", "disposicion"),
    [
        ("DSC_0042.jpg", 'attachment; filename="DSC_0042.jpg"'),
        ('el "kiosco".jpg', 'attachment; filename="el \\"kiosco\\".jpg"'),
        ("Inauguración, año 3.jpg", "attachment; filename*=utf-8''Inauguraci%C3%B3n%2C%20a%C3%B1o%203.jpg"),
        ("ñ" * 90 + ".jpg", f"attachment; filename*=utf-8''{'%C3%B1' * 90}.jpg"),
    ],
)
def test_el_almacen_entrega_el_original_con_su_nombre_legible_y_para_bajarse(
    client, fotografa, subir, nombre, disposicion
):
    foto = subir((FOTOS / "muelle.jpg").read_bytes(), nombre)
    client.force_login(fotografa)

    direccion = client.get(reverse("media_library:archivo", args=[foto.pk, "original"]))["Location"]

    with urllib.request.urlopen(direccion) as archivo:
        recibidos = (archivo.headers["Content-Disposition"], archivo.headers["Content-Type"])
    assert recibidos == (disposicion, "image/jpeg")
    assert parse_qs(urlsplit(direccion).query)["response-content-disposition"] == [disposicion]


def test_lo_que_se_mira_en_la_pantalla_no_se_baja_y_tambien_dice_como_se_llama(client, fotografa, foto):
    client.force_login(fotografa)

    direccion = client.get(reverse("media_library:archivo", args=[foto.pk, "w320.webp"]))["Location"]

    with urllib.request.urlopen(direccion) as archivo:
        assert archivo.headers["Content-Disposition"] == 'inline; filename="w320.webp"'


def test_quien_no_puede_verla_no_recibe_direccion(client, enlace, foto):
    client.force_login(enlace)

    assert client.get(reverse("media_library:archivo", args=[foto.pk, "original"])).status_code == 404


def test_la_revision_halla_lo_danado(foto):
    assert integridad.verificar_originales() == []

    danar_original(foto.original, b"otra cosa")

    assert "pesa 9 octetos" in integridad.verificar_originales()[0].motivo


def test_un_programa_que_pide_ruta_la_recibe_y_no_queda_nada(foto, settings):
    with archivos_publicos([foto], Receta.leer("w320.jpg")) as rutas:
        assert rutas[foto.pk].read_bytes().startswith(b"\xff\xd8")

    assert not list(settings.DIR_SUBIDAS.iterdir())


def test_un_audio_se_hace_y_su_onda_se_lee(subir, sintetico):
    evidencia = subir(sintetico("mp3"), "a.mp3", derivar=True)

    with almacen.abrir(almacen.derivados(), evidencia.original.derivados.get(receta="onda.json").archivo) as archivo:
        assert json.load(archivo)["picos"]
