"""La rejilla que se ve se baja en Excel y en CSV, con números y fechas de verdad y sin fórmulas."""

import csv
import io
import re
from datetime import date, datetime

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, MetaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bajar(client, directora, boletines, cerrar):
    cerrar()
    MetaFactory(actividad=ActividadFactory(nombre='=HIPERVINCULO("http://malo")', responsable="+52"), mes=2)
    client.force_login(directora)
    return lambda nombre: client.get(reverse(f"cronograma:{nombre}", args=[2026]))


def test_el_libro_dice_lo_de_la_pantalla_y_se_puede_sumar(bajar, boletines):
    libro = load_workbook(io.BytesIO(bajar("libro").content))
    tabla, celdas = libro["Cronograma 2026"], libro["Celda por celda"]
    encabezados = [c.value for c in tabla[1]]
    fila = dict(zip(encabezados, (c.value for c in tabla[2]), strict=True))

    assert (fila["Actividad"], fila["Feb plan"], fila["Feb hecho"]) == (boletines.nombre, 2, 2)
    assert fila["Ene hecho"] is None
    febrero = [c.value for c in celdas[3]]
    assert (febrero[0].date(), febrero[5], febrero[6]) == (date(2026, 2, 1), 2, 2)
    assert isinstance(febrero[9], datetime)


def test_nada_se_calcula_al_abrirlo(bajar):
    libro = load_workbook(io.BytesIO(bajar("libro").content))
    mala = libro["Cronograma 2026"][3][1]

    assert (mala.value[:4], mala.data_type, mala.quotePrefix) == ("=HIP", "s", True)


def test_el_csv_trae_una_celda_por_renglon(bajar, boletines):
    texto = bajar("csv").content.decode("utf-8-sig")
    filas = list(csv.DictReader(io.StringIO(texto)))

    assert len(filas) == 24
    assert (filas[1]["Mes"], filas[1]["Planeado"], filas[1]["Realizado"]) == ("2026-02-01", "2", "2")
    assert all(f["Actividad"].startswith("'=") for f in filas[12:])
    momentos = {v for f in filas for c, v in f.items() if ":" in v and c != "Actividad"}
    assert momentos
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", m) for m in momentos)


def test_de_un_ano_sin_plan_no_hay(bajar, client):
    assert client.get(reverse("cronograma:libro", args=[2031])).status_code == 404


@pytest.mark.parametrize("pruebas", [0, 12])
def test_la_pagina_cuesta_doce_consultas_haya_lo_que_haya(
    client, directora, boletines, django_assert_max_num_queries, pruebas
):
    BoletinFactory.create_batch(pruebas, publicado=True)
    client.force_login(directora)

    with django_assert_max_num_queries(12):
        assert client.get(reverse("cronograma:ejercicio", args=[2026])).status_code == 200
