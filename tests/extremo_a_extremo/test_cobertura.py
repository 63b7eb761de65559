"""Entregar una cobertura sin archivos, desde el teléfono: pide por qué, y la dirección lo lee."""

import pytest

from nucleo.models import Asiento
from tests.fabricas.agenda import CoberturaFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
POR_QUE = "Llovió 🌧️ toda la tarde"


def test_sin_archivos_pide_por_que_y_un_doble_clic_entrega_una_vez(entrar, sitio):
    mundo = crear_mundo()
    cobertura = CoberturaFactory(evento=mundo.evento_ajeno, persona=mundo.personas["fotografia"], tipo="foto")
    pagina = entrar("fotografia", ancho=390)
    pagina.goto(f"{sitio}/oficina/agenda/{mundo.evento_ajeno.pk}/")

    pagina.get_by_text("Entregar sin archivos").click()
    forma = pagina.locator("#cobertura details form")
    forma.get_by_role("button", name="Entregar").click()
    assert forma.locator("input:invalid").count() == 1
    forma.get_by_label("Por qué no hay foto").fill(POR_QUE)
    forma.evaluate("f => { f.requestSubmit(); f.requestSubmit() }")
    pagina.get_by_text(f"Sin archivos: «{POR_QUE}»", exact=True).wait_for()

    cobertura.refresh_from_db()
    assert (cobertura.estado, cobertura.sin_archivos) == ("entregada", POR_QUE)
    assert Asiento.objects.filter(accion="entregar la cobertura").count() == 1
