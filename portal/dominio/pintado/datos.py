"""Datos abiertos: un CSV y un JSON por año, archivos del árbol (LGTAIP 20-V: formatos abiertos y accesibles)."""

import csv
import io
import json
from typing import Any

from django.conf import settings

from boletines.consultas.lo_que_salio import ACTUALIZADO, valores_como_salieron
from boletines.models import Boletin
from boletines.models.folio import folio_de, ruta_de
from nucleo.texto.formato import CENTRO
from nucleo.texto.llano import celda
from portal.consultas.edicion import Edicion

COLUMNAS = (
    "folio",
    "titulo",
    "sumario",
    "tema",
    "dependencia",
    "comunidad",
    "lugar",
    "publicado_en",
    "direccion",
    "pdf",
)
LEIDAS = (
    "serie",
    "ejercicio",
    "consecutivo",
    "slug",
    "titulo",
    "sumario",
    "tema",
    "lugar",
    "publicado_en",
    "dependencia__nombre",
    "comunidad__nombre",
)


def renglon(boletin: Boletin) -> dict[str, Any]:
    """Un boletín como dato: lo mismo en CSV, JSON y API."""
    comunidad = boletin.comunidad.nombre if boletin.comunidad else None
    suyos = {"dependencia__nombre": boletin.dependencia.nombre, "comunidad__nombre": comunidad}
    return de_valores({campo: suyos[campo] if campo in suyos else getattr(boletin, campo) for campo in LEIDAS})


def de_valores(leido: dict[str, Any]) -> dict[str, Any]:
    """Lo mismo con lo que da `values(*LEIDAS)`: de un año entero cuesta la quinta parte."""
    url = settings.BASE_URL + ruta_de(leido["ejercicio"], leido["slug"])
    return {
        "folio": folio_de(leido["serie"], leido["consecutivo"], leido["ejercicio"]),
        "titulo": leido["titulo"],
        "sumario": leido["sumario"],
        "tema": leido["tema"],
        "dependencia": leido["dependencia__nombre"],
        "comunidad": leido["comunidad__nombre"] or "",
        "lugar": leido["lugar"],
        "publicado_en": leido["publicado_en"].astimezone(CENTRO).isoformat(),
        "direccion": url,
        "pdf": f"{url}boletin.pdf",
    }


def renglones_del_ejercicio(ejercicio: int, edicion: Edicion) -> list[dict[str, Any]]:
    """Los de un año, en el orden en que salieron."""
    return [de_valores(leido) for leido in leidos_del_ejercicio(ejercicio, edicion)]


def leidos_del_ejercicio(ejercicio: int, edicion: Edicion) -> list[dict[str, Any]]:
    """De cada boletín de un año, lo que dicen los datos y el mapa para los buscadores."""
    boletines = edicion.boletines().filter(ejercicio=ejercicio).order_by("publicado_en", "pk")
    con_fecha = boletines.annotate(actualizado_en=ACTUALIZADO)
    return edicion.una_vez(
        ("año", ejercicio), lambda: list(valores_como_salieron(con_fecha, (*LEIDAS, "actualizado_en")))
    )


def en_csv(renglones: list[dict[str, Any]]) -> str:
    """CSV con BOM, para que Excel lea los acentos; ninguna celda empieza como fórmula."""
    salida = io.StringIO()
    salida.write("\ufeff")
    tabla = csv.writer(salida)
    tabla.writerow(COLUMNAS)
    for uno in renglones:
        tabla.writerow([celda(uno[c]) for c in COLUMNAS])
    return salida.getvalue()


def en_json(renglones: list[dict[str, Any]]) -> str:
    """Un renglón de texto por boletín: se lee a simple vista y comparar dos versiones dice qué cambió."""
    if not renglones:
        return "[]\n"
    return "[\n" + ",\n".join(json.dumps(uno, ensure_ascii=False) for uno in renglones) + "\n]\n"
