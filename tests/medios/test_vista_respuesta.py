"""La página personal del medio: mirar no cambia nada, aunque mire un escáner de correo."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medios.dominio.acto import datos_del_acto
from medios.models import Invitacion, Respuesta
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import InvitacionFactory, convocatoria_de
from tests.fabricas.personas import ComunidadFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj")]
DIRECCION = "/r/el-bueno/"


@pytest.fixture
def invitacion(db):
    return InvitacionFactory(token="el-bueno")


@pytest.mark.parametrize("metodo", ["get", "head"])
@pytest.mark.parametrize("consulta", ["", "?cambiar=1", "?estado=asiste&asistentes=2", "?estado=no_asiste"])
def test_mirar_nunca_contesta(client, invitacion, metodo, consulta):
    antes = list(Invitacion.objects.values())

    respuesta = getattr(client, metodo)(DIRECCION + consulta)

    assert respuesta.status_code == 200
    assert list(Invitacion.objects.values()) == antes
    assert not Respuesta.objects.exists()


def test_oprimir_si_contesta_y_se_puede_cambiar(client, invitacion):
    assert client.post(DIRECCION, {"estado": "asiste", "asistentes": "2"}).url == DIRECCION
    assert client.post(DIRECCION, {"estado": "no_asiste"}).url == DIRECCION

    invitacion.refresh_from_db()
    assert (invitacion.estado, invitacion.asistentes) == ("no_asiste", 0)
    assert Respuesta.objects.count() == 2


def test_lo_mismo_dos_veces_se_anota_una(client, invitacion):
    for _ in range(2):
        client.post(DIRECCION, {"estado": "asiste", "asistentes": "2"})

    assert Respuesta.objects.count() == 1


def test_un_enlace_no_escribe_sin_fin_y_lo_ultimo_queda(client, invitacion, reloj):
    contestadas = [
        client.post(DIRECCION, {"estado": "asiste", "asistentes": str(1 + veces % 2)}).status_code
        for veces in range(21)
    ]

    assert (contestadas.count(302), Respuesta.objects.count()) == (20, 20)
    ultima = client.post(DIRECCION, {"estado": "no_asiste"})
    assert (ultima.status_code, "muchas veces" in de_corrido(ultima.text)) == (422, True)
    reloj.shift(timedelta(hours=1, minutes=1))
    assert client.post(DIRECCION, {"estado": "no_asiste"}).status_code == 302


def test_no_pide_testigo_csrf_porque_el_enlace_es_el_secreto(invitacion):
    assert Client(enforce_csrf_checks=True).post(DIRECCION, {"estado": "asiste"}).status_code == 302


@pytest.mark.parametrize(
    "datos", [{}, {"estado": "quizá"}, {"estado": "asiste", "asistentes": "51"}, {"estado": "asiste", "equipo": "a\nb"}]
)
def test_lo_que_no_se_entiende_no_contesta_y_lo_dice(client, invitacion, datos):
    respuesta = client.post(DIRECCION, datos)

    assert respuesta.status_code == 422
    assert not Respuesta.objects.exists()


def test_no_deja_rastro_del_enlace(client, invitacion):
    respuesta = client.get(DIRECCION)

    assert respuesta["Referrer-Policy"] == "strict-origin"
    assert respuesta["X-Robots-Tag"] == "noindex"
    assert "no-store" in respuesta["Cache-Control"]


def test_vencido_y_desconocido_son_la_misma_pagina(client, invitacion, reloj):
    reloj.move_to(invitacion.vence_en + timedelta(seconds=1))

    with CaptureQueriesContext(connection) as del_vencido:
        vencido = client.get(DIRECCION)
    with CaptureQueriesContext(connection) as del_desconocido:
        desconocido = client.get("/r/otro/")

    assert len(del_vencido) == len(del_desconocido)
    assert (vencido.status_code, desconocido.status_code) == (404, 404)
    assert vencido.text.replace("el-bueno", "") == desconocido.text.replace("otro", "")
    assert client.post(DIRECCION, {"estado": "asiste"}).status_code == 404
    assert not Respuesta.objects.exists()


def test_a_los_veinte_enlaces_malos_en_un_minuto_ya_no_se_intenta(client, invitacion):
    estados = [client.get(f"/r/malo-{n}/").status_code for n in range(22)]

    assert estados == [404] * 20 + [429] * 2
    assert client.get(DIRECCION).status_code == 200


class TestElActoComoEstaAhora:
    @pytest.fixture
    def evento(self):
        evento = EventoFactory(para_medios=True, lugar="Cancha de usos múltiples", version=3)
        InvitacionFactory(token="el-bueno", convocatoria=convocatoria_de(evento))
        return evento

    def cambiar(self, evento, **campos):
        type(evento).objects.filter(pk=evento.pk).update(**campos)

    def test_dice_lo_de_ahora_y_lo_que_era_antes(self, client, evento):
        comunidad = ComunidadFactory(nombre="Epenche Chico")
        self.cambiar(evento, lugar="Auditorio", comunidad=comunidad, fin=evento.fin + timedelta(hours=1))

        texto = de_corrido(client.get(DIRECCION).text)

        assert "<dd>Auditorio, Epenche Chico</dd>" in texto
        assert "<strong>Cambió:</strong> antes viernes 13 de marzo de 2026, 11:00 a 12:00&nbsp;h, Cancha" in texto

    def test_sin_cambios_no_dice_que_cambio(self, client, evento):
        assert "Cambió" not in client.get(DIRECCION).text

    def test_el_calendario_tambien_con_la_secuencia_del_evento(self, client, evento):
        self.cambiar(evento, lugar="Auditorio")

        ics = client.get(DIRECCION + "evento.ics").text

        assert ("LOCATION:Auditorio" in ics, "SEQUENCE:3" in ics, f"UID:{evento.clave}@agenda" in ics) == (True,) * 3

    @pytest.mark.parametrize("estado", ["cancelado", "pospuesto"])
    def test_lo_que_no_sera_lo_dice_y_no_ofrece_nada(self, client, evento, estado):
        Invitacion.objects.update(estado="asiste", respondio_en=evento.creado_en)
        self.cambiar(evento, estado=estado, motivo="Lluvia")

        texto = client.get(DIRECCION + "?cambiar=1").text

        assert ("Lluvia" in texto, "Se canceló" in texto or "Se pospuso" in texto) == (True, True)
        for ofrecido in ("Agregar a mi calendario", "Cambiar mi respuesta", "<form"):
            assert ofrecido not in texto

    def test_contestar_lo_cancelado_se_rechaza_con_una_frase(self, client, evento):
        self.cambiar(evento, estado="cancelado", motivo="Lluvia")

        respuesta = client.post(DIRECCION, {"estado": "asiste"})

        assert (respuesta.status_code, "ya no hace falta contestar" in respuesta.text) == (422, True)
        assert not Respuesta.objects.exists()

    def test_lo_cancelado_se_quita_del_calendario(self, client, evento):
        self.cambiar(evento, estado="cancelado", motivo="Lluvia")

        assert "STATUS:CANCELLED" in client.get(DIRECCION + "evento.ics").text

    def test_quien_contesto_antes_del_cambio_lo_ve_y_puede_volver_a_contestar(self, client, evento):
        client.post(DIRECCION, {"estado": "asiste", "acto_visto": datos_del_acto(evento).huella})
        self.cambiar(evento, lugar="Auditorio")
        assert "contestó con los datos de antes" in de_corrido(client.get(DIRECCION).text)

        evento.refresh_from_db()
        client.post(DIRECCION, {"estado": "asiste", "acto_visto": datos_del_acto(evento).huella})

        assert "Registramos su respuesta" in de_corrido(client.get(DIRECCION).text)

    def test_la_pantalla_lleva_la_cita_que_enseno(self, client, evento):
        assert f'name="acto_visto" value="{datos_del_acto(evento).huella}"' in client.get(DIRECCION).text


class TestCalendario:
    def test_da_el_evento(self, client, invitacion):
        respuesta = client.get(DIRECCION + "evento.ics")

        assert respuesta["Content-Type"] == "text/calendar; charset=utf-8"
        assert f"UID:{invitacion.evento.clave}@agenda" in respuesta.text
        assert not Respuesta.objects.exists()

    def test_con_un_enlace_malo_no(self, client):
        assert client.get("/r/otro/evento.ics").status_code == 404
