"""La misma foto en otro evento se cuida igual: lo que protege en uno protege en todos."""

import pytest

from media_library.dominio.derechos import consentimientos, derechos, difuminado
from media_library.dominio.derechos.derechos import Derechos, impedimentos_para_publicar
from media_library.dominio.seleccion import lote
from media_library.dominio.seleccion.copias import igualar
from media_library.models import Evidencia
from media_library.models.receta import Receta
from media_library.signals import derechos_cambiaron
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import ConsentimientoFactory, EvidenciaFactory
from tests.media_library.conftest import AHORA, jpeg

pytestmark = pytest.mark.django_db(transaction=True)
ZONA = (10, 10, 20, 20)


@pytest.fixture
def copias():
    """La misma foto en dos eventos y otra que no tiene que ver."""
    una = EvidenciaFactory(original__es_repetido=True, evento=EventoFactory())
    return una, EvidenciaFactory(original=una.original, evento=EventoFactory()), EvidenciaFactory()


@pytest.fixture
def avisadas():
    """De qué evidencias se avisó que cambiaron sus derechos, la última vez."""
    oidas = []

    def oir(*, evidencias, **_):
        oidas[:] = sorted(evidencias)

    derechos_cambiaron.connect(oir)
    yield oidas
    derechos_cambiaron.disconnect(oir)


def fresca(evidencia):
    return Evidencia.objects.get(pk=evidencia.pk)


def test_difuminar_una_difumina_sus_copias_y_se_avisa_de_todas(copias, fotografa, avisadas):
    una, otra, ajena = copias

    difuminado.difuminar(una, zonas=[ZONA], por=fotografa, ahora=AHORA)

    assert (fresca(otra).difuminado, fresca(otra).zonas, fresca(ajena).difuminado) == ("hecho", [list(ZONA)], "")
    assert fresca(otra).version == 2
    assert avisadas == sorted([una.pk, otra.pk])
    assert Asiento.objects.get(accion="igualar con su copia").objeto == f"media_library.evidencia:{otra.pk}"


def test_anotar_menores_llega_a_las_copias_y_solo_aprieta(copias, fotografa, avisadas):
    una, otra, _ = copias

    una = derechos.anotar_derechos(una, derechos=Derechos(menores="protegidos"), version=1, por=fotografa, ahora=AHORA)
    assert (fresca(otra).menores, avisadas) == ("protegidos", sorted([una.pk, otra.pk]))

    derechos.anotar_derechos(una, derechos=Derechos(menores="no"), version=2, por=fotografa, ahora=AHORA)
    assert (fresca(una).menores, fresca(otra).menores) == ("no", "protegidos")


def test_quitar_el_difuminado_en_un_evento_no_lo_quita_en_los_demas(copias, fotografa):
    una, otra, _ = copias
    una = difuminado.difuminar(una, zonas=[ZONA], por=fotografa, ahora=AHORA)

    derechos.olvidar_difuminado(una, por=fotografa, ahora=AHORA)

    assert (fresca(una).difuminado, fresca(otra).difuminado) == ("", "hecho")


def test_la_carta_ampara_las_copias_y_revocarla_las_detiene(copias, fotografa, avisadas):
    una, otra, _ = copias
    carta = ConsentimientoFactory()
    consentimientos.ligar_carta(carta, evidencias=[una], por=fotografa, ahora=AHORA)
    assert list(otra.consentimientos.all()) == [carta]

    consentimientos.revocar_carta(carta, motivo="Lo pidió", por=fotografa, ahora=AHORA)

    assert len(impedimentos_para_publicar(fresca(otra), AHORA)) == 1
    assert avisadas == sorted([una.pk, otra.pk])


def test_en_lote_tambien_y_se_avisa_para_quitarla_de_lo_publicado(copias, fotografa, avisadas):
    una, otra, _ = copias

    lote.editar_lote([una], cambio=lote.CambioDeLote(menores="si"), por=fotografa, ahora=AHORA)

    assert (fresca(otra).menores, avisadas) == ("si", sorted([una.pk, otra.pk]))


def test_cambiar_palabras_en_lote_no_avisa_de_derechos(copias, fotografa, avisadas):
    lote.editar_lote(copias, cambio=lote.CambioDeLote(credito="Oficina"), por=fotografa, ahora=AHORA)

    assert avisadas == []


def test_la_que_llega_despues_trae_lo_que_ya_se_sabia(subir, fotografa):
    una = subir(jpeg(), evento=EventoFactory())
    carta = ConsentimientoFactory()
    carta.evidencias.add(una)
    derechos.anotar_derechos(una, derechos=Derechos(menores="si"), version=1, por=fotografa, ahora=AHORA)
    difuminado.difuminar(una, zonas=[ZONA], por=fotografa, ahora=AHORA)

    otra = subir(jpeg(), evento=EventoFactory())

    sabida = fresca(otra)
    assert (sabida.menores, sabida.zonas, list(sabida.consentimientos.all())) == ("si", [list(ZONA)], [carta])
    assert sabida.receta_publica(Receta.leer("w800.webp")) in set(
        otra.original.derivados.values_list("receta", flat=True)
    )


def test_sin_copias_solo_cuesta_preguntar(fotografa, django_assert_num_queries):
    foto = EvidenciaFactory(menores="si")

    with django_assert_num_queries(1):
        assert igualar([foto.pk], por=fotografa, ahora=AHORA) == [foto.pk]
