"""Diseños y láminas dicen a qué línea del plan municipal sirven, y lo usado cuenta en lo difundido de su eje."""

from datetime import timedelta

import pytest
from django.urls import reverse

from produccion.consultas.lineas import difundido_por_eje, lineas_a_escoger
from produccion.dominio.diapositivas.reuniones import registrar_reunion
from produccion.dominio.disenos.pedir import pedir_diseno
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.fabricas.pmd import crear_plan, linea
from tests.fabricas.produccion import DisenoFactory
from tests.fabricas.reuniones import ReunionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj")]


@pytest.fixture
def plan():
    return crear_plan()


@pytest.fixture
def sesion(client, directora):
    client.force_login(directora)
    return client


def test_se_proponen_las_de_su_dependencia_o_su_tema_y_ninguna_se_marca_sola():
    obras = DependenciaFactory(nombre="Obras Públicas")
    crear_plan(
        "Eje\tObjetivo\tEstrategia\tLínea\tDependencia\tTema\nA\tB\tC\tTubos\tObras Públicas\t\n\t\t\tFeria\t\tCultura"
    )

    assert propuestas(ReunionFactory(dependencia=obras)) == ["Tubos"]
    assert propuestas(DisenoFactory(tema="cultura")) == ["Feria"]
    assert not lineas_a_escoger(DisenoFactory(tema="cultura")).propuestas[0].puesta


def propuestas(cosa):
    return [opcion.linea.texto for opcion in lineas_a_escoger(cosa).propuestas]


def test_lo_que_nace_de_un_evento_hereda_las_suyas(plan, directora, ahora):
    evento = EventoFactory()
    evento.lineas.add(linea())
    datos = {"titulo": "Feria", "evento": evento, "dependencia": evento.dependencia, "plantilla": "evento"}

    diseno = pedir_diseno(datos=datos, por=directora, ahora=ahora)
    reunion = registrar_reunion(
        ReunionFactory.build(evento=evento, dependencia=evento.dependencia), por=directora, ahora=ahora
    )

    assert [list(cosa.lineas.all()) for cosa in (diseno, reunion)] == [[linea()], [linea()]]


@pytest.mark.parametrize(("fabrica", "ruta"), [(DisenoFactory, "diseno"), (ReunionFactory, "reunion")])
def test_se_escogen_en_su_pagina_y_la_pagina_las_dice(plan, sesion, fabrica, ruta):
    cosa = fabrica()
    donde = reverse(f"produccion:lineas_{'del_diseno' if ruta == 'diseno' else 'de_la_reunion'}", args=[cosa.pk])
    assert "Cambiar tuberías viejas" in sesion.get(donde).text

    pagina = sesion.post(donde, {"lineas": [linea().pk, linea("1").pk]}, follow=True)

    assert list(cosa.lineas.all()) == [linea()]  # un eje no es una línea
    assert "Cambiar tuberías viejas" in pagina.text


def test_quien_solo_mira_no_las_cambia(plan, client):
    client.force_login(PersonaFactory(papeles=["consulta"]))

    assert client.post(reverse("produccion:lineas_del_diseno", args=[DisenoFactory().pk]), {}).status_code == 403


def test_cuentan_en_su_eje_los_usados_y_las_entregadas_una_vez_cada_uno(plan, ahora):
    usado = DisenoFactory(aprobado=True, uso="impreso", usado_en=ahora - timedelta(days=2))
    entregada = ReunionFactory(entregada_en=ahora - timedelta(days=1))
    for cosa in (usado, entregada, DisenoFactory(aprobado=True), ReunionFactory(tema="Sin entregar")):
        cosa.lineas.set([linea(), linea("1.1.1.2")])

    difundido = difundido_por_eje(plan, ahora)

    agua = linea().eje_id
    antes, ayer = usado.usado_en, entregada.entregada_en
    assert [(d.eje, d.mes, d.cuantos, d.ultimo) for d in difundido] == [
        (agua, antes.month, 1, antes),
        (agua, ayer.month, 1, ayer),
    ]
