"""Repetir un evento y cambiar sólo uno, ése y los siguientes o todos."""

import html
import re
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agenda.dominio.recurrencia import Regla
from agenda.dominio.series import regla_de, repetir_evento
from agenda.models import Evento, Serie
from difusion.estados import MotivoDeEnvio
from difusion.models import Envio
from nucleo.texto.formato import CENTRO
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


@pytest.fixture
def redacta(client, redactora):
    client.force_login(redactora)
    return client


@pytest.fixture
def serie(redactora):
    """Cuatro semanas seguidas a las diez, desde la que viene, con quien las cubre."""
    primero = (timezone.localtime() + timedelta(days=7)).replace(hour=10, minute=0, second=0, microsecond=0)
    evento = EventoFactory(titulo="Honores", lugar="Plaza", inicio=primero)
    CoberturaFactory(evento=evento, persona=PersonaFactory(papeles=["fotografia"], email="foto@oficina.invalid"))
    regla = Regla("semanal", primero.date(), veces=4)
    return repetir_evento(evento, regla=regla, con_encargos=True, por=redactora, ahora=timezone.now())


def horas(serie):
    return [f"{timezone.localtime(e.inicio):%H:%M}" for e in Evento.objects.order_by("fecha_en_la_serie")]


def editar(redacta, evento, **cambios):
    local = timezone.localtime(evento.inicio)
    datos = {
        "titulo": evento.titulo,
        "lugar": evento.lugar,
        "dependencia": evento.dependencia_id,
        "alcance": evento.alcance,
        "tipo": evento.tipo,
        "fecha": f"{local:%Y-%m-%d}",
        "hora": f"{local:%H:%M}",
        "version": evento.version,
    } | cambios
    direccion = reverse("cadena:editar", args=[evento.pk])
    pregunta = redacta.post(direccion, datos)
    campos = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', pregunta.content.decode()))
    if "huella" in campos:
        return redacta.post(direccion, {n: html.unescape(v) for n, v in campos.items()} | {"decidido": "avisar"})
    return pregunta


def test_se_ven_las_fechas_y_se_quita_la_que_no(redacta):
    evento = EventoFactory(inicio=datetime(2026, 11, 23, 10, tzinfo=CENTRO))
    direccion = reverse("agenda:repetir", args=[evento.pk])
    datos = {"cada_cuando": "semanal", "cada": "1", "hasta": "2026-12-21"}

    fechas = redacta.post(direccion, datos)
    visto = fechas.context["regla"].texto
    redacta.post(direccion, datos | {"repetir": "1", "visto": visto, "con": ["2026-11-30", "2026-12-21"]})

    assert ("Cada lunes hasta el 21 de diciembre de 2026" in fechas.text, Serie.objects.count()) == (True, 1)
    assert list(Evento.objects.order_by("inicio").values_list("fecha_en_la_serie", flat=True)) == [
        date(2026, 11, 23),
        date(2026, 11, 30),
        date(2026, 12, 21),
    ]
    assert "Se repite: Cada lunes" in redacta.get(reverse("cadena:evento", args=[evento.pk])).text


def test_una_regla_que_no_se_vio_no_se_repite(redacta):
    evento = EventoFactory()
    datos = {"cada_cuando": "diaria", "cada": "1", "veces": "5", "repetir": "1", "visto": "FREQ=WEEKLY"}

    assert redacta.post(reverse("agenda:repetir", args=[evento.pk]), datos).context["fechas"]
    assert not Serie.objects.exists()


@pytest.mark.parametrize("mal", [{"hasta": "2031-01-01"}, {"hasta": ""}, {"veces": "900"}, {"cada": "0"}])
def test_lo_que_no_termina_o_no_cabe_se_rechaza(redacta, mal):
    evento = EventoFactory(inicio=datetime(2026, 11, 23, 10, tzinfo=CENTRO))
    datos = {"cada_cuando": "diaria", "cada": "1", "hasta": "2026-12-21"} | mal

    assert redacta.post(reverse("agenda:repetir", args=[evento.pk]), datos).status_code == 422


