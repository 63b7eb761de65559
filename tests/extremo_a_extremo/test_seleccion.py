"""Seleccionar en la biblioteca como en cualquier fototeca: Mayús, Ctrl, x, día, página siguiente y visor."""

from datetime import UTC, datetime, timedelta

import pytest

from boletines.models import Boletin
from media_library.models import Evidencia
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
BIBLIOTECA = "/oficina/biblioteca/"
DIA = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


@pytest.fixture
def pagina(entrar, sitio):
    crear_mundo()
    Evidencia.objects.all().update(papelera_en=DIA)
    for n in range(64):
        EvidenciaFactory(pie=f"Feria {n:02d}", capturada_en=DIA - timedelta(hours=6 * n))
    pagina = entrar("directora")
    pagina.goto(f"{sitio}{BIBLIOTECA}?q=feria")
    return pagina


def dicho(pagina):
    return pagina.text_content("[data-cuantas]")


def enlace(pagina, n):
    return pagina.locator("a[data-evidencia]").nth(n)


def test_mayus_marca_el_tramo_y_ctrl_alterna_tambien_en_resultados(pagina):
    enlace(pagina, 2).click(modifiers=["Control"])
    enlace(pagina, 9).click(modifiers=["Shift"])
    assert dicho(pagina) == "8 seleccionadas"

    enlace(pagina, 5).click(modifiers=["Control"])
    assert dicho(pagina) == "7 seleccionadas"
    pagina.keyboard.press("Escape")
    assert pagina.locator("input[name=evidencias]:checked").count() == 0


def test_x_marca_con_el_teclado_y_el_dia_se_marca_entero(pagina):
    enlace(pagina, 0).focus()
    pagina.keyboard.press("x")
    assert dicho(pagina) == "1 seleccionada"
    pagina.keyboard.press("x")

    dia = pagina.locator("[data-dia]").nth(1)
    dia.locator("[data-elegir-dia]").click()
    assert pagina.locator("input[name=evidencias]:checked").count() == dia.locator(".bib-tarjeta").count()
    assert dia.locator("[data-elegir-dia]").inner_text().startswith("Quitar día")


def test_las_casi_iguales_van_bajo_la_mas_nitida_y_lo_marcado_nunca_queda_escondido(entrar, sitio):
    crear_mundo()
    Evidencia.objects.all().update(papelera_en=DIA)
    for n in range(4):
        hora = DIA - timedelta(seconds=n)
        EvidenciaFactory(pie=f"Ráfaga {n}", capturada_en=hora, original__dhash=7, original__nitidez=10 * n)
    EvidenciaFactory(pie="Suelta", capturada_en=DIA - timedelta(minutes=1), original__dhash=2**40 - 1)
    pagina = entrar("directora")
    pagina.goto(f"{sitio}{BIBLIOTECA}")
    a_la_vista = pagina.locator("a[data-evidencia]:visible")
    pila = pagina.get_by_role("button", name="3 parecidas de 11:59")

    assert a_la_vista.evaluate_all("as => as.map(a => a.title)") == ["Ráfaga 3", "Suelta"]
    a_la_vista.nth(0).click(modifiers=["Control"])
    a_la_vista.nth(1).click(modifiers=["Shift"])
    assert dicho(pagina) == "2 seleccionadas"  # el tramo es lo que se ve

    pila.click()
    assert a_la_vista.count() == 5
    a_la_vista.nth(1).click(modifiers=["Control"])
    pila.click()
    assert (a_la_vista.count(), dicho(pagina)) == (3, "3 seleccionadas")

    pagina.keyboard.press("Escape")
    assert a_la_vista.count() == 2
    pagina.get_by_role("button", name="Seleccionar día").click()
    assert (a_la_vista.count(), dicho(pagina)) == (5, "5 seleccionadas")


def test_la_seleccion_sigue_en_la_pagina_siguiente_y_en_el_visor(pagina):
    enlace(pagina, 0).click(modifiers=["Control"])
    with pagina.expect_navigation():
        pagina.get_by_role("link", name="Más antiguas").click()
    enlace(pagina, 0).click(modifiers=["Control"])
    assert dicho(pagina) == "2 seleccionadas (1 en otras páginas)"

    enlace(pagina, 1).click()
    pagina.locator("[data-marcar]").wait_for()
    pagina.keyboard.press("x")
    assert pagina.text_content("[data-marcar]") == "Seleccionada (3)"
    pagina.get_by_role("link", name="Volver", exact=True).click()
    pagina.get_by_role("button", name="Cambiar datos").click()

    assert pagina.text_content("h1") == "Cambiar 3 evidencias"


def test_seleccionar_los_64_resultados(pagina):
    pagina.get_by_label("Seleccionar los 64 resultados").check()
    pagina.get_by_role("button", name="Cambiar datos").click()

    assert pagina.text_content("h1") == "Cambiar 64 evidencias"


def test_escoger_con_una_tecla_y_comparar_dos(entrar, sitio):
    mundo = crear_mundo()
    for n in range(3):
        EvidenciaFactory(evento=mundo.evento, pie=f"Feria {n}", capturada_en=DIA + timedelta(minutes=n))
    pagina = entrar("directora")
    pagina.goto(f"{sitio}{BIBLIOTECA}elegir/?evento={mundo.evento.pk}")

    for tecla, elegidas, faltan in (("1", "1", "3"), ("3", "1", "2"), ("2", "1", "1")):
        pagina.keyboard.press(tecla)
        pagina.locator("[data-faltan]", has_text=faltan).wait_for()
        assert pagina.text_content("[data-elegidas]") == elegidas
    pagina.keyboard.press("c")
    pagina.keyboard.press("ArrowLeft")

    assert pagina.locator("[data-vista]:visible").count() == 2
    veredictos = Evidencia.objects.filter(eleccion__isnull=False).values_list("eleccion__veredicto", flat=True)
    assert sorted(veredictos) == ["descartada", "duda", "elegida"]


def test_lo_marcado_en_dos_paginas_se_usa_en_un_boletin_que_esta_en_trabajo(pagina):
    enlace(pagina, 2).click(modifiers=["Control"])
    with pagina.expect_navigation():
        pagina.click("a[rel=next]")
    enlace(pagina, 0).click(modifiers=["Control"])
    pagina.click("text=Usar en boletín")
    pagina.wait_for_selector("h1:text('Usar 2 fotos en un boletín')")
    renglon = pagina.locator(".usar-en li", has_text="Borrador de la obra")
    renglon.get_by_role("button").click()
    pagina.get_by_text("Se agregaron 2 fotos.").wait_for()

    boletin = Boletin.objects.get(titulo="Borrador de la obra")
    assert boletin.fotos.filter(evidencia__pie__startswith="Feria").count() == 2
