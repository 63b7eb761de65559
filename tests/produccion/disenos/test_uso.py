"""La vida de un diseño por sus actos: lo impreso, lo colocado, lo publicado y lo retirado, y cuándo cuenta."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nucleo.dominio.impedimentos import NoSePuede
from produccion.dominio.disenos import colocar, imprimir
from produccion.models import Diseno
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.produccion import ColocacionFactory, DisenoFactory, OrdenFactory
from tests.produccion.disenos.actos import AHORA, aprobado, colocado

pytestmark = pytest.mark.django_db


def test_aprobado_y_sin_usar_todavia_no_cuenta(redactora, directora):
    assert aprobado(redactora, directora).usado_en is None


def test_entregar_lo_impreso_lo_cuenta_una_sola_vez(redactora, directora):
    diseno = aprobado(redactora, directora)
    ordenes = [
        imprimir.pedir_impresion(diseno, datos={"medida": medida, "copias": 10}, por=redactora, ahora=AHORA)
        for medida in ("carta", "lona")
    ]
    for dias, orden in enumerate(ordenes, start=1):
        imprimir.entregar_impresion(orden, entregada_a="Agua", por=redactora, ahora=AHORA + timedelta(days=30 * dias))

    diseno.refresh_from_db()
    assert (diseno.estado, diseno.uso, diseno.usado_en) == ("impreso", "impreso", AHORA + timedelta(days=30))


def test_una_orden_se_entrega_una_vez(redactora):
    orden = OrdenFactory()
    imprimir.entregar_impresion(orden, entregada_a="Agua", por=redactora, ahora=AHORA)

    with pytest.raises(NoSePuede, match="Ya se entregaron"):
        imprimir.entregar_impresion(orden, entregada_a="Agua", por=redactora, ahora=AHORA)


def test_lo_retirado_ya_no_se_entrega(redactora):
    puesta = colocado(redactora)
    orden = OrdenFactory(diseno=puesta.diseno)
    colocar.retirar(puesta, nota="Se lo llevó el viento", por=redactora, ahora=AHORA)

    with pytest.raises(NoSePuede, match="retirado: no se entrega"):
        imprimir.entregar_impresion(orden, entregada_a="Agua", por=redactora, ahora=AHORA)


def test_colocarlo_con_foto_cuenta_el_dia_en_que_se_puso(redactora):
    puesta = ColocacionFactory()

    colocar.colocar(puesta, foto=EvidenciaFactory(), fecha=date(2026, 3, 2), por=redactora, ahora=AHORA)

    diseno = Diseno.objects.get(pk=puesta.diseno_id)
    assert (diseno.estado, diseno.uso, diseno.usado_en.date()) == ("colocado", "colocado", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("fecha", "frase"),
    [(date(2026, 3, 4), "todavía no llega"), (date(2026, 3, 1), "Se aprobó después")],
)
def test_no_se_coloca_un_dia_que_no_pudo_ser(redactora, fecha, frase):
    with pytest.raises(NoSePuede, match=frase):
        colocar.colocar(ColocacionFactory(), foto=EvidenciaFactory(), fecha=fecha, por=redactora, ahora=AHORA)


def test_la_misma_foto_no_prueba_dos_lugares(redactora):
    una = ColocacionFactory(puesta=True)
    otra = ColocacionFactory(diseno=una.diseno)

    with pytest.raises(NoSePuede, match="Esa foto ya es la de"):
        colocar.colocar(otra, foto=una.foto, fecha=date(2026, 3, 3), por=redactora, ahora=AHORA)


def test_lo_no_aprobado_no_se_coloca(redactora):
    puesta = ColocacionFactory(diseno=DisenoFactory(en_prueba=True))

    with pytest.raises(NoSePuede, match="no se coloca"):
        colocar.colocar(puesta, foto=EvidenciaFactory(), fecha=date(2026, 3, 3), por=redactora, ahora=AHORA)


def test_el_dia_del_retiro_avisa_y_repetirlo_no_avisa_dos_veces(redactora):
    diseno = colocado(redactora).diseno

    assert colocar.avisar_de_los_retiros(datetime(2026, 3, 19, 18, tzinfo=UTC)) == 0
    assert colocar.avisar_de_los_retiros(datetime(2026, 3, 20, 18, tzinfo=UTC)) == 1
    assert colocar.avisar_de_los_retiros(datetime(2026, 3, 20, 19, tzinfo=UTC)) == 0
    diseno.refresh_from_db()
    assert diseno.estado == "por_retirar"


def test_al_quitar_el_ultimo_lugar_queda_retirado(redactora):
    puesta = colocado(redactora)
    otra = ColocacionFactory(diseno=puesta.diseno)
    colocar.colocar(otra, foto=EvidenciaFactory(), fecha=date(2026, 3, 3), por=redactora, ahora=AHORA)

    colocar.retirar(puesta, foto=EvidenciaFactory(), por=redactora, ahora=AHORA)
    assert Diseno.objects.get(pk=puesta.diseno_id).estado == "colocado"
    colocar.retirar(otra, nota="Se lo llevó el viento", por=redactora, ahora=AHORA)
    assert Diseno.objects.get(pk=puesta.diseno_id).estado == "retirado"


def test_se_retira_con_foto_o_con_su_razon(redactora):
    with pytest.raises(NoSePuede, match="ya limpio"):
        colocar.retirar(colocado(redactora), por=redactora, ahora=AHORA)


def test_la_foto_de_la_colocacion_no_sirve_de_retiro(redactora):
    puesta = colocado(redactora)

    with pytest.raises(NoSePuede, match="misma foto"):
        colocar.retirar(puesta, foto=puesta.foto, por=redactora, ahora=AHORA)


def test_publicarlo_pide_su_enlace(redactora):
    diseno = DisenoFactory(aprobado=True)

    with pytest.raises(NoSePuede, match="enlace"):
        imprimir.anotar_publicacion(diseno, enlace="", por=redactora, ahora=AHORA)
    diseno = imprimir.anotar_publicacion(diseno, enlace="https://redes.invalid/1", por=redactora, ahora=AHORA)

    assert (diseno.estado, diseno.uso) == ("publicado", "publicado")