@pytest.mark.parametrize(
    ("alcance", "quedan", "series"),
    [
        ("solo", ["10:00", "12:00", "10:00", "10:00"], 1),
        ("siguientes", ["10:00", "12:00", "12:00", "12:00"], 2),
        ("todos", ["12:00", "12:00", "12:00", "12:00"], 1),
    ],
)
def test_cambiar_la_hora_de_uno_de_los_siguientes_o_de_todos(redacta, serie, alcance, quedan, series):
    segundo = serie.eventos.order_by("inicio")[1]

    respuesta = editar(redacta, segundo, hora="12:00", en_la_serie=alcance)

    assert (respuesta.status_code, horas(serie), Serie.objects.count()) == (302, quedan, series)
    assert Envio.objects.filter(motivo=MotivoDeEnvio.CAMBIO_EN_LA_AGENDA).count() == 1  # uno, aunque cambien varios


def test_de_los_demas_solo_cambia_lo_que_se_cambio(redacta, serie):
    primero, segundo, tercero, _ = serie.eventos.order_by("inicio")
    Evento.objects.filter(pk=tercero.pk).update(lugar="Auditorio")
    Evento.objects.filter(pk=segundo.pk).update(estado="realizado")

    editar(redacta, primero, titulo="Honores a la bandera", en_la_serie="todos")

    titulos = list(serie.eventos.order_by("inicio").values_list("titulo", flat=True))
    assert titulos == ["Honores a la bandera", "Honores", "Honores a la bandera", "Honores a la bandera"]
    assert Evento.objects.get(pk=tercero.pk).lugar == "Auditorio"


def test_pasar_los_siguientes_a_otro_dia_recorre_su_regla(redacta, serie):
    tercero = serie.eventos.order_by("inicio")[2]
    manana = timezone.localtime(tercero.inicio) + timedelta(days=1)

    editar(redacta, tercero, fecha=f"{manana:%Y-%m-%d}", en_la_serie="siguientes")

    vieja, nueva = Serie.objects.order_by("pk")
    assert [e.fecha_en_la_serie for e in nueva.eventos.order_by("inicio")] == regla_de(nueva).fechas()
    assert [e.fecha_en_la_serie for e in vieja.eventos.order_by("inicio")] == regla_de(vieja).fechas()
    assert nueva.eventos.earliest("inicio").inicio == manana


def test_por_mes_la_fecha_se_cambia_de_uno_en_uno(redacta, redactora):
    evento = EventoFactory(inicio=datetime(2027, 1, 5, 10, tzinfo=CENTRO))
    repetir_evento(evento, regla=Regla("mensual", date(2027, 1, 5), veces=3), por=redactora, ahora=timezone.now())

    respuesta = editar(redacta, Evento.objects.get(pk=evento.pk), fecha="2027-01-06", en_la_serie="todos")

    assert (respuesta.status_code, "la fecha se cambia de uno en uno" in respuesta.text) == (422, True)


def test_cancelar_los_siguientes(redacta, serie):
    segundo = serie.eventos.order_by("inicio")[1]
    direccion = reverse("cadena:mover_estado", args=[segundo.pk])
    datos = {"accion": "cancelar", "motivo": "Vacaciones", "en_la_serie": "siguientes"}
    pregunta = redacta.post(direccion, datos).content.decode()
    huella = re.search(r'name="huella" value="([^"]+)"', pregunta)[1]

    redacta.post(direccion, datos | {"huella": huella, "decidido": "avisar"})

    assert [e.estado for e in serie.eventos.order_by("inicio")] == ["confirmado"] + ["cancelado"] * 3


def test_la_base_no_deja_dos_eventos_en_la_misma_fecha_de_una_serie(serie):
    evento, otro = serie.eventos.order_by("pk")[:2]

    with pytest.raises(IntegrityError), transaction.atomic():
        Evento.objects.filter(pk=evento.pk).update(fecha_en_la_serie=otro.fecha_en_la_serie)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evento.objects.filter(pk=evento.pk).update(serie=None)
