"""Leer el archivo de contactos: codificaciones, títulos, totales, teléfonos y tratamientos."""

import pytest

from medios.dominio.importar.celdas import limpiar_fila
from medios.dominio.importar.lectura import leer_archivo
from nucleo.dominio.impedimentos import NoSePuede
from tests.medios.archivos import LISTA, csv, libro


@pytest.mark.parametrize(
    "octetos",
    [
        csv(LISTA, "cp1252"),
        csv(LISTA, "utf-8-sig"),
        csv(LISTA.replace(";", "\t"), "utf-16"),
        csv("sep=;\r\n" + LISTA, "cp1252"),
        csv(LISTA.replace(";", ",")),
    ],
)
def test_cualquier_csv_de_excel_da_las_mismas_filas(octetos):
    leido = leer_archivo("directorio.csv", octetos)

    assert [(f.numero, f.celdas) for f in leido.filas] == [
        (2, {"nombre": "BETO ÑÁÑEZ", "medio": "Radio Ejemplo", "telefono": "3312345678", "correo": "beto@ejemplo.mx"})
    ]


def test_lo_que_no_es_contacto_se_dice(db):
    leido = leer_archivo("directorio.xlsx", libro())

    assert (leido.hoja, leido.fila_de_titulos) == ("MEDIOS 2026", 3)
    assert [f.numero for f in leido.filas] == [4, 5, 6, 7, 8, 9]
    assert [f.numero for f in leido.filas if f.oculta] == [6]
    assert leido.avisos == [
        "el título de la fila 1",
        "«TOTAL: 6» de la fila 10",
        "la hoja «Hoja2», que no se leyó",
    ]


@pytest.mark.parametrize(
    ("octetos", "nombre", "frase"),
    [
        (b"%PDF-1.4", "lista.pdf", "no es XLSX ni CSV"),
        (b"PK\x03\x04basura", "lista.xlsx", "dañado o tiene contraseña"),
        (b"hola,mundo\n1,2\n", "lista.csv", "títulos de las columnas"),
        (b"Nombre,Medio\n", "lista.csv", "ningún contacto"),
    ],
)
def test_lo_que_no_se_puede_leer_se_rechaza_con_su_frase(octetos, nombre, frase):
    with pytest.raises(NoSePuede, match=frase):
        leer_archivo(nombre, octetos)


@pytest.mark.parametrize(
    ("escrito", "telefono", "otros"),
    [
        ("044 382 538 0149", "+523825380149", []),
        ("0133 1234 5678", "+523312345678", []),
        ("+521(33)38361100x14", "+523338361100;ext=14", []),
        ("33123456783398765432", "+523312345678", ["+523398765432"]),
        ("33 1234 5678 / 33 9876 5432", "+523312345678", ["+523398765432"]),
        ("3312345678.0", "+523312345678", []),
        ("+1 956 542 0147", "+19565420147", []),
    ],
)
def test_los_telefonos_se_arreglan(escrito, telefono, otros):
    datos = limpiar_fila({"medio": "Radio", "nombre": "Ana", "telefono": escrito}).datos

    assert (datos["telefono"], datos["otros_telefonos"]) == (telefono, otros)


@pytest.mark.parametrize(
    ("escrito", "tratamiento", "nombre"),
    [
        ("LIC. ANA PEÑA DE LA CRUZ", "Lic.", "Ana Peña de la Cruz"),
        ("ing beto ñáñez", "Ing.", "beto ñáñez"),
        ("C.P. Cata Luna", "C.P.", "Cata Luna"),
        ("Licha Robles", "", "Licha Robles"),
        ("Carla", "", "Carla"),
    ],
)
def test_el_titulo_se_separa_del_nombre(escrito, tratamiento, nombre):
    datos = limpiar_fila({"medio": "Radio", "nombre": escrito}).datos

    assert (datos["tratamiento"], datos["nombre"]) == (tratamiento, nombre)
