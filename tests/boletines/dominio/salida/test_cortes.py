import pytest
from django.urls import reverse

from boletines.dominio.despues.correccion import proponer_correccion
from boletines.dominio.redaccion import cortes
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.publicacion import impedimentos_para_publicar, publicar_boletin
from boletines.estados import EstadoBoletin
from media_library.models import Corte, Derivado
from nucleo.dominio.impedimentos import NoSePuede
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import CorteFactory, DerivadoFactory, EvidenciaFactory, OriginalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def corte():
    """Un corte transcrito y con su archivo hecho."""
    evidencia = EvidenciaFactory(original=OriginalFactory(clase="audio", tipo="audio/mpeg"), credito="Oficina")
    corte = CorteFactory(evidencia=evidencia, titulo="Sobre el agua", transcripcion="Habrá agua en marzo.")
    DerivadoFactory(original=evidencia.original, hecho=True, receta=corte.receta)
    return corte


def frases(boletin):
    return [str(i) for i in revision.impedimentos_para_enviar(boletin)]


def test_se_eligen_en_orden_y_sin_repetir(redactar, redactora, corte, ahora):
    otro = CorteFactory()
    boletin = redactar("borrador")

    cortes.elegir_cortes(boletin, cortes=[otro.pk, corte.pk, otro.pk, 999], por=redactora, ahora=ahora)

    assert list(boletin.cortes.values_list("corte", flat=True)) == [otro.pk, corte.pk]


def test_un_corte_completo_no_estorba(redactar, redactora, corte, ahora):
    boletin = redactar("borrador")
    antes = frases(boletin)

    cortes.elegir_cortes(boletin, cortes=[corte.pk], por=redactora, ahora=ahora)

    assert frases(boletin) == antes


def test_sin_transcripcion_no_se_publica(redactar, redactora, corte, ahora):
    boletin = redactar("borrador")
    cortes.elegir_cortes(boletin, cortes=[corte.pk], por=redactora, ahora=ahora)

    Corte.objects.filter(pk=corte.pk).update(transcripcion="")

    assert any("Transcribe el corte 1" in f for f in frases(boletin))


@pytest.mark.parametrize(("estado", "detiene"), [("fallido", True), ("pendiente", False)])
def test_un_archivo_que_fallo_detiene_y_uno_por_hacerse_no(redactar, redactora, corte, ahora, estado, detiene):
    boletin = redactar("borrador")
    cortes.elegir_cortes(boletin, cortes=[corte.pk], por=redactora, ahora=ahora)

    Derivado.objects.filter(receta=corte.receta).update(estado=estado, archivo="")

    assert any("no se pudo hacer" in f for f in frases(boletin)) == detiene


def test_un_corte_quitado_de_la_biblioteca_detiene(redactar, redactora, corte, ahora):
    boletin = redactar("borrador")
    cortes.elegir_cortes(boletin, cortes=[corte.pk], por=redactora, ahora=ahora)

    Corte.objects.filter(pk=corte.pk).update(papelera_en=ahora)

    assert any("se quitó de la biblioteca" in f for f in frases(boletin))


def test_cambiar_la_transcripcion_ya_aprobada_pide_aprobar_otra_vez(redactar, redactora, directora, corte, ahora):
    boletin = redactar("borrador")
    cortes.elegir_cortes(boletin, cortes=[corte.pk], por=redactora, ahora=ahora)
    boletin = revision.enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)
    boletin = revision.aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)

    Corte.objects.filter(pk=corte.pk).update(transcripcion="Otra cosa.")

    assert any("Cambió después de aprobarse" in str(i) for i in impedimentos_para_publicar(boletin))


def test_la_correccion_parte_de_los_mismos_cortes(redactar, redactora, directora, corte, ahora):
    boletin = redactar("borrador")
    cortes.elegir_cortes(boletin, cortes=[corte.pk], por=redactora, ahora=ahora)
    boletin = revision.enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)
    boletin = revision.aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)
    boletin = publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)

    propuesta = proponer_correccion(boletin, por=redactora, ahora=ahora)

    assert list(propuesta.cortes.values_list("corte", flat=True)) == [corte.pk]


def test_no_se_eligen_cortes_de_lo_ya_enviado(redactar, redactora, corte, ahora):
    with pytest.raises(NoSePuede, match="borrador"):
        cortes.elegir_cortes(redactar("en_revision"), cortes=[corte.pk], por=redactora, ahora=ahora)


def test_no_caben_mas_de_seis(redactar, redactora, ahora):
    muchos = [CorteFactory().pk for _ in range(7)]

    with pytest.raises(NoSePuede, match="hasta 6"):
        cortes.elegir_cortes(redactar("borrador"), cortes=muchos, por=redactora, ahora=ahora)


class TestPantalla:
    def test_ofrece_los_del_evento_y_guarda_los_marcados(self, client, redactora, corte):
        boletin = BoletinFactory(autor=redactora)
        client.force_login(redactora)
        ruta = reverse("boletines:cortes", args=[boletin.pk])

        pagina = client.get(ruta).text
        client.post(ruta, {"corte": [corte.pk, "²", "-1", "9" * 40]})

        assert "Sobre el agua" in pagina
        assert list(boletin.cortes.values_list("corte", flat=True)) == [corte.pk]

    def test_sin_cortes_dice_donde_se_hacen(self, client, redactora):
        client.force_login(redactora)

        pagina = client.get(reverse("boletines:cortes", args=[BoletinFactory(autor=redactora).pk])).text

        assert "entra a «Cortes»" in pagina

    def test_en_revision_se_rechaza_con_la_razon(self, client, redactora, redactar, corte):
        boletin = redactar("en_revision")
        client.force_login(redactora)

        respuesta = client.post(reverse("boletines:cortes", args=[boletin.pk]), {"corte": [corte.pk]})

        assert respuesta.status_code == 409
        assert boletin.estado == EstadoBoletin.EN_REVISION
        assert not boletin.cortes.exists()
