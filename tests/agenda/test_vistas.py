"""Lo que se escribe en la pantalla del evento llega al evento."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.models import Evento
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
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
        reverse("cadena:editar", args=[evento.pk]),
        datos | {"comunidad": evento.comunidad_id, "version": evento.version},
    )

    assert Evento.objects.values_list("titulo", "comunidad_id").get() == ("Abre la cancha", evento.comunidad_id)


def test_editar_conserva_la_dependencia_aunque_ya_este_desactivada(redacta, datos):
    evento = EventoFactory(dependencia=DependenciaFactory(activa=False))

    redacta.post(
        reverse("cadena:editar", args=[evento.pk]),
        datos | {"dependencia": evento.dependencia_id, "version": evento.version},
    )

    assert Evento.objects.get().titulo == "Abre la cancha"


@pytest.mark.parametrize("comunidad", ["abc", "99999999"])
def test_una_comunidad_que_no_existe_se_rechaza_con_una_frase(redacta, datos, comunidad):
    respuesta = redacta.post(reverse("agenda:crear"), datos | {"comunidad": comunidad})

    assert respuesta.status_code == 422
    assert "no está en la lista. Escoge otra opción." in respuesta.text


@pytest.mark.parametrize("cuantas", [1, 3])
def test_la_semana_cuesta_nueve_consultas_con_uno_o_tres_eventos(redacta, django_assert_max_num_queries, cuantas):
    for _ in range(cuantas):
        BoletinFactory(evento=CoberturaFactory(evento__comunidad=ComunidadFactory()).evento)
    dia = f"{timezone.localdate(Evento.objects.first().inicio):%Y-%m-%d}"

    with django_assert_max_num_queries(9):
        respuesta = redacta.get(reverse("cadena:agenda"), {"dia": dia})

    assert respuesta.context["semana"].total == cuantas


@pytest.mark.parametrize(("motivo", "dice"), [("x" * 201, "tiene 201 caracteres"), ("  ", "Escribe por qué")])
def test_un_cambio_de_estado_rechazado_devuelve_el_motivo_a_su_campo(redacta, motivo, dice):
    evento = EventoFactory()

    respuesta = redacta.post(reverse("cadena:mover_estado", args=[evento.pk]), {"accion": "cancelar", "motivo": motivo})

    assert respuesta.status_code == 409
    assert dice in respuesta.text
    assert f'value="{motivo}"' in respuesta.text


def test_si_otra_persona_lo_cancelo_primero_se_ve_lo_que_se_habia_escrito(redacta):
    evento = EventoFactory(cancelado=True)

    respuesta = redacta.post(
        reverse("cadena:mover_estado", args=[evento.pk]), {"accion": "posponer", "motivo": "Por la lluvia"}
    )

    assert respuesta.status_code == 409
    assert "Escribiste: «Por la lluvia»" in respuesta.text


def test_encargar_lo_mismo_a_la_misma_persona_dice_que_no_cambio_nada(redacta, fotografo):
    evento = EventoFactory()
    datos = {"tipo": "foto", "persona": fotografo.pk}
    redacta.post(reverse("agenda:asignar", args=[evento.pk]), datos)

    respuesta = redacta.post(reverse("agenda:asignar", args=[evento.pk]), datos, follow=True)

    assert "Fotografía ya cubre foto: no cambió nada." in respuesta.text


def test_la_barra_cuenta_los_encargos_entregados_y_no_los_quitados(redacta):
    evento = EventoFactory()
    CoberturaFactory(evento=evento, entregada=True)
    CoberturaFactory(evento=evento)
    CoberturaFactory(evento=evento, retirada=True)

    assert "1 de 2 entregados" in redacta.get(reverse("cadena:evento", args=[evento.pk])).text


def test_lo_oido_y_lo_filmado_dicen_que_son_y_cuanto_duran(redacta):
    evento = EventoFactory()
    EvidenciaFactory(evento=evento, original=OriginalFactory(clase="audio", tipo="audio/mpeg", duracion=30))

    assert "Audio · 30 s" in redacta.get(reverse("cadena:evento", args=[evento.pk])).text


def test_pedir_fotos_lleva_el_evento_y_la_dependencia(redacta, oficina):
    evento = EventoFactory(titulo="Abre la cancha")
    pagina = redacta.get(reverse("cadena:evento", args=[evento.pk])).text
    (direccion,) = re.findall(r'href="([^"]*buzones/nuevo/[^"]*)"', pagina)

    form = redacta.get(direccion.replace("&amp;", "&")).context["form"]

    assert (form["evento"].value(), form["dependencia"].value(), form["nombre"].value()) == (
        str(evento.pk), str(evento.dependencia_id), "Fotos de Abre la cancha",
    )  # fmt: skip


def test_un_enlace_trae_escogida_su_dependencia(client, enlace):
    client.force_login(enlace)

    assert client.get(reverse("agenda:crear")).context["form"]["dependencia"].value() == enlace.dependencia_id


@pytest.mark.usefixtures("oficina")
def test_un_traslape_se_guarda_con_su_razon_y_queda_en_la_historia(redacta, datos):
    redacta.post(reverse("agenda:crear"), datos)

    sin_razon = redacta.post(reverse("agenda:crear"), datos | {"traslape": "  "})
    redacta.post(reverse("agenda:crear"), datos | {"traslape": "Son en salas distintas"})

    assert (sin_razon.status_code, "Por qué se guarda así" in sin_razon.text) == (409, True)
    nuevo = Evento.objects.latest("pk")
    pagina = redacta.get(reverse("cadena:evento", args=[nuevo.pk])).text
    assert (Evento.objects.count(), "con un traslape: «Son en salas distintas»" in pagina) == (2, True)
