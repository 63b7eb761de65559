"""Dejar de recibir los boletines desde el correo: mirar no da de baja, oprimir sí, y vale para todo el buzón."""

import pytest
from django.test import Client

from medios.dominio.bajas import enlace_de_baja
from nucleo.models import Asiento
from tests.fabricas.medios import ContactoFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


@pytest.fixture
def contacto():
    return ContactoFactory(correo="cabina@radio.invalid", comparte_buzon=True)


@pytest.fixture
def direccion(contacto):
    return enlace_de_baja(contacto).removeprefix("http://localhost:8000")


def test_mirar_no_da_de_baja(client, contacto, direccion):
    respuesta = client.get(direccion)

    contacto.refresh_from_db()
    assert "¿Dejar de recibir boletines?" in respuesta.text
    assert contacto.recibe_boletines


def test_el_programa_de_correo_da_de_baja_con_un_clic(contacto, direccion):
    Client(enforce_csrf_checks=True).post(direccion, {"List-Unsubscribe": "One-Click"})

    contacto.refresh_from_db()
    assert (contacto.recibe_boletines, contacto.no_enviar_correos) == (False, False)


def test_vale_para_todos_los_de_ese_buzon_y_para_nadie_mas(client, contacto, direccion):
    companera = ContactoFactory(correo="Cabina@radio.invalid", comparte_buzon=True)
    otra = ContactoFactory(correo="otra@radio.invalid")

    client.post(direccion)

    companera.refresh_from_db()
    otra.refresh_from_db()
    assert (companera.recibe_boletines, otra.recibe_boletines) == (False, True)


def test_repetirlo_no_deja_otro_asiento(client, contacto, direccion):
    client.post(direccion)
    client.post(direccion)

    assert Asiento.objects.filter(accion="dejar de recibir boletines").count() == 1


def test_sin_correo_no_arrastra_a_los_demas_sin_correo(client):
    sin_correo, otra = ContactoFactory(correo=""), ContactoFactory(correo="")

    client.post(enlace_de_baja(sin_correo))

    otra.refresh_from_db()
    assert otra.recibe_boletines


@pytest.mark.parametrize("ficha", ["x", "MQ:1w:x"])
def test_un_enlace_incompleto_lo_dice_y_no_cambia_nada(client, contacto, ficha):
    respuesta = client.post(f"/r/baja/{ficha}/")

    contacto.refresh_from_db()
    assert respuesta.status_code == 404
    assert "Este enlace está incompleto" in respuesta.text
    assert contacto.recibe_boletines
