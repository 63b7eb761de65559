"""La demostración publica de verdad en el doble: lo de hoy por la bandeja y lo puesto a mano con su enlace que abre."""

import pytest
from django.utils import timezone

from comsocial.demo.hoy import redes as de_demo
from doubles.graph import ServidorGraph
from redes.dominio.publicaciones import marcar_publicada
from redes.models import Publicacion
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def graph(settings):
    with ServidorGraph() as servidor:
        settings.FACEBOOK_BASE_URL = settings.FACEBOOK_SITIO = servidor.url
        settings.REDES_SEGUNDOS_ENTRE_PUBLICACIONES = 0
        yield servidor


def test_lo_de_hoy_sale_se_programa_o_espera_y_lo_de_antes_abre(graph, oficina, directora, redes):
    ahora = timezone.now()
    for n in range(5):
        FotoDeBoletinFactory(boletin=BoletinFactory(publicado=True, publicado_en=ahora, titulo=f"Obra {n}"))

    de_demo.de_hoy({"redes": redes, "directora": directora}, ahora)

    estados = sorted(Publicacion.objects.values_list("estado", flat=True))
    assert estados == ["borrador", "por_aprobar", "programada", "programada", "programada"]
    vieja = PublicacionFactory(texto="Comienza el empedrado de la calle Galeana")
    enlace = de_demo.puesta_a_mano(vieja, ahora.replace(year=2021), si_no="")
    puesta = marcar_publicada(vieja, enlace=enlace, por=redes, ahora=ahora)
    assert (puesta.revision_del_enlace, graph.muro.visibles("1000000")[-1]["created_time"][:4]) == (
        "comprobado",
        "2021",
    )


def test_sin_doble_no_se_toca_ninguna_red(redes):
    assert de_demo.puesta_a_mano(PublicacionFactory(), timezone.now(), si_no="https://ejemplo") == "https://ejemplo"
