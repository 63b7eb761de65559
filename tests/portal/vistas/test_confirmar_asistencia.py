"""«Confirmar asistencia» de la sala de prensa: sin cuenta, sin galletas y con las defensas de los demás formularios."""

from datetime import timedelta

import pytest
from django.test import Client

from difusion.models import Envio
from medios.dominio.convocar import convocar
from medios.models import Anotacion, Contacto
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, convocatoria_de

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")]
DATOS = {"nombre": "Rosa Méndez", "medio": "Radio Ribera", "personas": "2", "localizar": "382 538 0149"}


@pytest.fixture
def acto(ahora):
    evento = EventoFactory(publico=True, inicio=ahora + timedelta(days=1), titulo="Abre el mercado")
    InvitacionFactory(convocatoria=convocatoria_de(evento))
    return evento


@pytest.fixture
def direccion(acto):
    return f"/sala-de-prensa/confirmar/{acto.pk}/"


def test_se_llena_sin_cuenta_ni_galletas_y_queda_en_la_base(acto, direccion):
    visita = Client(enforce_csrf_checks=True)
    vacio = visita.get(direccion)
    respuesta = visita.post(direccion, DATOS)

    assert "Abre el mercado" in vacio.text
    assert (respuesta.status_code, "Te esperamos" in respuesta.text) == (200, True)
    assert not respuesta.cookies
    guardado = Anotacion.objects.values("evento", *DATOS).get()
    assert guardado == DATOS | {"personas": 2, "evento": acto.pk}


def test_mirar_no_anota(client, direccion):
    client.get(direccion, DATOS)

    assert not Anotacion.objects.exists()


def test_el_doble_clic_no_duplica(client, direccion):
    client.post(direccion, DATOS)
    client.post(direccion, DATOS)

    assert Anotacion.objects.count() == 1


def test_un_programa_cree_que_si(client, direccion):
    respuesta = client.post(direccion, DATOS | {"sitio": "https://x.invalid"})

    assert "Te esperamos" in respuesta.text
    assert not Anotacion.objects.exists()


def test_la_sexta_de_la_hora_espera_y_no_pierde_lo_escrito(client, direccion):
    for n in range(5):
        client.post(direccion, DATOS | {"nombre": f"Persona {n}"})
    respuesta = client.post(direccion, DATOS)

    assert respuesta.status_code == 429
    assert 'value="Rosa Méndez"' in respuesta.text
    assert Anotacion.objects.count() == 5


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"nombre": ""}, "Escribe tu nombre."),
        ({"medio": " "}, "Escribe el nombre de tu medio."),
        ({"personas": ""}, "Escribe cuántas personas van."),
        ({"personas": "dos"}, "con número"),
        ({"personas": "0"}, "al menos una"),
        ({"personas": "51"}, "más de 50"),
        ({"personas": "9" * 400}, "más de 50"),
        ({"nombre": "x" * 5000}, "120"),
        ({"medio": "x" * 5000}, "120"),
        ({"localizar": "x" * 5000}, "254"),
        ({"nombre": "Rosa\nMéndez"}, "renglón"),
    ],
)
def test_lo_que_no_se_entiende_lo_dice_y_no_guarda_nada(client, direccion, cambio, frase):
    respuesta = client.post(direccion, DATOS | cambio)

    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert not Anotacion.objects.exists()


def test_un_emoji_se_guarda_como_se_escribio_y_lo_que_no_se_ve_se_quita(client, direccion):
    client.post(direccion, DATOS | {"nombre": "Rosa\x00 🌧 東"})

    assert Anotacion.objects.get().nombre == "Rosa 🌧 東"


def test_lo_escrito_no_sale_como_html(client, direccion):
    respuesta = client.post(direccion, DATOS | {"nombre": "<b>canario", "personas": "0"})

    assert "<b>canario" not in respuesta.text


@pytest.mark.parametrize(
    "campos",
    [{"alcance": "medios"}, {"estado": "por_confirmar"}, {"inicio": 0}],
)
def test_a_lo_demas_no_se_confirma_aqui(client, acto, direccion, ahora, campos):
    type(acto).objects.filter(pk=acto.pk).update(**(campos if "inicio" not in campos else {"inicio": ahora}))

    assert (client.get(direccion).status_code, client.post(direccion, DATOS).status_code) == (404, 404)
    assert not Anotacion.objects.exists()


def test_ni_a_lo_que_no_se_invito_a_nadie(client, ahora):
    otro = EventoFactory(publico=True, inicio=ahora + timedelta(days=1))

    assert client.get(f"/sala-de-prensa/confirmar/{otro.pk}/").status_code == 404


def test_un_cancelado_lo_dice(client, acto, direccion):
    type(acto).objects.filter(pk=acto.pk).update(estado="cancelado", motivo="Lluvia")

    respuesta = client.post(direccion, DATOS)

    assert respuesta.status_code == 429
    assert "no hace falta confirmar" in respuesta.text


def test_al_invitar_a_lo_publico_se_escribe_la_sala_de_prensa(ahora, redactora):
    evento = EventoFactory(publico=True, inicio=ahora + timedelta(days=1))
    ContactoFactory()
    convocar(evento, contactos=Contacto.objects.all(), asunto="Ven", mensaje="Ven", por=redactora, ahora=ahora)

    assert Envio.objects.filter(canal="portal", motivo="agenda").count() == 1
