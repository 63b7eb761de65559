"""Mientras llega una foto: su mancha de color, o un letrero que se quita solo."""

import io

import pytest
from django.utils import timezone

from media_library.dominio.derechos import difuminado
from media_library.dominio.entrada import ingesta
from media_library.dominio.versiones import cola
from tests.fabricas.mundo import crear_mundo
from tests.media_library.conftest import FOTOS

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
BIBLIOTECA = "/oficina/biblioteca/"


@pytest.fixture
def foto(sitio):
    """Una foto de verdad con sus versiones hechas."""
    persona = crear_mundo().personas["fotografia"]
    octetos = io.BytesIO((FOTOS / "muelle.jpg").read_bytes())
    foto = ingesta.ingresar(archivo=octetos, nombre="muelle.jpg", por=persona, ahora=timezone.now()).evidencia
    cola.derivar_todo(con_extras=False)
    return foto


def color_del_lienzo(imagen):
    """El promedio de la mancha que el guion pintó detrás de la imagen."""
    return imagen.evaluate(
        """async (img) => {
            const pintada = new Image();
            pintada.src = img.style.backgroundImage.slice(5, -2);
            await pintada.decode();
            const lienzo = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
            const pincel = lienzo.getContext("2d");
            pincel.drawImage(pintada, 0, 0, 1, 1);
            return [...pincel.getImageData(0, 0, 1, 1).data.slice(0, 3)];
        }"""
    )


def test_la_mancha_se_ve_hasta_que_llega_la_miniatura(entrar, sitio, foto):
    pagina = entrar("fotografia")
    detenidas = []
    pagina.route("**/archivo/w320.webp*", lambda ruta: detenidas.append(ruta))  # noqa: PLW0108 - Playwright le pone una marca

    pagina.goto(f"{sitio}{BIBLIOTECA}?q=muelle", wait_until="domcontentloaded")
    imagen = pagina.locator(f"a[data-evidencia='{foto.pk}'] img")
    pagina.wait_for_function("() => document.querySelector('img[data-th]').style.backgroundImage")
    color = color_del_lienzo(imagen)
    for ruta in detenidas:
        ruta.continue_()
    pagina.wait_for_function("() => document.querySelector('img[data-th]').naturalWidth > 0")
    pagina.wait_for_function("() => !document.querySelector('img[data-th]').style.backgroundImage")

    assert max(color) - min(color) < 160
    assert sum(color) > 60


def test_difuminando_aparece_solo_cuando_esta_y_no_hay_imagen_rota(entrar, sitio, foto):
    difuminado.difuminar(foto, zonas=[(30, 30, 20, 20)], por=foto.subida_por, ahora=timezone.now())
    pagina = entrar("consulta")

    pagina.goto(f"{sitio}{BIBLIOTECA}{foto.pk}/")
    pagina.get_by_text("Difuminando…").wait_for()
    cola.derivar_todo(con_extras=False)
    pagina.wait_for_function("() => document.querySelector('.bib-lienzo img')?.naturalWidth > 0")

    assert pagina.locator("[data-espera]").count() == 0


def test_donde_la_imagen_se_pide_suelta_hay_un_letrero_que_si_se_pinta(entrar, sitio, foto):
    difuminado.difuminar(foto, zonas=[(30, 30, 20, 20)], por=foto.subida_por, ahora=timezone.now())
    pagina = entrar("consulta")
    pagina.goto(f"{sitio}{BIBLIOTECA}")

    ancho = pagina.evaluate(
        """(src) => new Promise((r) => {
            const i = new Image(); i.onload = () => r(i.naturalWidth); i.onerror = () => r(0); i.src = src;
        })""",
        f"{BIBLIOTECA}{foto.pk}/archivo/w320.webp",
    )

    assert ancho == 400
