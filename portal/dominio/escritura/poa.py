"""Escribir el plan y el cronograma públicos de cada año, en la dirección que anuncia el inventario oficial."""

from datetime import datetime

from portal.consultas.edicion import Edicion, ediciones
from portal.consultas.poa import CARPETA, PlanPublico, planes_publicos
from portal.dominio.escritura import archivos
from portal.dominio.pintado import poa


def escribir_poa(ahora: datetime) -> None:
    """Se cerró o se reabrió un mes: se escribe en cada edición."""
    for edicion in ediciones(ahora):
        escribir_poa_en(edicion)


def escribir_poa_en(edicion: Edicion) -> None:
    """La página de cada año con sus descargas; la primera es la del último año con plan que ya empezó."""
    planes = planes_publicos(edicion)
    for plan in planes:
        _escribir(plan, planes, edicion)
    ya = [p for p in planes if p.ejercicio <= edicion.dia.year]
    primero = next(iter(ya or planes), None)
    archivos.escribir_pagina(CARPETA, poa.pagina(primero, planes, edicion), en=edicion.raiz)


def _escribir(plan: PlanPublico, planes: list[PlanPublico], edicion: Edicion) -> None:
    en, base = edicion.raiz, f"{plan.ruta}{plan.archivo}"
    filas = poa.renglones(plan, edicion)
    archivos.escribir(f"{base}.xlsx", poa.en_libro(plan, edicion), en=en)
    archivos.escribir(f"{base}.csv", poa.en_csv(filas), en=en)
    archivos.escribir(f"{base}.json", poa.json_de(filas), en=en)
    archivos.escribir_pagina(plan.ruta, poa.pagina(plan, planes, edicion), en=en)
