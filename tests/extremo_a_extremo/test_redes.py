"""De un boletín a la línea del tiempo del doble, y la asistida desde el teléfono con el enlace malo y el bueno."""

import pytest
from django.utils import timezone

from difusion.dominio.despacho import despachar
from doubles.graph import ServidorGraph
from redes.dominio import cuentas
from redes.models import Publicacion
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
PAGINA = "1000000"
TEXTO = "Vecinas y vecinos de Loma Alta sembraron hoy 1,200 pinos en la ladera que alimenta el manantial."


@pytest.fixture
def graph(settings):
    with ServidorGraph() as servidor:
        settings.FACEBOOK_BASE_URL = settings.FACEBOOK_SITIO = servidor.url
        settings.FACEBOOK_APP_ID, settings.REDES_SEGUNDOS_ENTRE_PUBLICACIONES = "900", 0
        yield servidor


@pytest.fixture
def mundo(sitio, graph):
    mundo = crear_mundo()
    cuentas.conectar(
        red="facebook",
        nombre="Gobierno de Mazamitla",
        id_remoto=PAGINA,
        llave="vale",
        por=mundo.personas["directora"],
        ahora=timezone.now(),
    )
    return mundo


def test_se_compone_de_un_boletin_se_programa_y_se_ve_en_la_linea_del_tiempo(entrar, sitio, mundo, graph):
    boletin = BoletinFactory(publicado=True, publicado_en=timezone.now(), titulo="Loma Alta siembra 1,200 pinos")
    redes, directora = entrar("redes"), entrar("directora")

    redes.goto(f"{sitio}/oficina/boletines/{boletin.pk}/")
    redes.get_by_role("button", name="Componer para redes").click()
    redes.get_by_label("Texto original").fill(TEXTO)
    assert TEXTO[:30] in redes.locator("[data-previa=facebook] [data-texto]").inner_text()
    assert redes.locator("[data-cuenta=facebook]").inner_text() == str(len(TEXTO))
    redes.get_by_role("button", name="Enviar a aprobación").click()
    redes.get_by_text("Por aprobar").first.wait_for()

    directora.goto(redes.url)
    directora.get_by_role("button", name="Aprobar").click()
    directora.get_by_text("Programada").first.wait_for()
    despachar(reloj=timezone.now)

    redes.goto(f"{graph.url}/__ui__/page/{PAGINA}")
    redes.get_by_text(TEXTO).wait_for()
    assert graph.muro.publicados() == 1
    redes.goto(f"{sitio}/oficina/redes/semana/")
    redes.locator(".estado-publicada").wait_for()


def test_asistida_desde_el_telefono_con_el_enlace_equivocado_y_luego_el_bueno(entrar, sitio, mundo, graph):
    Publicacion.objects.filter(pk=mundo.publicacion.pk).update(texto=TEXTO)
    graph.muro.nombres["2000000"] = "Semanario del Sur"
    ajena = graph.muro.publicar("2000000", {"message": TEXTO})["id"]
    buena = graph.muro.publicar(PAGINA, {"message": TEXTO})["id"]
    pagina = entrar("redes", ancho=390)
    pagina.goto(f"{sitio}/oficina/redes/{mundo.publicacion.pk}/")

    pagina.get_by_label("Enlace de la publicación").fill(graph.muro.publicaciones[ajena]["permalink_url"])
    pagina.get_by_role("button", name="Marcar como publicada").click()
    pagina.get_by_text("es de «Semanario del Sur», no de «Gobierno de Mazamitla»").first.wait_for()
    pagina.get_by_label("Enlace de la publicación").fill(graph.muro.publicaciones[buena]["permalink_url"])
    pagina.get_by_role("button", name="Marcar como publicada").click()
    pagina.get_by_text("Abierto y revisado").wait_for()

    assert Publicacion.objects.get(pk=mundo.publicacion.pk).estado == "publicada"
