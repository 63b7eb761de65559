"""El icono que el navegador pide solo: el escudo de la oficina, o la marca de la casa."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from personas.dominio.icono import icono_de, marca_de_la_casa
from personas.models import Oficina
from portal.dominio.escritura import todo


@pytest.fixture
def escudo(oficina, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    imagen = io.BytesIO()
    Image.new("RGBA", (60, 90), "green").save(imagen, "PNG")
    oficina.escudo.save("escudo.png", ContentFile(imagen.getvalue()))
    return oficina


def test_sin_escudo_es_la_marca_y_no_toca_la_base(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        respuesta = client.get("/favicon.ico")

    assert (respuesta.status_code, respuesta["Content-Type"]) == (200, "image/x-icon")
    assert Image.open(io.BytesIO(respuesta.content)).size == (48, 48)


def test_con_escudo_es_el_escudo_sin_deformar(escudo):
    icono = Image.open(io.BytesIO(icono_de(escudo))).convert("RGBA")

    assert icono.size == (48, 48)
    assert icono.getpixel((24, 24))[:3] == (0, 128, 0)
    assert icono.getpixel((1, 24))[3] == 0  # a los lados, transparente


def test_el_arbol_lo_lleva_y_rehacerlo_da_lo_mismo(escudo, arbol, ahora):
    todo.escribir_fijas(ahora)
    primero = (arbol / "favicon.ico").read_bytes()
    todo.escribir_fijas(ahora)

    assert (arbol / "favicon.ico").read_bytes() == primero != marca_de_la_casa()


def test_si_el_escudo_ya_no_esta_en_el_almacen_queda_la_marca(escudo):
    escudo.escudo.storage.delete(escudo.escudo.name)

    assert icono_de(Oficina.objects.get()) == marca_de_la_casa()
