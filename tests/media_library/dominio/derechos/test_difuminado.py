"""Difuminar: lo público sale sólo de la versión difuminada, de la que no se vuelve; el original no se toca."""

import io

import pytest
from django.db import IntegrityError, transaction
from PIL import Image, ImageChops, ImageStat

from media_library.dominio.derechos import derechos, difuminado
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.seleccion import palabras
from media_library.dominio.versiones import cola
from media_library.dominio.versiones.publico import DerivadoPendiente, bytes_publicos
from media_library.models import Derivado, Evidencia
from media_library.models.receta import Receta
from nucleo.dominio.impedimentos import NoSePuede
from tests.fabricas.media_library import EvidenciaFactory
from tests.media_library.conftest import AHORA, FOTOS

pytestmark = pytest.mark.django_db(transaction=True)
CENTRO = (30, 30, 40, 40)


def difuminar(evidencia, persona, *zonas):
    return difuminado.difuminar(evidencia, zonas=zonas or [CENTRO], por=persona, ahora=AHORA)


def abrir(octetos):
    return Image.open(io.BytesIO(octetos)).convert("L")


def detalle(imagen, caja):
    """Cuánto cambia de un pixel a su vecino: el detalle fino de un trozo."""
    trozo = imagen.crop(caja)
    vecino = ImageChops.difference(trozo, ImageChops.offset(trozo, 1, 0))
    return ImageStat.Stat(vecino.crop((1, 0, trozo.width, trozo.height))).mean[0]  # la primera columna da la vuelta


@pytest.fixture
def foto(subir):
    return subir(FOTOS / "muelle.jpg", "muelle.jpg", derivar=True)


def test_lo_publico_sale_difuminado_en_la_zona_y_nitido_fuera(foto, fotografa):
    antes = abrir(bytes_publicos(foto, Receta.leer("w1600.jpg")))
    evidencia = difuminar(foto, fotografa)
    with pytest.raises(DerivadoPendiente):
        bytes_publicos(evidencia, Receta.leer("w1600.jpg"))

    cola.derivar_todo()
    despues = abrir(bytes_publicos(evidencia, Receta.leer("w1600.jpg")))

    ancho, alto = antes.size
    dentro = (ancho * 35 // 100, alto * 35 // 100, ancho * 65 // 100, alto * 65 // 100)
    fuera = (0, alto * 75 // 100, ancho, alto)
    assert detalle(despues, dentro) < detalle(antes, dentro) / 5
    assert detalle(despues, fuera) == pytest.approx(detalle(antes, fuera), rel=0.05)


@pytest.mark.parametrize("receta", ["w320.webp", "w800.jpg", "w1600.webp", "og-50-50.jpg"])
def test_todas_las_recetas_publicas_tienen_su_version(foto, fotografa, receta):
    evidencia = difuminar(foto, fotografa)
    cola.derivar_todo()

    assert bytes_publicos(evidencia, Receta.leer(receta))


def test_el_original_y_lo_de_adentro_siguen_igual(foto, fotografa, settings):
    antes = Derivado.objects.get(original=foto.original, receta="w800.webp").archivo
    difuminar(foto, fotografa)
    cola.derivar_todo()

    assert Derivado.objects.get(original=foto.original, receta="w800.webp").archivo == antes


def test_difuminar_responde_por_los_rostros(foto, fotografa):
    Evidencia.objects.update(menores="si")
    assert len(impedimentos_para_publicar(Evidencia.objects.get(), AHORA)) == 1

    assert impedimentos_para_publicar(difuminar(foto, fotografa), AHORA) == []


def test_cambiar_las_zonas_borra_la_version_anterior(foto, fotografa):
    difuminar(foto, fotografa)
    cola.derivar_todo()
    difuminar(foto, fotografa, (0, 0, 10, 10))
    cola.derivar_todo()

    de_la_primera = Derivado.objects.filter(receta__startswith=f"dif-{difuminado.clave_de([CENTRO])}")
    assert (de_la_primera.count(), Derivado.objects.filter(receta__startswith="dif-").count()) == (0, 12)


def test_quitar_la_decision_quita_las_versiones_y_vuelve_a_pedir_carta(foto, fotografa):
    Evidencia.objects.update(menores="si")
    difuminar(foto, fotografa)
    cola.derivar_todo()

    evidencia = derechos.olvidar_difuminado(foto, por=fotografa, ahora=AHORA)

    assert (evidencia.zonas, Derivado.objects.filter(receta__startswith="dif-").count()) == ([], 0)
    assert len(impedimentos_para_publicar(evidencia, AHORA)) == 1


def test_mover_el_centro_de_una_difuminada_rehace_su_recorte(foto, fotografa):
    evidencia = difuminar(foto, fotografa)

    palabras.editar_palabras(
        evidencia, version=evidencia.version, pie="", texto_alternativo="", credito="", foco=(10, 20), por=fotografa,
        ahora=AHORA,
    )  # fmt: skip

    assert Derivado.objects.filter(receta=evidencia.receta_publica(Receta.leer("og-10-20.jpg"))).exists()


@pytest.mark.parametrize(
    ("zonas", "frase"),
    [
        ([], "al menos una zona"),
        ([(90, 0, 20, 10)], "se sale de la foto"),
        ([(0, 0, 0, 10)], "se sale de la foto"),
        ([CENTRO] * 51, "marca hasta 50"),
    ],
)
def test_zonas_que_no_pueden_ser_se_rechazan(fotografa, zonas, frase):
    with pytest.raises(NoSePuede, match=frase):
        difuminado.difuminar(EvidenciaFactory(), zonas=zonas, por=fotografa, ahora=AHORA)


def test_ni_videos_ni_menores_protegidos_se_arreglan_difuminando(fotografa):
    for evidencia, frase in (
        (EvidenciaFactory(original__clase="video"), "Sólo se difuminan fotografías"),
        (EvidenciaFactory(menores="protegidos"), "difuminar no basta"),
    ):
        with pytest.raises(NoSePuede, match=frase):
            difuminar(evidencia, fotografa)


def test_la_base_no_admite_difuminada_sin_zonas(fotografa):
    evidencia = difuminar(EvidenciaFactory(), fotografa)

    with pytest.raises(IntegrityError), transaction.atomic():
        Evidencia.objects.filter(pk=evidencia.pk).update(zonas=[])
