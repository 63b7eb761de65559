"""La página de un boletín dice la verdad sin recargarse, y en el teléfono se decide sin buscar el botón."""

import pytest
from django.utils import timezone

from boletines.dominio.redaccion.borrador import crear_boletin
from boletines.dominio.revision.aprobacion import enviar_a_revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.models import Boletin
from difusion.dominio.despacho import despachar
from tests.fabricas.boletines import CUERPO
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def en_revision(transactional_db):
    mundo, ahora = crear_mundo(), timezone.now()
    redacta = mundo.personas["redaccion"]
    boletin = crear_boletin(
        titulo="Inicia la red de agua de Epenche",
        sumario="La obra beneficia a 120 familias de la comunidad.",
        cuerpo=CUERPO,
        dependencia=mundo.dependencia,
        lugar="Mazamitla, Jalisco",
        por=redacta,
        ahora=ahora,
    )
    return enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redacta, ahora=ahora)


def _abrir(entrar, sitio, boletin, ancho):
    pagina = entrar("directora", ancho=ancho)
    pagina.goto(f"{sitio}/oficina/boletines/{boletin.pk}/")
    return pagina


def test_al_publicar_la_pagina_dice_sola_cuando_ya_esta_en_el_portal(entrar, sitio, en_revision):
    pagina = _abrir(entrar, sitio, en_revision, 1280)
    pagina.click("#acto-aprobar button")
    pagina.click("#acto-publicar button")
    pagina.get_by_text("Se está escribiendo su página del portal").wait_for()
    pagina.evaluate("window.sinRecargar = true")
    assert pagina.get_by_role("link", name="Ver en el portal").count() == 0

    despachar(reloj=timezone.now)
    ver = pagina.locator("#en-el-portal a", has_text="Ver en el portal")
    ver.wait_for()

    assert pagina.evaluate("window.sinRecargar === true")
    assert pagina.locator("#acciones-del-boletin").get_by_text("Ver en el portal").is_visible()
    assert pagina.get_by_text("Copiar para WhatsApp").is_visible()
    assert pagina.text_content("#anuncio") in ("", "Ya está en el portal.")
    ver.click()
    assert pagina.text_content("h1") == en_revision.titulo


def test_en_el_telefono_se_aprueba_y_se_publica_sin_desplazarse(entrar, sitio, en_revision):
    pagina = _abrir(entrar, sitio, en_revision, 390)
    barra = pagina.locator(".barra-de-decision")

    for boton, dicho in (("Aprobar", "Aprobado"), ("Publicar", "Publicado. En unos segundos")):
        caja = barra.get_by_role("button", name=boton, exact=True).bounding_box()
        assert caja["y"] + caja["height"] < 860 - 50  # arriba de la navegación de abajo, sin desplazarse
        barra.get_by_role("button", name=boton, exact=True).click()
        pagina.locator(".flotante", has_text=dicho).wait_for()

    assert Boletin.objects.get(pk=en_revision.pk).estado == "publicado"
    assert barra.count() == 0


def test_en_el_telefono_se_aprueba_y_publica_de_un_paso(entrar, sitio, en_revision):
    pagina = _abrir(entrar, sitio, en_revision, 390)
    boton = pagina.locator(".barra-de-decision").get_by_role("button", name="Aprobar y publicar")
    caja = boton.bounding_box()
    assert caja["x"] + caja["width"] <= 390
    boton.click()
    pagina.locator(".flotante", has_text="Publicado. En unos segundos").wait_for()

    assert Boletin.objects.get(pk=en_revision.pk).estado == "publicado"


def test_pedir_cambios_desde_la_barra_abre_donde_se_escribe(entrar, sitio, en_revision):
    pagina = _abrir(entrar, sitio, en_revision, 390)
    pagina.locator(".barra-de-decision").get_by_text("Pedir cambios").click()
    pagina.keyboard.type("Falta la fecha de la obra.")
    pagina.click("text=Regresar con cambios")
    pagina.get_by_text("Cambios pedidos:").wait_for()

    assert Boletin.objects.get(pk=en_revision.pk).motivo_de_cambios == "Falta la fecha de la obra."


def test_en_la_computadora_la_barra_no_estorba(entrar, sitio, en_revision):
    assert _abrir(entrar, sitio, en_revision, 1280).locator(".barra-de-decision").is_hidden()
