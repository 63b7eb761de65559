"""El libro de Excel se abre y trae fechas y números de verdad."""

import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from personas.dominio.libro import HojaDeLibro, libro_xlsx


def abierto(*hojas):
    return load_workbook(io.BytesIO(libro_xlsx(hojas, titulo="Informe")))


def primera(*valores):
    pagina = abierto(HojaDeLibro("Datos", ["A"] * len(valores), [valores])).active
    return list(pagina[2])


def test_la_hora_es_la_del_reloj_de_la_oficina_y_es_fecha():
    (celda,) = primera(datetime(2026, 3, 15, 2, 0, tzinfo=UTC))  # 14 de marzo a las 20:00 en el centro

    assert celda.value.isoformat() == "2026-03-14T20:00:00"
    assert celda.is_date
    assert celda.number_format == "dd/mm/yyyy hh:mm"


def test_un_dia_sale_sin_hora():
    (celda,) = primera(date(2026, 3, 14))

    assert celda.number_format == "dd/mm/yyyy"


def test_los_numeros_son_numeros():
    entero, parte = primera(1234, 0.5)

    assert (entero.data_type, entero.value, parte.value) == ("n", 1234, 0.5)


@pytest.mark.parametrize("texto", ["=1+1", "+52 33", "-5", "@SUM(A1)", '=HYPERLINK("http://x.invalid")'])
def test_nada_se_ejecuta_al_abrirlo(texto):
    (celda,) = primera(texto)

    assert (celda.data_type, celda.value) == ("s", texto)
    assert celda.quotePrefix


def test_los_nombres_que_excel_rechaza_se_corrigen_y_no_se_repiten():
    raros = ["Redes: Facebook/YouTube [2026]", "History", "a" * 40, "A" * 40, "''", ""]
    libro = abierto(*(HojaDeLibro(nombre, ["A"], []) for nombre in raros))
    nombres = libro.sheetnames

    assert nombres[:2] == ["Redes Facebook YouTube 2026", "History 1"]
    assert all(0 < len(nombre) <= 31 for nombre in nombres)
    assert len({nombre.lower() for nombre in nombres}) == len(raros)


def test_los_caracteres_de_control_no_impiden_guardar():
    (celda,) = primera("uno\x00\x0bdos")

    assert celda.value == "uno\ndos"
