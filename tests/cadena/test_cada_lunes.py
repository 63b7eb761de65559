"""«Enviar cada lunes»: sale por la bandeja, uno por persona y lunes, con su freno, y cada quien lo apaga."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from cadena.dominio.semanal import enviar_los_del_lunes
from cronograma.dominio.semanal import dejar_de_recibirlo, escoger_a_quienes
from cronograma.models import ResumenSemanal
from difusion.dominio.despacho import despachar
from difusion.dominio.freno import poner_freno, soltar_freno
from difusion.estados import EstadoEnvio
from difusion.models import Envio
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.cronograma import ActividadFactory, MetaFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
LUNES = datetime(2026, 3, 16, 13, 10, tzinfo=UTC)  # 7:10 en Mazamitla
DIA_PRIMERO = datetime(2026, 6, 1, 13, 10, tzinfo=UTC)  # también lunes


@pytest.fixture
def contraloria():
    return PersonaFactory(papeles=["contraloria"], email="contraloria@oficina.invalid")


@pytest.fixture
def llega(directora, contraloria):
    escoger_a_quienes([contraloria.pk], por=directora, ahora=LUNES)
    return contraloria


def test_se_apunta_una_vez_por_lunes_aunque_el_reloj_toque_varias(llega):
    MetaFactory(actividad=ActividadFactory(nombre_corto="Diapositivas"), mes=3, programado=2)
    EventoFactory(inicio=LUNES - timedelta(days=3))

    cuantos = [enviar_los_del_lunes(LUNES + timedelta(hours=h)) for h in (0, 1, 5)]
    cuantos.append(enviar_los_del_lunes(LUNES + timedelta(days=7)))
    envio = Envio.objects.order_by("pk").first()

    assert cuantos == [1, 0, 0, 1]
    assert (envio.destinatario, envio.asunto) == (llega.email, "Tablero de la semana: marzo de 2026")
    assert "Falta: 2 de Diapositivas" in envio.carga["texto"]
    assert "/oficina/tablero/?p=2026-03" in envio.carga["texto"]
    assert "/oficina/tablero/cada-lunes/" in envio.carga["html"]


def test_quitarla_y_volverla_a_poner_no_lo_repite(llega, directora):
    enviar_los_del_lunes(LUNES)
    for personas in ([], [llega.pk]):
        escoger_a_quienes(personas, por=directora, ahora=LUNES)
    enviar_los_del_lunes(LUNES)

    assert Envio.objects.count() == 1


def test_el_dia_primero_todavia_habla_del_mes_que_termino(llega):
    enviar_los_del_lunes(DIA_PRIMERO)

    assert Envio.objects.get().asunto == "Tablero de la semana: mayo de 2026"


def test_con_el_freno_espera_y_a_los_dos_dias_ya_no_sale(llega, directora):
    enviar_los_del_lunes(LUNES)
    poner_freno(motivo="Se revisa", por=directora, ahora=LUNES)
    despachar(reloj=lambda: LUNES)
    assert Envio.objects.get().estado == EstadoEnvio.PENDIENTE

    soltar_freno(por=directora, ahora=LUNES)
    despachar(reloj=lambda: LUNES + timedelta(days=3))
    assert Envio.objects.get().estado == EstadoEnvio.VENCIDO


def test_quien_ya_no_puede_abrir_el_tablero_no_lo_recibe(llega):
    llega.papeles = ["consulta"]
    llega.save()

    assert enviar_los_del_lunes(LUNES) == 0


def test_solo_escoge_la_direccion_y_solo_a_quien_puede_abrirlo(directora, contraloria):
    with pytest.raises(NoTienePermiso):
        escoger_a_quienes([], por=contraloria, ahora=LUNES)
    with pytest.raises(NoSePuede, match="ya no puede abrir el tablero"):
        escoger_a_quienes([PersonaFactory(papeles=["consulta"]).pk], por=directora, ahora=LUNES)


def test_se_escoge_y_se_apaga_en_la_pantalla(client, directora, contraloria):
    client.force_login(directora)
    donde = reverse("cadena:cada_lunes")
    assert donde in client.get(reverse("cadena:tablero")).text
    client.post(donde, {"personas": [contraloria.pk]})
    assert ResumenSemanal.objects.get().persona == contraloria

    client.force_login(contraloria)
    assert "A ti te llega." in client.get(donde).text
    client.post(reverse("cadena:dejar_de_recibir"))
    assert not ResumenSemanal.objects.exists()
    assert "Lo escoge la dirección" in client.get(donde).text


def test_apagarlo_dos_veces_no_dice_que_le_llegaba(llega):
    assert [dejar_de_recibirlo(por=llega, ahora=LUNES) for _ in range(2)] == [True, False]
