"""Etiquetar lo que se sube, también sin señal y después de que llegó."""

import pytest

from media_library.models import Evidencia
from tests.extremo_a_extremo.conftest import esperar
from tests.extremo_a_extremo.subir import SUBIR, foto, llego
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


def test_las_etiquetas_marcadas_se_ponen_a_lo_que_sube(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)

    pagina.goto(f"{sitio}{SUBIR}")
    pagina.get_by_label("Obra pública").check()
    pagina.set_input_files("#id_archivos", [foto()])
    llego(pagina, "plaza.jpg")
    pagina.get_by_label("Obra pública").uncheck()
    pagina.set_input_files("#id_archivos", [foto(310, "kiosco.jpg")])
    llego(pagina, "kiosco.jpg")

    nuevas = Evidencia.objects.filter(nombre_de_archivo__in=["plaza.jpg", "kiosco.jpg"])
    assert set(nuevas.values_list("nombre_de_archivo", "etiquetas__nombre")) == {
        ("plaza.jpg", "Obra pública"), ("kiosco.jpg", None),
    }  # fmt: skip


def etiquetas_de(*nombres):
    """Cuáles lleva cada una, por el nombre de su archivo."""
    nuevas = Evidencia.objects.filter(nombre_de_archivo__in=nombres)
    return dict(nuevas.values_list("nombre_de_archivo", "etiquetas__nombre"))


def test_la_etiqueta_marcada_al_final_llega_tambien_a_lo_que_ya_subio_y_se_deshace(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    pagina.goto(f"{sitio}{SUBIR}")
    pagina.set_input_files("#id_archivos", [foto(), foto(310, "kiosco.jpg")])
    llego(pagina, "plaza.jpg")
    llego(pagina, "kiosco.jpg")

    pagina.get_by_label("Obra pública").check()
    pagina.get_by_text("«Obra pública» se puso también a las 2 que ya habían llegado.").wait_for()
    puestas = etiquetas_de("plaza.jpg", "kiosco.jpg")
    pagina.get_by_role("button", name="Deshacer").click()
    pagina.get_by_text("«Obra pública» se quitó de las 2 que ya habían llegado.").wait_for()

    assert puestas == {"plaza.jpg": "Obra pública", "kiosco.jpg": "Obra pública"}
    assert etiquetas_de("plaza.jpg", "kiosco.jpg") == {"plaza.jpg": None, "kiosco.jpg": None}


def test_la_etiqueta_marcada_sin_senal_va_con_lo_que_espera(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    pagina.goto(f"{sitio}{SUBIR}")
    pagina.set_input_files("#id_archivos", [foto()])
    llego(pagina, "plaza.jpg")

    pagina.context.set_offline(True)
    pagina.set_input_files("#id_archivos", [foto(310, "kiosco.jpg")])
    pagina.get_by_label("Obra pública").check()
    pagina.set_input_files("#id_archivos", [foto(320, "torre.jpg")])
    esperar(lambda: pagina.locator("[data-cola] li").count() == 2)
    assert etiquetas_de("plaza.jpg", "kiosco.jpg", "torre.jpg") == {"plaza.jpg": None}
    pagina.context.set_offline(False)
    llego(pagina, "kiosco.jpg")
    llego(pagina, "torre.jpg")

    assert etiquetas_de("kiosco.jpg", "torre.jpg") == {"kiosco.jpg": "Obra pública", "torre.jpg": "Obra pública"}


def test_lo_que_llego_antes_de_perder_la_senal_toma_su_etiqueta_al_volver_a_abrir(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    pagina.goto(f"{sitio}{SUBIR}")
    pagina.set_input_files("#id_archivos", [foto()])
    llego(pagina, "plaza.jpg")

    pagina.context.set_offline(True)
    pagina.get_by_label("Obra pública").check()
    pagina.get_by_text("en cuanto vuelva la señal").wait_for()
    pagina.goto("about:blank")  # nada de la pantalla sigue vivo cuando vuelve la señal
    pagina.context.set_offline(False)
    pagina.goto(f"{sitio}{SUBIR}")

    pagina.get_by_text("«Obra pública» se puso también a la que ya había llegado.").wait_for()
    assert etiquetas_de("plaza.jpg") == {"plaza.jpg": "Obra pública"}


PIERDE_LA_PRIMERA = """
    const pedir = window.fetch;
    window.fetch = (a, b) => String(a).includes("etiqueta") && !window.perdida
        ? (window.perdida = true, Promise.reject(new TypeError())) : pedir(a, b);"""


def test_la_etiqueta_que_se_perdio_en_el_camino_se_manda_otra_vez_sola(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    pagina.add_init_script(PIERDE_LA_PRIMERA)
    pagina.goto(f"{sitio}{SUBIR}")
    pagina.set_input_files("#id_archivos", [foto()])
    llego(pagina, "plaza.jpg")

    pagina.get_by_label("Obra pública").check()
    pagina.get_by_text("en cuanto vuelva la señal").wait_for()
    pagina.get_by_text("«Obra pública» se puso también a la que ya había llegado.").wait_for()

    assert etiquetas_de("plaza.jpg") == {"plaza.jpg": "Obra pública"}
