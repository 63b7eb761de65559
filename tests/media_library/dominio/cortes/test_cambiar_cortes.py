"""Cambiar un corte, quitarlo y escoger su portada."""

from decimal import Decimal

import pytest

from boletines.models import CorteDeBoletin
from media_library.dominio.cortes import cortes
from media_library.dominio.versiones import cola
from media_library.estados import EstadoDerivado
from media_library.models import Corte, Derivado
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.models import Asiento
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import CorteFactory
from tests.media_library.almacenes import leer_derivado
from tests.media_library.conftest import AHORA

pytestmark = [pytest.mark.django_db, pytest.mark.lento]
TRAMO = {"titulo": "Sobre el empedrado", "inicio": Decimal("0.20"), "fin": Decimal("0.90")}


def test_cambiar_solo_las_palabras_conserva_el_archivo(subir, sintetico, fotografa):
    evidencia = subir(sintetico("mp3"), "voz.mp3", derivar=True)
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO)
    cola.derivar_todo()
    antes = Derivado.objects.get(receta=corte.receta)

    corte = cortes.cambiar_corte(corte, revision=1, por=fotografa, ahora=AHORA, **TRAMO | {"quien_habla": "Obras"})

    despues = Derivado.objects.get(receta=corte.receta)
    assert (despues.pk, despues.archivo, despues.estado) == (antes.pk, antes.archivo, EstadoDerivado.HECHO)


def test_la_pantalla_vieja_no_pisa_el_corte(subir, sintetico, fotografa):
    evidencia = subir(sintetico("mp3"), "voz.mp3")
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO)
    cortes.cambiar_corte(corte, revision=1, por=fotografa, ahora=AHORA, **TRAMO | {"titulo": "El bueno"})

    with pytest.raises(NoSePuede, match="Otra persona"):
        cortes.cambiar_corte(corte, revision=1, por=fotografa, ahora=AHORA, **TRAMO | {"titulo": "El viejo"})

    assert Corte.objects.get().titulo == "El bueno"


@pytest.mark.parametrize("publicado", [True, False])
def test_lo_que_ya_se_oye_en_un_boletin_publicado_no_se_cambia(fotografa, publicado):
    corte = CorteFactory()
    CorteDeBoletin.objects.create(boletin=BoletinFactory(publicado=publicado), corte=corte, orden=0)

    def cambiar():
        cortes.cambiar_corte(
            corte, revision=corte.revision, por=fotografa, ahora=AHORA, **TRAMO | {"quien_habla": "Otra persona"}
        )

    if publicado:
        with pytest.raises(NoSePuede, match="ya se publicó en un boletín"):
            cambiar()
    else:
        cambiar()
    assert (Corte.objects.get().quien_habla == "Otra persona") is not publicado


def test_quitar_un_corte_se_deshace_y_queda_en_la_bitacora(fotografa):
    corte = CorteFactory()

    cortes.mover_a_la_papelera(corte, por=fotografa, ahora=AHORA)
    fuera = Corte.objects.vivos().exists()
    cortes.restaurar_corte(corte, por=fotografa, ahora=AHORA)

    assert (fuera, Corte.objects.vivos().exists()) == (False, True)
    acciones = list(Asiento.objects.order_by("numero").values_list("accion", flat=True))
    assert acciones == ["quitar corte", "restaurar corte"]


def test_la_portada_elegida_es_ese_cuadro(subir, sintetico, fotografa):
    evidencia = subir(sintetico("mp4"), "acto.mp4", derivar=True)

    cortes.elegir_portada(evidencia, segundo=Decimal("0.90"), por=fotografa, ahora=AHORA)
    cola.derivar_todo()

    portada = Derivado.objects.get(receta="portada-90.jpg")
    assert portada.estado == EstadoDerivado.HECHO
    assert leer_derivado(portada) != leer_derivado(Derivado.objects.get(receta="poster.jpg"))


def test_la_portada_fuera_del_video_se_rechaza(subir, sintetico, fotografa):
    evidencia = subir(sintetico("mp4"), "acto.mp4", derivar=True)
    evidencia.original.refresh_from_db()

    with pytest.raises(NoSePuede, match="elige un cuadro anterior"):
        cortes.elegir_portada(evidencia, segundo=Decimal(30), por=fotografa, ahora=AHORA)
