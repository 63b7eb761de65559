"""Los subtítulos en renglones junto al reproductor: escriben el mismo texto que se guarda."""

import pytest

from media_library.models import Subtitulos
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
PRIMERO = "1\n00:00:01,000 --> 00:00:03,000\nBuenos días.\n"


@pytest.fixture
def hoja(entrar, sitio):
    """La página de subtítulos de una grabación que ya tiene uno."""
    mundo = crear_mundo()
    pagina = entrar("fotografia")
    pagina.goto(f"{sitio}/oficina/biblioteca/{mundo.grabacion.pk}/subtitulos/")
    pagina.wait_for_selector("[data-renglones] > li")
    return pagina


def ir_a(hoja, segundo):
    hoja.evaluate("s => { document.querySelector('[data-grabacion]').currentTime = s }", segundo)


def texto(hoja):
    return hoja.locator("textarea[name=texto]").input_value()


def guardado():
    return Subtitulos.objects.get().texto


def guardar(hoja):
    with hoja.expect_navigation():
        hoja.click("text=Guardar subtítulos")


def test_se_agrega_se_parte_y_se_guarda_sin_tocar_el_raton(hoja):
    ir_a(hoja, 5)
    hoja.keyboard.press("Alt+n")
    hoja.keyboard.type("Hoy abre la unidad")
    ir_a(hoja, 9)
    hoja.keyboard.press("Alt+o")
    for _ in range(len("la unidad")):
        hoja.keyboard.press("ArrowLeft")
    ir_a(hoja, 6.5)
    hoja.keyboard.press("Alt+k")
    guardar(hoja)

    assert guardado() == (
        f"{PRIMERO}\n2\n00:00:05,000 --> 00:00:06,500\nHoy abre\n\n3\n00:00:06,500 --> 00:00:09,000\nla unidad\n"
    )


def test_con_los_botones_se_ponen_los_tiempos_y_se_quita(hoja):
    ir_a(hoja, 1.25)
    hoja.click("text=Poner aquí el inicio")
    ir_a(hoja, 2.75)
    hoja.click("text=Poner aquí el fin")
    movido = texto(hoja)
    hoja.click("[data-hacer=quitar]")
    guardar(hoja)

    assert (movido, guardado()) == (PRIMERO.replace("01,000", "01,250").replace("03,000", "02,750"), "")


def test_lo_que_no_cuadra_se_dice_en_su_renglon(hoja):
    hoja.fill("[data-fin]", "0:00.500")

    assert hoja.locator("[data-falta]").inner_text() == "Termina antes de empezar."
    assert hoja.locator("[data-estado]").inner_text() == "1 subtítulo, 1 por corregir"


def test_un_texto_que_no_se_entiende_no_pierde_nada_y_los_renglones_vuelven(hoja):
    hoja.click("text=Editar como texto")
    hoja.fill("textarea[name=texto]", f"{PRIMERO}\nAquí no hay tiempo\n")
    escondida = hoja.locator("[data-lista]").is_hidden()
    sigue = texto(hoja)
    hoja.fill("textarea[name=texto]", f"{PRIMERO}\n2\n00:00:04,000 --> 00:00:05,000\nAdiós\n")

    assert (escondida, "Aquí no hay tiempo" in sigue) == (True, True)
    assert hoja.locator("[data-renglones] > li").count() == 2


def test_en_un_tiempo_las_flechas_mueven_decimas(hoja):
    hoja.focus("[data-inicio]")
    hoja.keyboard.press("ArrowUp")
    hoja.keyboard.press("Shift+ArrowUp")

    assert hoja.locator("[data-inicio]").input_value() == "0:02.100"
