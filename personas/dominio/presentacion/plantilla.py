"""La plantilla de la oficina: una presentación vacía con sus colores, sus letras y su pie.

Se viste la que trae python-pptx; el tema queda en el archivo, así que en PowerPoint se cambia desde Diseño.
"""

import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from personas.dominio.presentacion.reparto import ALTO, ANCHO, MARGEN, TITULO_ALTO, TITULO_DESDE, UTIL

PORTADA, CONTENIDO = "Portada", "Contenido"
DE_LA_BASE = {"Title Slide": PORTADA, "Title Only": CONTENIDO}
BARRO = "7A2E1C"
TITULOS, TEXTOS = "Faustina", "Public Sans"
FRANJA = 0.16  # pulgadas


@cache
def colores() -> dict[str, str]:
    """Los de `static/tokens.json`, claros y sin `#`."""
    tokens = json.loads((Path(settings.BASE_DIR) / "static" / "tokens.json").read_text())["claro"]
    return {nombre: valor.removeprefix("#") for nombre, valor in tokens.items()}


@cache
def de_la_grafica() -> tuple[str, ...]:
    return tuple(colores()[c] for c in ("pino", "teja", "cielo", "ocote", "zarza"))


def nueva_presentacion(*, pie: str) -> Any:
    """Una presentación sin láminas, con las dos hojas de la oficina: portada y contenido."""
    archivo = Presentation()
    archivo.slide_width, archivo.slide_height = Inches(ANCHO), Inches(ALTO)
    patron = archivo.slide_master
    _vestir_el_tema(patron)
    for hoja in list(archivo.slide_layouts):
        if hoja.name not in DE_LA_BASE:
            archivo.slide_layouts.remove(hoja)
            continue
        hoja._element.cSld.set("name", DE_LA_BASE[hoja.name])  # noqa: SLF001 - python-pptx no deja renombrarla
        _sin_lo_de_abajo(hoja)
    _sin_lo_de_abajo(patron)
    _vestir_el_patron(patron)
    _vestir_portada(archivo.slide_layouts.get_by_name(PORTADA))
    _vestir_contenido(archivo.slide_layouts.get_by_name(CONTENIDO), pie)
    return archivo


def _vestir_el_tema(patron: Any) -> None:
    parte = patron.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    c = colores()
    tema = {
        "dk1": c["texto"],
        "lt1": "FFFFFF",
        "dk2": BARRO,
        "lt2": c["fondo"],
        **{f"accent{n}": color for n, color in enumerate([*de_la_grafica(), c["niebla"]], start=1)},
        "hlink": c["pino"],
        "folHlink": c["zarza"],
    }
    raiz = etree.fromstring(parte.blob)
    raiz.set("name", "Comunicación Social")
    for nombre, color in tema.items():
        lugar = raiz.find(f".//{qn(f'a:{nombre}')}")
        for anterior in list(lugar):
            lugar.remove(anterior)
        etree.SubElement(lugar, qn("a:srgbClr"), val=color)
    for cual, letra in (("majorFont", TITULOS), ("minorFont", TEXTOS)):
        raiz.find(f".//{qn(f'a:{cual}')}/{qn('a:latin')}").set("typeface", letra)
    parte._blob = etree.tostring(raiz, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - ídem


def _sin_lo_de_abajo(hoja: Any) -> None:
    """Fuera la fecha, el pie y el número de la base: el pie de la oficina va en la hoja."""
    for lugar in list(hoja.placeholders):
        if re.search(r"\((?:13|15|16)\)", str(lugar.placeholder_format.type)):
            lugar._element.getparent().remove(lugar._element)  # noqa: SLF001 - ídem


def _vestir_el_patron(patron: Any) -> None:
    titulo = patron._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")  # noqa: SLF001 - ídem
    titulo.set("algn", "l")
    forma = titulo.find(qn("a:defRPr"))
    forma.set("sz", "2800")
    forma.set("b", "1")
    forma.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}").set("val", "tx2")
    for lugar in patron.placeholders:
        _colocar(lugar, MARGEN, TITULO_DESDE, UTIL, TITULO_ALTO)


