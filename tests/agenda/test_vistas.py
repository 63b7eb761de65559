"""Lo que se escribe en la pantalla del evento llega al evento."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.models import Evento
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import ComunidadFactory, DependenciaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def redacta(client, redactora):
    client.force_login(redactora)
    return client


@pytest.fixture
def datos():
    return {
        "titulo": "Abre la cancha", "lugar": "Plaza", "dependencia": DependenciaFactory().pk, "alcance": "publico",
        "tipo": "obra", "fecha": "2026-03-13", "hora": "11:00",
    }  # fmt: skip


def test_un_evento_guarda_su_comunidad(redacta, datos):
    comunidad = ComunidadFactory()

    redacta.post(reverse("agenda:crear"), datos | {"comunidad": comunidad.pk})

    assert Evento.objects.get().comunidad == comunidad


def test_una_comunidad_desactivada_no_se_ofrece_en_lo_nuevo(redacta, datos):
    comunidad = ComunidadFactory(activa=False)

    respuesta = redacta.post(reverse("agenda:crear"), datos | {"comunidad": comunidad.pk})

    assert (respuesta.status_code, Evento.objects.exists()) == (422, False)


def test_editar_conserva_la_comunidad_aunque_ya_este_desactivada(redacta, datos):
    evento = EventoFactory(comunidad=ComunidadFactory(activa=False))

    redacta.post(
        reverse("agenda:editar", args=[evento.pk]),
        datos | {"comunidad": evento.comunidad_id, "version": evento.version},
    )

    assert Evento.objects.values_list("titulo", "comunidad_id").get() == ("Abre la cancha", evento.comunidad_id)


def test_editar_conserva_la_dependencia_aunque_ya_este_desactivada(redacta, datos):
    evento = EventoFactory(dependencia=DependenciaFactory(activa=False))

    redacta.post(
        reverse("agenda:editar", args=[evento.pk]),
        datos | {"dependencia": evento.dependencia_id, "version": evento.version},
    )

    assert Evento.objects.get().titulo == "Abre la cancha"


@pytest.mark.parametrize("comunidad", ["abc", "99999999"])
def test_una_comunidad_que_no_existe_se_rechaza_con_una_frase(redacta, datos, comunidad):
    respuesta = redacta.post(reverse("agenda:crear"), datos | {"comunidad": comunidad})

    assert respuesta.status_code == 422
    assert "Escoja una opción válida" in respuesta.text or "Seleccione una opción válida" in respuesta.text


@pytest.mark.parametrize("cuantas", [1, 3])
def test_la_semana_cuesta_nueve_consultas_con_uno_o_tres_eventos(redacta, django_assert_max_num_queries, cuantas):
    for _ in range(cuantas):
        BoletinFactory(evento=CoberturaFactory(evento__comunidad=ComunidadFactory()).evento)
    dia = f"{timezone.localdate(Evento.objects.first().inicio):%Y-%m-%d}"

    with django_assert_max_num_queries(9):
        respuesta = redacta.get(reverse("agenda:lista"), {"dia": dia})

    assert respuesta.context["total"] == cuantas


@pytest.mark.parametrize(("motivo", "dice"), [("x" * 201, "tiene 201 caracteres"), ("  ", "Escribe por qué")])
def test_un_cambio_de_estado_rechazado_devuelve_el_motivo_a_su_campo(redacta, motivo, dice):
    evento = EventoFactory()

    respuesta = redacta.post(reverse("agenda:mover_estado", args=[evento.pk]), {"accion": "cancelar", "motivo": motivo})

    assert respuesta.status_code == 409
    assert dice in respuesta.text
    assert f'value="{motivo}"' in respuesta.text


def test_si_otra_persona_lo_cancelo_primero_se_ve_lo_que_se_habia_escrito(redacta):
    evento = EventoFactory(cancelado=True)

    respuesta = redacta.post(
        reverse("agenda:mover_estado", args=[evento.pk]), {"accion": "posponer", "motivo": "Por la lluvia"}
    )

    assert respuesta.status_code == 409
    assert "Escribiste: «Por la lluvia»" in respuesta.text
