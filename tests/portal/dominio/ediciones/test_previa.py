"""La vista previa: la página como quedará, sólo para la oficina y sin dejar nada en el portal."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from tests.fabricas.boletines import BoletinFactory
from tests.portal.publicados import con_foto

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj", "arbol")]


@pytest.fixture
def borrador():
    return BoletinFactory(titulo="Cabeza & borrador", cuerpo="<p>El texto del borrador.</p>")


@pytest.fixture
def ver(client, redactora):
    client.force_login(redactora)
    return lambda nombre, *argumentos: client.get(reverse(f"portal_oficina:{nombre}", args=argumentos))


def test_se_ve_como_la_pagina_del_portal_y_dice_que_es_previa(ver, borrador):
    respuesta = ver("previa", borrador.pk)

    assert "<h1>Cabeza &amp; borrador</h1>" in respuesta.text
    assert "Mazamitla, Jalisco, 12 de marzo de 2026." in respuesta.text
    assert "<strong>Vista previa.</strong>" in respuesta.text
    assert "<h2>Descargas" not in respuesta.text
    assert (respuesta["Cache-Control"], respuesta["X-Robots-Tag"]) == ("private, no-store", "noindex")


def test_sus_fotos_salen_de_la_oficina_y_no_del_portal(ver, borrador, fotografo, ahora, arbol):
    con_foto(borrador, fotografo, ahora)
    base = f"/oficina/portal/previa/{borrador.pk}/foto-1"

    assert f'src="{base}-w800.jpg"' in ver("previa", borrador.pk).text
    for archivo, tipo in (("foto-1-w800.jpg", "image/jpeg"), ("foto-1-w320.webp", "image/webp")):
        respuesta = ver("previa_foto", borrador.pk, archivo)
        assert (respuesta.status_code, respuesta["Content-Type"]) == (200, tipo)
    assert not list(arbol.rglob("*.jpg"))


@pytest.mark.parametrize("archivo", ["foto-2-w800.jpg", "foto-1-w9.jpg", "foto-1-original.jpg", "..", "foto-99999-w1"])
def test_lo_que_no_es_una_foto_suya_no_se_halla(ver, borrador, fotografo, ahora, archivo):
    con_foto(borrador, fotografo, ahora)

    assert ver("previa_foto", borrador.pk, archivo).status_code == 404


def test_la_foto_que_no_puede_publicarse_tampoco_se_ve_aqui(ver, borrador, fotografo, ahora):
    evidencia = con_foto(borrador, fotografo, ahora)
    type(evidencia).objects.filter(pk=evidencia.pk).update(menores="protegidos")

    assert "foto-1" not in ver("previa", borrador.pk).text
    assert ver("previa_foto", borrador.pk, "foto-1-w800.jpg").status_code == 404


def test_al_compartir_sin_fotos_es_la_tarjeta_con_su_cabeza(ver, borrador):
    respuesta = ver("previa_al_compartir", borrador.pk)

    assert Image.open(io.BytesIO(respuesta.content)).size == (1200, 630)
    assert respuesta["Content-Type"] == "image/png"


def test_al_compartir_con_fotos_es_el_recorte_de_la_principal(ver, borrador, fotografo, ahora):
    con_foto(borrador, fotografo, ahora)

    respuesta = ver("previa_al_compartir", borrador.pk)

    assert (respuesta["Content-Type"], Image.open(io.BytesIO(respuesta.content)).size) == ("image/jpeg", (1200, 630))


def test_el_enlace_de_una_dependencia_no_la_ve(client, borrador, enlace):
    client.force_login(enlace)

    assert client.get(reverse("portal_oficina:previa", args=[borrador.pk])).status_code == 403
