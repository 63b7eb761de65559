"""Libros de Excel: fechas y números de verdad, nombres de hoja que Excel admite y nada que se ejecute al abrirlo."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from nucleo.texto.controles import sin_controles
from nucleo.texto.formato import CENTRO

Valor = str | int | float | date | datetime | None

LARGO_DEL_NOMBRE = 31  # lo que Excel admite en una hoja
NO_ADMITE = re.compile(r"[\[\]:*?/\\]")
RESERVADOS = {"history", "historial"}
CON_HORA, SOLO_DIA, ENTERO = "dd/mm/yyyy hh:mm", "dd/mm/yyyy", "#,##0"
LARGO_DE_CELDA = 32_767
PARECE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ANCHO_MINIMO, ANCHO_MAXIMO = 10, 70
# Lo que openpyxl levanta con un libro dañado: depende de qué parte esté mal.
NO_SE_ABRE = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,  # XML mal hecho
    RuntimeError,  # con contraseña
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    EOFError,
    OSError,
)


@dataclass(frozen=True)
class HojaDeLibro:
    """Una hoja: su nombre, sus encabezados y sus filas."""

    nombre: str
    encabezados: Sequence[str]
    filas: Iterable[Sequence[Valor]]


def libro_xlsx(hojas: Iterable[HojaDeLibro], *, titulo: str, autor: str = "") -> bytes:
    """El libro entero. Lo que parece una fórmula queda como texto; una hora sale como la del reloj de la oficina."""
    libro = Workbook()
    primera = libro.active
    puestos: set[str] = set()
    for hoja in hojas:
        pagina = libro.create_sheet(nombre_de_hoja(hoja.nombre, puestos))
        puestos.add(pagina.title.lower())
        _escribir(pagina, hoja)
    if primera is not None and puestos:
        libro.remove(primera)
    libro.properties.title, libro.properties.creator = sin_controles(titulo), sin_controles(autor)
    libro.properties.language = "es-MX"
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def nombre_de_hoja(nombre: str, puestos: set[str]) -> str:
    """El nombre sin lo que Excel rechaza, hasta 31 letras y distinto de los puestos, sin contar mayúsculas."""
    limpio = NO_ADMITE.sub(" ", sin_controles(nombre).replace("\n", " "))
    limpio = " ".join(limpio.split()).strip("' ")[:LARGO_DEL_NOMBRE].strip("' ") or "Hoja"
    if limpio.lower() in RESERVADOS:
        limpio = f"{limpio} 1"
    candidato, numero = limpio, 1
    while candidato.lower() in puestos:
        numero += 1
        cola = f" {numero}"
        candidato = limpio[: LARGO_DEL_NOMBRE - len(cola)].rstrip() + cola
    return candidato


def _escribir(pagina: Worksheet, hoja: HojaDeLibro) -> None:
    for columna, encabezado in enumerate(hoja.encabezados, start=1):
        celda = pagina.cell(1, columna)
        _poner(celda, encabezado)
        celda.font, celda.fill = Font(bold=True), PatternFill("solid", fgColor="F2EBE1")
    largos = [len(encabezado) for encabezado in hoja.encabezados]
    renglon = 1
    for renglon, fila in enumerate(hoja.filas, start=2):
        for columna, valor in enumerate(fila, start=1):
            _poner(pagina.cell(renglon, columna), valor)
            largos[columna - 1] = max(largos[columna - 1], _largo(valor))
    for columna, largo in enumerate(largos, start=1):
        ancho = min(ANCHO_MAXIMO, max(ANCHO_MINIMO, largo + 2))
        pagina.column_dimensions[get_column_letter(columna)].width = ancho
    pagina.freeze_panes = "A2"
    pagina.auto_filter.ref = f"A1:{get_column_letter(len(hoja.encabezados))}{renglon}"


def _largo(valor: Valor) -> int:
    if isinstance(valor, datetime):
        return len(CON_HORA)
    return len(str(valor if valor is not None else ""))


def _poner(celda: Cell, valor: Valor) -> None:
    if isinstance(valor, datetime):
        celda.value = valor.astimezone(CENTRO).replace(tzinfo=None, microsecond=0)
        celda.number_format = CON_HORA
    elif isinstance(valor, date):
        celda.value, celda.number_format = valor, SOLO_DIA
    elif isinstance(valor, str):
        _poner_texto(celda, valor)
    elif valor is not None:
        celda.value = valor
        celda.number_format = ENTERO if isinstance(valor, int) else "#,##0.0"


def _poner_texto(celda: Cell, valor: str) -> None:
    """Siempre texto: Excel no lo calcula aunque empiece por «=», ni al volver a guardar la celda."""
    texto = sin_controles(valor, salto="\n")[:LARGO_DE_CELDA]
    celda.value = texto
    celda.data_type = "s"
    celda.quotePrefix = texto.startswith(PARECE_FORMULA)
    if "\n" in texto:
        celda.alignment = Alignment(wrap_text=True, vertical="top")
