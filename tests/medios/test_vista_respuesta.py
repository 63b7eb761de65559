"""La página personal del medio: mirar no cambia nada, aunque mire un escáner de correo."""

from datetime import timedelta

import pytest
from django.test import Client

from medios.models import Invitacion, Respuesta
from tests.fabricas.medios import InvitacionFactory

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

    assert respuesta["Referrer-Policy"] == "no-referrer"
    assert respuesta["X-Robots-Tag"] == "noindex"
    assert "no-store" in respuesta["Cache-Control"]


def test_vencido_y_desconocido_son_la_misma_pagina(client, invitacion, reloj):
    reloj.move_to(invitacion.vence_en + timedelta(seconds=1))

    vencido, desconocido = client.get(DIRECCION), client.get("/r/otro/")

    assert (vencido.status_code, desconocido.status_code) == (404, 404)
    assert vencido.text.replace("el-bueno", "") == desconocido.text.replace("otro", "")
    assert client.post(DIRECCION, {"estado": "asiste"}).status_code == 404
    assert not Respuesta.objects.exists()


def test_a_los_veinte_enlaces_malos_en_un_minuto_ya_no_se_intenta(client, invitacion):
    estados = [client.get(f"/r/malo-{n}/").status_code for n in range(22)]

    assert estados == [404] * 20 + [429] * 2
    assert client.get(DIRECCION).status_code == 200


class TestCalendario:
    def test_da_el_evento(self, client, invitacion):
        respuesta = client.get(DIRECCION + "evento.ics")

        assert respuesta["Content-Type"] == "text/calendar; charset=utf-8"
        assert f"UID:{invitacion.convocatoria.uid_ics}" in respuesta.text
        assert not Respuesta.objects.exists()

    def test_con_un_enlace_malo_no(self, client):
        assert client.get("/r/otro/evento.ics").status_code == 404