def _colocar(forma: Any, x: float, y: float, ancho: float, alto: float) -> None:
    forma.left, forma.top, forma.width, forma.height = Inches(x), Inches(y), Inches(ancho), Inches(alto)


def _vestir_portada(hoja: Any) -> None:
    _fondo(hoja, BARRO)
    titulo, subtitulo = list(hoja.placeholders)[:2]
    _colocar(titulo, MARGEN + 0.4, 2.3, UTIL - 0.8, 1.9)
    _colocar(subtitulo, MARGEN + 0.4, 4.35, UTIL - 0.8, 1.6)
    _estilo(titulo, puntos=40, color="FFFFFF", ancla="b")
    _estilo(subtitulo, puntos=20, color="F8E6DF", ancla="t")


def _estilo(forma: Any, *, puntos: int, color: str, ancla: str) -> None:
    """El tamaño, el color y de dónde se agarra un lugar de la hoja."""
    cuerpo = forma._element.txBody  # noqa: SLF001 - python-pptx no llega al estilo de una hoja
    cuerpo.find(qn("a:bodyPr")).set("anchor", ancla)
    estilos = cuerpo.find(qn("a:lstStyle"))
    for anterior in list(estilos):
        estilos.remove(anterior)
    estilos.append(
        parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="{puntos * 100}">'
            f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
    )


def _fondo(hoja: Any, color: str) -> None:
    fondo = parse_xml(
        f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:srgbClr val="{color}"/></a:solidFill><a:effectLst/>'
        "</p:bgPr></p:bg>"
    )
    hoja._element.cSld.insert(0, fondo)  # noqa: SLF001 - ídem


def _vestir_contenido(hoja: Any, pie: str) -> None:
    titulo = next(iter(hoja.placeholders))
    _colocar(titulo, MARGEN, TITULO_DESDE, UTIL, TITULO_ALTO)
    titulo._element.txBody.find(qn("a:bodyPr")).set("anchor", "ctr")  # noqa: SLF001 - ídem
    arbol = hoja.shapes._spTree  # noqa: SLF001 - una hoja de python-pptx no deja agregar formas
    arbol.append(_forma(90, "Franja", (0, 0, ANCHO, FRANJA), relleno=BARRO))
    arbol.append(_forma(91, "Pie", (MARGEN, 6.93, UTIL - 1, 0.35), texto=pie))
    numero = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="es-MX" sz="1000"/>'
    arbol.append(_forma(92, "Número", (ANCHO - MARGEN - 1, 6.93, 1, 0.35), campo=f"{numero}<a:t>‹#›</a:t></a:fld>"))


def _forma(
    pk: int,
    nombre: str,
    caja: tuple[float, float, float, float],
    *,
    relleno: str = "",
    texto: str = "",
    campo: str = "",
) -> Any:
    x, y, ancho, alto = (int(Inches(medida)) for medida in caja)
    pintura = f'<a:solidFill><a:srgbClr val="{relleno}"/></a:solidFill>' if relleno else "<a:noFill/>"
    forma = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{pk}" name="{nombre}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{ancho}" cy="{alto}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{pintura}<a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" rIns="0" anchor="ctr"/><a:lstStyle/><a:p>'
        f'<a:pPr algn="{"r" if campo else "l"}"/>{campo}</a:p></p:txBody></p:sp>'
    )
    if texto:
        parrafo = forma.find(f".//{qn('a:p')}")
        tramo = etree.SubElement(parrafo, qn("a:r"))
        propiedades = etree.SubElement(tramo, qn("a:rPr"), lang="es-MX", sz="1000")
        color = etree.SubElement(etree.SubElement(propiedades, qn("a:solidFill")), qn("a:srgbClr"))
        color.set("val", colores()["texto-suave"])
        etree.SubElement(tramo, qn("a:t")).text = texto
    return forma


def guardada(archivo: Any) -> bytes:
    salida = io.BytesIO()
    archivo.save(salida)
    return salida.getvalue()
