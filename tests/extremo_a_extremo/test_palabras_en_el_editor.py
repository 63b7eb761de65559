"""Pie y descripción de cada foto, en el editor y en un navegador de verdad: se guardan solos y no pisan a nadie."""

import pytest

from media_library.models import Evidencia
from tests.extremo_a_extremo.conftest import AXE
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def mundo(sitio):
    return crear_mundo()


@pytest.fixture
def abrir(entrar, sitio, mundo):
    def _abrir(ancho=1280):
        pagina = entrar("redaccion", ancho=ancho)
        pagina.goto(f"{sitio}/oficina/boletines/{mundo.boletin.pk}/editar/")
        pagina.wait_for_selector(".tiptap")
        return pagina

    return _abrir


def campo(mundo, nombre):
    return f"#id_foto-{mundo.foto.pk}-{nombre}"


def guardada(pagina, mundo):
    pagina.wait_for_selector(f"#foto-{mundo.foto.pk} [data-foto-guardada]:has-text('Guardado a las')")


def en_la_biblioteca(mundo):
    return Evidencia.objects.get(pk=mundo.foto.pk)


@pytest.mark.parametrize("ancho", [1280, 390])
def test_la_observacion_lleva_a_su_campo_y_lo_escrito_se_guarda_solo(abrir, mundo, ancho):
    Evidencia.objects.filter(pk=mundo.foto.pk).update(texto_alternativo="")
    pagina = abrir(ancho)

    pagina.click("#panel-revisar a:has-text('Describe la foto 1')")
    assert pagina.evaluate("document.activeElement.id") == campo(mundo, "texto_alternativo")[1:]
    pagina.keyboard.type("Zanja abierta en la calle Galeana")
    guardada(pagina, mundo)

    assert en_la_biblioteca(mundo).texto_alternativo == "Zanja abierta en la calle Galeana"
    assert not pagina.query_selector("#panel-revisar a:has-text('Describe la foto 1')")
    assert pagina.evaluate("document.documentElement.scrollWidth") <= ancho
    pagina.evaluate(AXE)
    faltas = pagina.evaluate("axe.run('#fotos').then(r => r.violations.map(v => v.id))")
    assert faltas == []


@pytest.mark.parametrize(
    ("boton", "queda"), [("Dejar las mías", "El mío"), ("Usar las de la biblioteca", "El de ella")]
)
def test_si_otra_persona_cambio_el_pie_se_escoge_y_nada_se_pierde(abrir, mundo, boton, queda):
    pagina = abrir()
    otra = en_la_biblioteca(mundo)
    Evidencia.objects.filter(pk=otra.pk).update(pie="El de ella", version=otra.version + 1)

    pagina.fill(campo(mundo, "pie"), "El mío")
    pagina.wait_for_selector("#estado-guardado:has-text('Escoge cuáles quedan')")
    assert "El de ella" in pagina.inner_text("[data-choque]")
    assert en_la_biblioteca(mundo).pie == "El de ella"
    pagina.click(f"text={boton}")
    pagina.wait_for_selector("#estado-guardado[data-estado=guardado]:has-text('Guardado a las')")

    assert en_la_biblioteca(mundo).pie == queda
    assert pagina.input_value(campo(mundo, "pie")) == queda
    assert pagina.is_hidden("[data-choque]")


def test_lo_que_no_llego_se_recupera_con_el_resto(abrir, mundo):
    pagina = abrir()
    pagina.route("**/autoguardar/", lambda ruta: ruta.abort())
    pagina.fill(campo(mundo, "pie"), "Sin red")
    pagina.wait_for_selector("#estado-guardado:has-text('Está en este dispositivo')")
    pagina.on("dialog", lambda aviso: aviso.accept())
    pagina.reload()
    pagina.unroute("**/autoguardar/")

    pagina.click("text=Recuperarlo")
    guardada(pagina, mundo)

    assert en_la_biblioteca(mundo).pie == "Sin red"
