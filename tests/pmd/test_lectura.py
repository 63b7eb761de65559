"""Entender el plan venga de donde venga, y decir renglón por renglón lo que no se entiende."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from nucleo.dominio.impedimentos import NoSePuede
from pmd.dominio.lectura import de_archivo, leer
from tests.fabricas.pmd import PLAN

TABLA = "Eje\tObjetivo\tEstrategia\tLínea\tDependencia\tTema\n"


def claves(texto):
    return [(e.nivel.value, e.clave, e.eje) for e in leer(texto).elementos]


def libro(armar):
    cuaderno, octetos = Workbook(), io.BytesIO()
    armar(cuaderno.active)
    cuaderno.save(octetos)
    return octetos.getvalue()


def test_la_lista_numerada_dice_el_nivel_con_su_clave():
    lectura = leer(PLAN)

    assert lectura.resumen == "2 ejes, 2 objetivos, 2 estrategias y 3 líneas de acción"
    assert (lectura.elementos[3].padre, lectura.elementos[3].eje) == ("1.1.1", "1")


def test_en_la_tabla_una_celda_vacia_repite_la_de_arriba():
    lectura = leer(
        TABLA + "Agua\tRed\tRenovar\tTubos\tObras Públicas\tObra pública\n\t\t\tFugas\t\t\n\t\tMedir\tMedidores"
    )

    assert [e.clave for e in lectura.elementos] == ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.1.2", "1.1.2.1"]
    assert (lectura.elementos[3].dependencia, lectura.elementos[3].tema) == ("Obras Públicas", "obra-publica")


def test_los_totales_y_los_titulos_no_se_guardan():
    lectura = leer(TABLA + "Agua\tRed\tRenovar\tTubos\nTOTAL\t\t\t4")

    assert lectura.cuantos("eje") == 1
    assert lectura.avisos == ["Renglón 3: es un total, no se guarda."]


@pytest.mark.parametrize(
    ("texto", "error"),
    [
        ("1 Agua\n1.2.1 Tubos", "Renglón 2: 1.2.1 cuelga de 1.2, que no está antes."),
        ("1 Agua\nsin número", "Renglón 2: no empieza con su número (1, 1.1, 1.1.1…)."),
        ("1 Agua\n1 Otra", "Renglón 2: la clave 1 ya está en el renglón 1."),
        (
            "1 A\n1.1 B\n1.1.1 C\n1.1.1.1 D\n1.1.1.1.1 E",
            "Renglón 5: 1.1.1.1.1 tiene más niveles de los cuatro del plan.",
        ),
        ("1 " + "a" * 601, f"Renglón 1: el texto pasa de 600 letras: «{'a' * 40}…»."),
        (TABLA + "\tRed\tRenovar\tTubos", "Renglón 2: tiene objetivo y le falta eje."),
        ("", "No se encontró ningún eje: pega la tabla con sus columnas o la lista numerada."),
    ],
)
def test_lo_que_no_se_entiende_dice_su_renglon(texto, error):
    lectura = leer(texto)

    assert lectura.errores[0] == error
    assert not lectura.se_puede


def test_un_tema_desconocido_se_avisa_y_no_impide():
    lectura = leer(TABLA + "Agua\tRed\tRenovar\tTubos\t\tMarte")

    assert (lectura.se_puede, "Marte" in lectura.avisos[0]) == (True, True)


@pytest.mark.parametrize(
    "octetos",
    ["1 Educación\n1.1 Niñez".encode("utf-8-sig"), "1 Educación\n1.1 Niñez".encode("cp1252")],
    ids=["utf8-con-bom", "windows-1252"],
)
def test_el_csv_se_lee_con_bom_y_como_lo_guarda_excel(octetos):
    assert [e.texto for e in leer(de_archivo("plan.csv", octetos)).elementos] == ["Educación", "Niñez"]


def test_un_csv_con_punto_y_coma():
    assert claves(de_archivo("p.csv", b"Eje;Objetivo;Estrategia;Linea\nAgua;Red;Renovar;Tubos"))[3] == (
        "linea", "1.1.1.1", "1",
    )  # fmt: skip


def test_una_celda_combinada_vale_hacia_abajo():
    def armar(hoja):
        for fila in (["Eje", "Objetivo", "Estrategia", "Línea"], ["Agua", "Red", "Renovar", "Tubos"]):
            hoja.append(fila)
        hoja.append([None, None, None, "Fugas"])
        hoja.append(["Total", None, None, 2])
        for columna in "ABC":
            hoja.merge_cells(f"{columna}2:{columna}3")

    lectura = leer(de_archivo("plan.xlsx", libro(armar)))

    assert [e.texto for e in lectura.elementos] == ["Agua", "Red", "Renovar", "Tubos", "Fugas"]
    assert lectura.se_puede


def test_un_libro_con_su_hoja_rota_se_dice():
    bueno, roto = libro(lambda hoja: hoja.append(["1 Agua"])), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bueno)) as viejo, zipfile.ZipFile(roto, "w") as nuevo:
        for nombre in viejo.namelist():
            nuevo.writestr(nombre, b"<mal" if "sheet1" in nombre else viejo.read(nombre))

    with pytest.raises(NoSePuede, match="no se pudo abrir"):
        de_archivo("plan.xlsx", roto.getvalue())


@pytest.mark.parametrize(
    ("nombre", "octetos"),
    [
        ("plan.xlsx", b"PK\x03\x04roto"),
        ("plan.pdf", b"%PDF-1.7"),
        ("plan.xls", b"\xd0\xcf\x11\xe0\0"),
        ("x", b"a" * 4 * 10**6),
    ],
)
def test_lo_que_no_es_una_tabla_se_dice(nombre, octetos):
    with pytest.raises(NoSePuede) as negativa:
        de_archivo(nombre, octetos)

    assert str(negativa.value)


def test_la_dependencia_que_no_existe_se_avisa_con_su_renglon():
    lectura = leer(TABLA + "Agua\tRed\tRenovar\tTubos\tobras publicas\n\t\t\tFugas\tObrass\n", ["Obras Públicas"])

    assert [e.dependencia for e in lectura.elementos if e.nivel == "linea"] == ["obras publicas", ""]
    assert lectura.avisos == ["Renglón 3: no hay una dependencia «Obrass»; la línea queda sin dependencia."]
    assert lectura.se_puede
