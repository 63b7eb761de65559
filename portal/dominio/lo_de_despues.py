"""Hacer la tarjeta, el PDF y el Word de un boletín que ya está en el portal, de uno en uno o de poco en poco."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from boletines.dominio.documento import pdf_de_boletin
from boletines.dominio.docx import docx_de_boletin
from boletines.models import Boletin
from personas.dominio.documento import compilar_imagen
from portal import consultas
from portal.dominio import arbol, construccion
from portal.dominio.actualizar import apuntar_lo_de_despues, apuntar_lo_que_falta
from portal.dominio.paginas import despues
from portal.dominio.paginas.despues import ruta_del_pdf, si_esta
from portal.dominio.paginas.marco import oficina
from portal.edicion import Edicion, ediciones

registro = logging.getLogger(__name__)
QUE_ES = {".pdf": "El PDF", ".docx": "El Word", ".png": "La tarjeta"}

EN_UNA_VUELTA = 20  # los que se hacen antes de soltar el turno: lo recién publicado no espera detrás
SE_MIRAN = 100


class FaltaAlgo(Exception):  # noqa: N818 - las excepciones son frases (style.md)
    """Un documento o la tarjeta no se pudo hacer; la página ya está."""


@dataclass
class Quedo:
    """Lo que se hizo de un boletín y lo que no se pudo."""

    hechos: list[str] = field(default_factory=list)
    fallas: list[str] = field(default_factory=list)


def completar_boletin(boletin: Boletin, ahora: datetime) -> None:
    """Hace lo que le falte en cada edición y vuelve a escribir su página con ello. Repetirlo no cambia nada.

    Si algo no se puede hacer, lo demás se hace igual y al final se dice qué faltó (`FaltaAlgo`).
    """
    fallas: list[str] = []
    for edicion in ediciones(ahora):
        visible = consultas.con_todo(edicion.boletines().filter(pk=boletin.pk)).first()
        if visible is not None:
            fallas += _completar(visible, edicion).fallas
    if fallas:
        raise FaltaAlgo(" ".join(dict.fromkeys(fallas)))


def completar_el_archivo(antes_de: int | None, ahora: datetime, *, en_una_vuelta: int = EN_UNA_VUELTA) -> None:
    """Los que quedaron sin lo suyo al rehacer el portal, del último al primero; deja apuntada la siguiente vuelta.

    Al que algo le falle se le apunta aparte, donde su falla se ve: no detiene a los demás.
    """
    emitidos = Boletin.objects.emitidos_al(ahora).order_by("-pk")
    claves = list((emitidos.filter(pk__lt=antes_de) if antes_de else emitidos).values_list("pk", flat=True)[:SE_MIRAN])
    hechos = 0
    for visto in claves:
        for edicion in ediciones(ahora):
            visible = consultas.con_todo(edicion.boletines().filter(pk=visto)).first()
            if visible is None:
                continue
            quedo = _completar(visible, edicion)
            hechos += bool(quedo.hechos or quedo.fallas)
            if quedo.fallas:
                apuntar_lo_de_despues(visible, ahora=ahora)
        if hechos >= en_una_vuelta:
            break
    if claves:
        apuntar_lo_que_falta(antes_de=visto, ahora=ahora)


def intentar_el_pdf(boletin: Boletin, edicion: Edicion) -> None:
    """Al rehacer el portal, el PDF se hace junto con la página; si no se puede, queda para después."""
    ruta = ruta_del_pdf(boletin, edicion)
    if not si_esta(ruta, edicion):
        _hacer(ruta, boletin, edicion)


def _completar(boletin: Boletin, edicion: Edicion) -> Quedo:
    quedo = Quedo()
    for ruta in despues.faltan(boletin, edicion):
        falla = _hacer(ruta, boletin, edicion)
        (quedo.fallas if falla else quedo.hechos).append(falla or ruta)
    if quedo.hechos:
        construccion.escribir_visible(boletin, edicion)
    return quedo


def _hacer(ruta: str, boletin: Boletin, edicion: Edicion) -> str:
    """Hace un archivo y devuelve qué falló, si falló. Cada uno falla solo."""
    try:
        arbol.escribir(ruta, _octetos(ruta, boletin, edicion), en=edicion.raiz)
        if ruta.endswith(".pdf"):
            arbol.enlazar(f"{boletin.ruta_publica}boletin.pdf", edicion.raiz / ruta.lstrip("/"), en=edicion.raiz)
    except Exception as error:  # noqa: BLE001 - falle lo que falle, lo demás del boletín se hace y esto se dice
        que = QUE_ES[PurePath(ruta).suffix]
        registro.exception("%s de %s no se pudo hacer", que, boletin.folio)
        return f"{que} no se pudo hacer: {error}"
    return ""


def _octetos(ruta: str, boletin: Boletin, edicion: Edicion) -> bytes:
    if ruta.endswith(".pdf"):
        return pdf_de_boletin(boletin, edicion.ahora, oficina=oficina(edicion))
    if ruta.endswith(".docx"):
        return docx_de_boletin(boletin, edicion.ahora, oficina=oficina(edicion))
    return compilar_imagen("tarjeta_de_boletin.typ", despues.datos_de_tarjeta(boletin, edicion))
