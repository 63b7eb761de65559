"""Describir varias fotos seguidas sin perder los filtros ni el lugar de donde se vino."""

import pytest
from django.urls import reverse

from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import EvidenciaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def abierta(client, fotografo):
    client.force_login(fotografo)
    fotos = EvidenciaFactory.create_batch(2, evento=EventoFactory())
    EvidenciaFactory(evento=EventoFactory())
    return client, fotos


def guardar(client, foto, consulta, **datos):
    bueno = {
        "version": foto.version, "titulo": "", "pie": "Un pie", "texto_alternativo": "Algo", "credito": "",
        "personas": "", "foco_x": 50, "foco_y": 50,
    }  # fmt: skip
    return client.post(reverse("media_library:editar", args=[foto.pk]) + consulta, bueno | datos)


def test_guardar_deja_los_filtros(abierta):
    client, (foto, _) = abierta

    respuesta = guardar(client, foto, f"?evento={foto.evento_id}")

    assert respuesta.url == reverse("media_library:ver", args=[foto.pk]) + f"?evento={foto.evento_id}"


def test_guardar_y_seguir_va_a_la_siguiente_de_los_mismos_filtros(abierta):
    client, fotos = abierta
    ficha = client.get(reverse("media_library:ver", args=[fotos[1].pk]), {"evento": fotos[1].evento_id})
    pagina = ficha.context["pagina"]
    siguiente = pagina.siguiente or pagina.anterior
    desde = fotos[1] if pagina.siguiente else fotos[0]

    respuesta = guardar(client, desde, f"?evento={desde.evento_id}", y_sigue="1")

    esperada = siguiente if pagina.siguiente else fotos[1]
    assert respuesta.url.startswith(reverse("media_library:ver", args=[esperada.pk]))


@pytest.mark.parametrize(("volver", "esta"), [("/oficina/boletines/4/#fotos", True), ("https://otro.invalid/", False)])
def test_se_vuelve_a_donde_se_estaba_solo_si_es_de_este_sitio(abierta, volver, esta):
    client, (foto, _) = abierta

    texto = client.get(reverse("media_library:ver", args=[foto.pk]), {"volver": volver}).text

    assert (f'href="{volver}">Volver a lo que hacías' in texto) is esta


@pytest.mark.parametrize(("clase", "pide"), [("foto", True), ("video", True), ("audio", False), ("documento", False)])
def test_de_lo_que_no_se_ve_no_se_pide_que_se_ve(abierta, clase, pide):
    client, _ = abierta
    evidencia = EvidenciaFactory(original__clase=clase)

    texto = client.get(reverse("media_library:ver", args=[evidencia.pk])).text

    assert ("Qué se ve, para quien no puede verla" in texto) is pide
    assert ("Pie de foto" in texto) is (clase == "foto")
