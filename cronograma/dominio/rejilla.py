"""La rejilla que se ve en la pantalla, en Excel y en CSV: con sus números y sus fechas de verdad."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime

from cronograma.dominio.celdas import Celda, Fila, Tabla
from nucleo.texto.formato import CENTRO, MESES_CORTOS
from nucleo.texto.llano import celda as celda_de_texto
from personas.dominio.libro import HojaDeLibro, Valor, libro_xlsx

DE_LA_CELDA = (
    "Mes",
    "N.º",
    "Actividad",
    "Unidad",
    "Responsable",
    "Planeado",
    "Realizado",
    "Cuenta hasta la meta",
    "Cómo va",
    "Cerrado",
    "De un mes cerrado",
    "Llegó tarde",
)


def libro_de_la_rejilla(tabla: Tabla, *, autor: str) -> bytes:
    """Dos hojas: la tabla como se ve, con lo planeado y lo hecho de cada mes, y una celda por renglón para filtrar."""
    titulo = f"Cronograma {tabla.ejercicio}"
    hojas = [
        HojaDeLibro(titulo, _encabezados(), [_fila(f) for f in tabla.filas]),
        HojaDeLibro("Celda por celda", DE_LA_CELDA, _celdas(tabla)),
    ]
    return libro_xlsx(hojas, titulo=titulo, autor=autor)


def csv_de_la_rejilla(tabla: Tabla) -> str:
    """Una celda por renglón, con BOM para que Excel lea los acentos; nada empieza como fórmula."""
    salida = io.StringIO()
    salida.write("\ufeff")
    hoja = csv.writer(salida)
    hoja.writerow(DE_LA_CELDA)
    for fila in _celdas(tabla):
        hoja.writerow([_llana(valor) for valor in fila])
    return salida.getvalue()


def _llana(valor: Valor) -> str:
    if isinstance(valor, str):
        return celda_de_texto(valor)
    if valor is None:
        return ""
    if isinstance(valor, datetime):
        return valor.astimezone(CENTRO).strftime("%Y-%m-%d %H:%M")  # la hora que dice la pantalla
    return valor.isoformat() if isinstance(valor, date) else str(valor)


def _encabezados() -> list[str]:
    meses = [f"{corto.capitalize()} {que}" for corto in MESES_CORTOS for que in ("plan", "hecho")]
    return ["N.º", "Actividad", "Unidad", "Responsable", *meses, "Planeado", "Cuenta hasta la meta", "Avance (%)"]


def _fila(fila: Fila) -> list[Valor]:
    actividad = fila.actividad
    de_los_meses = [valor for c in fila.celdas for valor in (c.programado, _hecho(c))]
    return [
        actividad.numero,
        actividad.nombre,
        actividad.unidad,
        actividad.responsable,
        *de_los_meses,
        fila.programado,
        fila.hasta_la_meta,
        fila.porcentaje,
    ]


def _hecho(celda: Celda) -> int | None:
    """Lo que todavía no empieza, ni hecho ni programado, va en blanco como en la pantalla."""
    if celda.cifra.startswith("–"):
        return None
    return celda.realizado


def _celdas(tabla: Tabla) -> Iterator[list[Valor]]:
    for fila in tabla.filas:
        for celda in fila.celdas:
            yield _de_la_celda(tabla.ejercicio, celda)


def _de_la_celda(ejercicio: int, celda: Celda) -> list[Valor]:
    actividad = celda.actividad
    return [
        date(ejercicio, celda.mes, 1),
        actividad.numero,
        actividad.nombre,
        actividad.unidad,
        actividad.responsable,
        celda.programado,
        _hecho(celda),
        celda.hasta_la_meta if celda.cuenta else None,
        celda.palabra,
        celda.cierre.firmado_en if celda.cierre else None,
        celda.de_antes,
        celda.tardias,
    ]
