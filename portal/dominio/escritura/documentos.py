"""Hacer el PDF, el Word y la tarjeta de un boletín que ya está en el portal: cada uno falla solo y dice por qué."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from boletines.dominio.salida.documentos.pdf import pdf_de_boletin
from boletines.dominio.salida.documentos.word import docx_de_boletin
from boletines.models import Boletin
from personas.dominio.documento import compilar_imagen
from portal.consultas.boletines import con_todo
from portal.consultas.edicion import ediciones
from portal.consultas.identidad import oficina
from portal.dominio.ejemplar.documentos import datos_de_tarjeta
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.escritura import archivos
from portal.dominio.escritura.boletin import escribir_sus_paginas
from portal.dominio.escritura.ordenes import apuntar_documentos, apuntar_documentos_del_archivo

registro = logging.getLogger(__name__)
QUE_ES = {".pdf": "El PDF", ".docx": "El Word", ".png": "La tarjeta"}
EN_UNA_VUELTA = 20  # los que se hacen antes de soltar el turno: lo recién publicado no espera detrás
SE_MIRAN = 100


class FaltaAlgo(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """Un documento o la tarjeta no se pudo hacer; la página ya está."""


@dataclass
class DocumentosHechos:
    """Lo que se hizo de un boletín y lo que no se pudo."""

    hechos: list[str] = field(default_factory=list)
    fallas: list[str] = field(default_factory=list)


def completar_boletin(boletin: Boletin, ahora: datetime) -> None:
    """Hace lo que le falte en cada edición y vuelve a escribir sus páginas con ello. Repetirlo no cambia nada.

    Si algo no se puede hacer, lo demás se hace igual y al final se dice qué faltó (`FaltaAlgo`).
    """
    salio = _completar(boletin.pk, ahora)
    if salio.fallas:
        raise FaltaAlgo(" ".join(dict.fromkeys(salio.fallas)))


def completar_el_archivo(antes_de: int | None, ahora: datetime, *, en_una_vuelta: int = EN_UNA_VUELTA) -> None:
    """Los que quedaron sin lo suyo al rehacer el portal, del último al primero; deja apuntada la siguiente vuelta.

    Al que algo le falle se le apunta aparte, donde su falla se ve: no detiene a los demás.
    """
    emitidos = Boletin.objects.emitidos_al(ahora).order_by("-pk")
    anteriores = emitidos.filter(pk__lt=antes_de) if antes_de else emitidos
    claves = list(anteriores.values_list("pk", flat=True)[:SE_MIRAN])
    hechos = 0
    for visto in claves:
        salio = _completar(visto, ahora)
        hechos += bool(salio.hechos or salio.fallas)
        if salio.fallas:
            apuntar_documentos(Boletin.objects.get(pk=visto), ahora=ahora)
        if hechos >= en_una_vuelta:
            break
    if claves:
        apuntar_documentos_del_archivo(antes_de=visto, ahora=ahora)


def _completar(pk: int, ahora: datetime) -> DocumentosHechos:
    """Lo que le falte en cada edición que lo enseña."""
    salio = DocumentosHechos()
    for boletin in con_todo(Boletin.objects.emitidos_al(ahora).filter(pk=pk)):
        for edicion in ediciones(ahora):
            if edicion.permite(boletin):
                _completar_ejemplar(Ejemplar.para_escribir(boletin, edicion), salio)
    return salio


def _completar_ejemplar(ejemplar: Ejemplar, salio: DocumentosHechos) -> None:
    antes = len(salio.hechos)
    for ruta in ejemplar.documentos_por_hacer():
        falla = hacer(ruta, ejemplar)
        (salio.fallas if falla else salio.hechos).append(falla or ruta)
    if len(salio.hechos) > antes:
        escribir_sus_paginas(ejemplar)


def intentar_el_pdf(ejemplar: Ejemplar) -> None:
    """Si le falta el de lo que hoy dice, lo hace; si no se puede, queda para después."""
    if not ejemplar.pdf:
        hacer(ejemplar.ruta_del_pdf, ejemplar)


def hacer(ruta: str, ejemplar: Ejemplar) -> str:
    """Hace un archivo y devuelve qué falló, si falló."""
    en = ejemplar.edicion.raiz
    try:
        archivos.escribir(ruta, _octetos(ruta, ejemplar), en=en)
        if ruta == ejemplar.ruta_del_pdf:
            archivos.enlazar(f"{ejemplar.boletin.ruta_publica}boletin.pdf", en / ruta.lstrip("/"), en=en)
    except Exception as error:  # noqa: BLE001 - falle lo que falle, lo demás del boletín se hace y esto se dice
        que = QUE_ES[PurePath(ruta).suffix]
        registro.exception("%s de %s no se pudo hacer", que, ejemplar.boletin.folio)
        return f"{que} no se pudo hacer: {error}"
    return ""


def _octetos(ruta: str, ejemplar: Ejemplar) -> bytes:
    boletin, edicion = ejemplar.boletin, ejemplar.edicion
    if ruta == ejemplar.ruta_del_pdf:
        return pdf_de_boletin(boletin, edicion.ahora, oficina=oficina(edicion))
    if ruta == ejemplar.ruta_del_word:
        return docx_de_boletin(boletin, edicion.ahora, oficina=oficina(edicion))
    return compilar_imagen("tarjeta_de_boletin.typ", datos_de_tarjeta(boletin, edicion))
