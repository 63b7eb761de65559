"""Escribir los planes públicos: el POA de cada año, donde lo anuncia el inventario oficial, y los ejes del PMD."""

from datetime import datetime

from boletines.models import Boletin
from portal.consultas.edicion import Edicion, ediciones
from portal.consultas.pmd import CARPETA as EJES
from portal.consultas.pmd import ejes, ejes_del_boletin, ruta_del_eje
from portal.consultas.poa import CARPETA, PlanPublico, planes_publicos
from portal.dominio.escritura import archivos
from portal.dominio.pintado import pmd, poa


def escribir_poa(ahora: datetime) -> None:
    """Se cerró o se reabrió un mes, o cambió el PMD: se escribe en cada edición."""
    for edicion in ediciones(ahora):
        escribir_poa_en(edicion)
        escribir_ejes_en(edicion)


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


def escribir_ejes_en(edicion: Edicion) -> None:
    """El índice del plan municipal y la página de cada eje; las de un plan que ya no rige se quitan."""
    todos = ejes(edicion)
    for cual in todos:
        archivos.escribir_pagina(ruta_del_eje(cual), pmd.eje(cual, edicion), en=edicion.raiz)
    archivos.escribir_pagina(EJES, pmd.indice(edicion), en=edicion.raiz)
    carpeta = edicion.raiz / EJES.strip("/")
    vigentes = {ruta_del_eje(cual).strip("/").rpartition("/")[2] for cual in todos}
    for vieja in [c for c in carpeta.iterdir() if c.is_dir() and c.name not in vigentes]:
        archivos.quitar_carpeta(f"{EJES}{vieja.name}", en=edicion.raiz)


def escribir_ejes_de(boletin: Boletin, edicion: Edicion) -> None:
    """Las páginas de los ejes a los que sirve: aparece al salir y se quita al retirarse u ocultarse."""
    for cual in ejes_del_boletin(boletin, edicion):
        archivos.escribir_pagina(ruta_del_eje(cual), pmd.eje(cual, edicion), en=edicion.raiz)
