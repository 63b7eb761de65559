"""Mientras la captura de después no llega, la pantalla dice cómo va y qué sigue."""

import pytest
from django.urls import reverse

from tests.fabricas.paginas import ComprobacionFactory, PaginaFactory, SolicitudFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


@pytest.fixture
def publicada():
    pagina = PaginaFactory()
    antes = ComprobacionFactory(pagina=pagina, motivo="antes", leida=True)
    return SolicitudFactory(pagina=pagina, antes=antes, estado="publicada", recibida_en=antes.hecha_en,
                            publicada_en=antes.hecha_en)  # fmt: skip


@pytest.fixture
def solicitud_a_la_vista(client, directora, publicada):
    client.force_login(directora)
    return lambda: client.get(reverse("paginas:solicitud", args=[publicada.pk])).text


@pytest.mark.parametrize(
    ("como", "frase"),
    [
        (
            {},
            "La captura de después se pidió a las 12:00 h y la página se está leyendo",
        ),
        ({"estado": "fallida", "hecha_en": "si"}, "En la captura de después la página no se pudo leer."),
        ({"leida": True, "codigo": 503}, "la página contestó con el código 503. Toma otra"),
    ],
)
def test_dice_como_va(solicitud_a_la_vista, publicada, como, frase):
    como = como | ({"hecha_en": publicada.publicada_en} if "hecha_en" in como else {})
    ComprobacionFactory(pagina=publicada.pagina, motivo="despues", **como)

    assert frase in solicitud_a_la_vista()


def test_si_nadie_la_ha_pedido_dice_donde_se_toma(solicitud_a_la_vista):
    assert "Toma la captura de después en la ficha de la página." in solicitud_a_la_vista()


def test_la_de_antes_que_se_esta_leyendo_no_se_da_por_perdida(solicitud_a_la_vista, publicada):
    type(publicada.antes).objects.filter(pk=publicada.antes.pk).update(
        estado="pendiente", codigo=None, hecha_en=None, huella=""
    )

    assert "La captura de antes se pidió a las 12:00 h" in solicitud_a_la_vista()


def test_la_ficha_de_la_pagina_tambien_lo_dice(client, directora, publicada):
    client.force_login(directora)
    ComprobacionFactory(pagina=publicada.pagina, motivo="despues")

    assert "La captura de después se pidió a las" in client.get(reverse("paginas:ver", args=[publicada.pagina.pk])).text
