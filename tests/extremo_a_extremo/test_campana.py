"""La campana pregunta sola cuántos pendientes hay, y si no puede no interrumpe a nadie."""

import pytest

from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


def test_en_cualquier_pagina_dice_lo_mismo_que_avisos(entrar, sitio):
    crear_mundo()
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/avisos/")
    de_avisos = pagina.locator("#campana .cuenta-avisos").inner_text()
    assert int(de_avisos.split()[0]) == pagina.locator("#te-toca + ul > li").count()

    pagina.goto(f"{sitio}/oficina/medios/")
    pagina.locator("#campana .cuenta-avisos").wait_for()
    assert pagina.locator("#campana .cuenta-avisos").inner_text() == de_avisos
    pagina.click("#campana")
    pagina.wait_for_url("**/oficina/avisos/")


def test_si_falla_no_interrumpe(entrar, sitio):
    crear_mundo()
    pagina = entrar("directora")
    pagina.route("**/avisos/campana/", lambda ruta: ruta.fulfill(status=503, body="No"))
    with pagina.expect_response("**/avisos/campana/"):
        pagina.goto(f"{sitio}/oficina/medios/")
    pagina.wait_for_timeout(300)

    assert pagina.locator("[data-falla]").count() == 0
    assert pagina.locator("#campana").is_visible()
