"""El plan y el cronograma públicos: su página y los mismos datos en hoja de cálculo, CSV y JSON."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from nucleo.texto.formato import CENTRO
from nucleo.texto.llano import celda as celda_de_texto
from portal.consultas.edicion import Edicion
from portal.consultas.identidad import sitio
from portal.consultas.poa import PlanPublico
from portal.dominio.pintado.datos import en_json
from portal.dominio.pintado.marco import pintar

COLUMNAS = (
    "ejercicio",
    "numero",
    "actividad",
    "unidad",
    "area_responsable",
    "mes",
    "estado_del_mes",
    "programado",
    "realizado",
    "avance",
)
SIN_HORA = (1980, 1, 1, 0, 0, 0)  # la primera que admite un ZIP
MODIFICADO = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
BARRO, ADOBE = "FF7A2E1C", "FFF2EBE1"
FIJAS = ("N.º", "Actividad", "Unidad", "Área responsable")


def pagina(plan: PlanPublico | None, planes: Sequence[PlanPublico], edicion: Edicion) -> str:
    """La de un año; sin ningún plan, la que lo dice."""
    return pintar(
        "poa.html",
        edicion,
        plan=plan,
        planes=planes,
        actualizada_en=plan.actualizado_en if plan else None,
    )


def renglones(plan: PlanPublico, edicion: Edicion) -> list[dict[str, Any]]:
    """Un renglón por actividad y mes con algo programado o hecho. Lo que no se sabe va vacío, nunca en 0."""
    area = sitio(edicion).oficina
    return [
        {
            "ejercicio": plan.ejercicio,
            "numero": r.actividad.numero,
            "actividad": r.actividad.nombre,
            "unidad": r.actividad.unidad,
            "area_responsable": r.actividad.responsable or area,
            "mes": c.mes.numero,
            "estado_del_mes": c.mes.estado.value,
            "programado": c.programado,
            "realizado": c.realizado,
            "avance": c.palabra if plan.con_palabras else "",
        }
        for r in plan.renglones
        for c in r.celdas
        if c.programado is not None or c.realizado is not None
    ]


def en_csv(filas: Sequence[dict[str, Any]]) -> str:
    """CSV con BOM, para que Excel lea los acentos; ninguna celda empieza como fórmula."""
    salida = io.StringIO()
    salida.write("\ufeff")
    tabla = csv.writer(salida)
    tabla.writerow(COLUMNAS)
    for fila in filas:
        tabla.writerow(["" if fila[c] is None else celda_de_texto(str(fila[c])) for c in COLUMNAS])
    return salida.getvalue()


def json_de(filas: list[dict[str, Any]]) -> str:
    return en_json(filas)


def en_libro(plan: PlanPublico, edicion: Edicion) -> bytes:
    """La hoja de cálculo: números de verdad, encabezado fijo. Los mismos datos dan los mismos octetos."""
    libro = Workbook()
    hoja = libro.active
    hoja.title = f"POA {plan.ejercicio}"
    quien = sitio(edicion)
    hoja.append([f"Programa operativo anual {plan.ejercicio}"])
    hoja.append([f"Área que genera la información: {quien.oficina}. {quien.nombre}"])
    hoja.append([_fecha_de(plan)])
    hoja.append([])
    hoja.append([*FIJAS, *(t for m in plan.meses for t in (f"{m.corto} plan", f"{m.corto} hecho"))])
    hoja.append([*([""] * len(FIJAS)), *(t for m in plan.meses for t in (str(m.estado.label), ""))])
    for r in plan.renglones:
        fijas = [r.actividad.numero, *map(_llana, (r.actividad.nombre, r.actividad.unidad))]
        fijas.append(_llana(r.actividad.responsable or quien.oficina))
        hoja.append([*fijas, *(n for c in r.celdas for n in (c.programado, c.realizado))])
    _vestir(hoja)
    libro.properties.creator = quien.oficina
    libro.properties.title = f"Programa operativo anual {plan.ejercicio}"
    octetos = io.BytesIO()
    libro.save(octetos)
    return _sin_la_hora(octetos.getvalue(), plan.actualizado_en)


def _fecha_de(plan: PlanPublico) -> str:
    if plan.actualizado_en is None:
        return "Sin meses cerrados todavía"
    return f"Actualizado el {plan.actualizado_en.astimezone(CENTRO):%d/%m/%Y}"


def _llana(texto: str) -> str:
    """Excel no la ejecuta: ninguna celda empieza como fórmula."""
    return celda_de_texto(texto)


def _vestir(hoja: Any) -> None:
    hoja["A1"].font = Font(bold=True, size=14, color=BARRO)
    for celda in hoja[5]:
        celda.font = Font(bold=True, color="FFFFFFFF")
        celda.fill = PatternFill("solid", start_color=BARRO)
        celda.alignment = Alignment(wrap_text=True, vertical="center")
    for celda in hoja[6]:
        celda.fill = PatternFill("solid", start_color=ADOBE)
    for columna in range(1, hoja.max_column + 1):
        hoja.column_dimensions[get_column_letter(columna)].width = {1: 6, 2: 48, 3: 24, 4: 28}.get(columna, 9)
    hoja.freeze_panes = "E7"
    hoja.print_title_rows = "5:6"
    hoja.page_setup.orientation = "landscape"
    hoja.page_setup.fitToHeight = 0
    hoja.sheet_properties.pageSetUpPr.fitToPage = True


def _sin_la_hora(octetos: bytes, fecha: datetime | None) -> bytes:
    """El mismo libro sin la hora en que se escribió: rehacerlo da los mismos octetos."""
    cuando = (fecha or datetime(2000, 1, 1, tzinfo=CENTRO)).strftime("%Y-%m-%dT00:00:00Z").encode()
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octetos)) as viejo, zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as nuevo:
        for nombre in sorted(viejo.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            contenido = viejo.read(nombre)
            if nombre == "docProps/core.xml":
                contenido = MODIFICADO.sub(rb"\g<1>" + cuando, contenido)
            nuevo.writestr(zipfile.ZipInfo(nombre, SIN_HORA), contenido, zipfile.ZIP_DEFLATED)
    return salida.getvalue()
