"""Día, semana y mes: los mismos datos y filtros que la lista, completos sin JavaScript."""

import io
import json
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from nucleo.texto.formato import CENTRO
from tests.fabricas.agenda import INICIO, CoberturaFactory, EventoFactory
from tests.fabricas.personas import ComunidadFactory, DependenciaFactory, PersonaFactory
from tests.fabricas.suspension import PeriodoFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
VIERNES_13 = {"dia": "2026-03-13"}


@pytest.fixture
def redacta(client, redactora):
    client.force_login(redactora)
    return client


def fichas(respuesta):
    return {f.clave: f.cuantos for f in respuesta.context["calendario"].fichas}


def titulos(respuesta):
    return [e.evento.titulo for e in respuesta.context["calendario"].entradas]


def test_en_el_telefono_va_por_dias_sin_los_de_otros_meses(redacta):
    evento = EventoFactory(comunidad=ComunidadFactory(nombre="Epenche Chico"), lugar="Cancha", cancelado=True)
    EventoFactory(inicio=INICIO + timedelta(days=20))  # 2 de abril: cae en la última semana de la tabla

    respuesta = redacta.get(reverse("cadena:mes"), VIERNES_13)

    assert [(d, [e.evento for e in suyas]) for d, suyas in respuesta.context["calendario"].dias] == [
        (date(2026, 3, 13), [evento])
    ]
    assert ("viernes 13 de marzo de 2026" in respuesta.text, "Cancha, Epenche Chico" in respuesta.text) == (True, True)


def test_un_mes_vacio_lo_dice(redacta):
    assert "Nada este día." in redacta.get(reverse("cadena:mes"), {"dia": "2026-03-01"}).text


@pytest.mark.parametrize("vista", ["dia", "semana", "mes"])
@pytest.mark.parametrize("cuantos", [1, 5])
def test_cuesta_a_lo_mas_ocho_consultas_a_cualquier_cantidad(redacta, django_assert_max_num_queries, vista, cuantos):
    for _ in range(cuantos):
        CoberturaFactory(evento__comunidad=ComunidadFactory())

    with django_assert_max_num_queries(8):
        respuesta = redacta.get(reverse(f"cadena:{vista}"), VIERNES_13)

    assert respuesta.context["calendario"].total == cuantos


def test_las_fichas_cuentan_todo_y_el_filtro_escoge(redacta, redactora):
    lugar = {"lugar": "Plaza", "fin": INICIO + timedelta(hours=2)}
    uno = EventoFactory(titulo="Empedrado", publico=True, **lugar)
    EventoFactory(titulo="Becas", inicio=INICIO + timedelta(hours=1), **lugar)
    EventoFactory(titulo="Carrera", cancelado=True, **lugar)
    CoberturaFactory(evento=uno, persona=redactora)

    todos = redacta.get(reverse("cadena:semana"), VIERNES_13)
    traslapes = redacta.get(reverse("cadena:semana"), VIERNES_13 | {"solo": "traslapes"})

    assert fichas(todos) == {"": 3, "mias": 1, "sin-cobertura": 1, "traslapes": 2, "publicos": 1}
    assert (titulos(traslapes), fichas(traslapes)) == (["Empedrado", "Becas"], fichas(todos))
    assert "Plaza, con «Becas»" in traslapes.text


def test_a_quien_cubre_dos_cosas_a_la_vez_se_le_marca(redacta):
    foto = PersonaFactory(papeles=["fotografia"], first_name="Ana", last_name="")
    CoberturaFactory(evento=EventoFactory(titulo="Empedrado"), persona=foto)
    CoberturaFactory(evento=EventoFactory(titulo="Becas"), persona=foto)

    assert "Ana, con «Becas»" in redacta.get(reverse("cadena:dia"), VIERNES_13).text


def test_los_datos_del_cuadro_llevan_la_hora_de_aqui_aunque_fuera_verano(redacta):
    """En julio de 2021 México iba a UTC-5: lo que se hizo a las diez se lee a las diez."""
    a_las_diez = datetime(2021, 7, 15, 10, tzinfo=CENTRO)
    EventoFactory(inicio=a_las_diez, fin=a_las_diez + timedelta(hours=1))

    respuesta = redacta.get(reverse("cadena:mes"), {"dia": "2021-07-15"})

    assert respuesta.context["datos"]["eventos"][0]["start"] == "2021-07-15T10:00:00"
    assert json.dumps(respuesta.context["datos"])


def test_una_suspension_se_ve_en_sus_dias(redacta):
    PeriodoFactory(nombre="Revocación", inicio=INICIO - timedelta(days=1), fin=INICIO + timedelta(days=1))

    respuesta = redacta.get(reverse("cadena:semana"), VIERNES_13)

    assert "Suspensión: Revocación" in respuesta.text
    assert respuesta.context["datos"]["suspensiones"][0][2] == "Revocación"


def test_se_exporta_lo_filtrado_y_se_abre(redacta):
    obras = DependenciaFactory(nombre="Obras Públicas")
    EventoFactory(titulo="=SUMA(1)", dependencia=obras)
    EventoFactory(titulo="Otra cosa")
    filtros = VIERNES_13 | {"vista": "semana", "dependencia": obras.pk}

    excel = redacta.get(reverse("cadena:exportar_agenda", args=["xlsx"]), filtros)
    texto = redacta.get(reverse("cadena:exportar_agenda", args=["csv"]), filtros).content.decode("utf-8-sig")
    ics = redacta.get(reverse("cadena:exportar_agenda", args=["ics"]), filtros)

    filas = list(load_workbook(io.BytesIO(excel.content)).active.iter_rows(values_only=True))
    assert [f[3] for f in filas if "=SUMA(1)" in f or "Otra cosa" in f] == ["=SUMA(1)"]
    assert ("'=SUMA(1)" in texto, "Otra cosa" in texto) == (True, False)
    evento = Calendar.from_ical(ics.content).walk("VEVENT")[0]
    assert (str(evento["summary"]), evento["dtstart"].dt) == ("=SUMA(1)", INICIO)
    assert redacta.get(reverse("cadena:exportar_agenda", args=["exe"])).status_code == 404
