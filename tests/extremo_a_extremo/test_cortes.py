"""Marcar un corte junto al reproductor: con teclas, con el ratón y con las asas; se guarda lo que dicen los campos."""

import io
import subprocess
from decimal import Decimal

import imageio_ffmpeg
import pytest
from django.utils import timezone

from media_library.dominio.entrada import ingesta
from media_library.dominio.versiones import cola
from media_library.models import Corte
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def mesa(entrar, sitio, tmp_path):
    """La página de cortes de una grabación de cuatro segundos, con su onda a la vista."""
    persona = crear_mundo().personas["fotografia"]
    ruta = tmp_path / "voz.mp3"
    tono = ["-f", "lavfi", "-i", "sine=frequency=440:duration=4"]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-y", *tono, str(ruta)], check=True, capture_output=True)
    octetos = io.BytesIO(ruta.read_bytes())
    grabacion = ingesta.ingresar(archivo=octetos, nombre="voz.mp3", por=persona, ahora=timezone.now()).evidencia
    cola.derivar_todo()
    pagina = entrar("fotografia")
    pagina.goto(f"{sitio}/oficina/biblioteca/{grabacion.pk}/cortes/")
    pagina.wait_for_selector("[data-onda]:not([hidden])")
    return pagina


def ir_a(mesa, segundo):
    mesa.evaluate("s => { document.querySelector('[data-grabacion]').currentTime = s }", segundo)


def marcas(mesa):
    return tuple(mesa.locator(f"[name={cual}]").input_value() for cual in ("inicio", "fin"))


def test_se_marca_con_teclas_se_ajusta_con_el_asa_y_se_guarda(mesa):
    ir_a(mesa, 1)
    mesa.keyboard.press("i")
    ir_a(mesa, 3)
    mesa.keyboard.press("o")
    mesa.get_by_text("El tramo dura 0:02.00").wait_for()
    mesa.locator("[data-asa=fin]").press("ArrowLeft")
    antes = marcas(mesa)
    mesa.fill("[name=titulo]", "Lo que dijo")
    with mesa.expect_navigation():
        mesa.click("text=Guardar corte")

    corte = Corte.objects.get(titulo="Lo que dijo")
    assert antes == ("0:01.00", "0:02.90")
    assert (corte.inicio, corte.fin) == (Decimal("1.00"), Decimal("2.90"))


def test_arrastrar_sobre_la_onda_marca_de_un_punto_a_otro_y_un_clic_lleva_ahi(mesa):
    caja = mesa.locator("[data-onda]").bounding_box()
    punto = [(caja["x"] + caja["width"] * parte, caja["y"] + caja["height"] / 2) for parte in (0.25, 0.75, 0.5)]
    dura = mesa.evaluate("document.querySelector('[data-grabacion]').duration")

    mesa.mouse.move(*punto[0])
    mesa.mouse.down()
    mesa.mouse.move(*punto[1], steps=4)
    mesa.mouse.up()
    arrastradas = marcas(mesa)
    mesa.mouse.click(*punto[2])

    assert [round(float(marca.partition(":")[2])) for marca in arrastradas] == [1, 3]
    assert mesa.evaluate("document.querySelector('[data-grabacion]').currentTime") == pytest.approx(dura / 2, abs=0.1)
    assert marcas(mesa) == arrastradas
