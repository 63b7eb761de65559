"""Hacer el PDF, el Word y la tarjeta de un boletín público: cada uno falla solo y dice por qué."""

import logging
from pathlib import PurePath

from boletines.dominio.documento import pdf_de_boletin
from boletines.dominio.docx import docx_de_boletin
from boletines.models import Boletin
from personas.dominio.documento import compilar_imagen
from portal.dominio import arbol
from portal.dominio.paginas import despues
from portal.dominio.paginas.marco import oficina
from portal.edicion import Edicion

registro = logging.getLogger(__name__)
QUE_ES = {".pdf": "El PDF", ".docx": "El Word", ".png": "La tarjeta"}


def intentar_el_pdf(boletin: Boletin, edicion: Edicion) -> bool:
    """Si le falta el de lo que hoy dice, lo hace; si no se puede, queda para después. Devuelve si hizo uno nuevo."""
    ruta = despues.ruta_del_pdf(boletin, edicion)
    return not despues.si_esta(ruta, edicion) and not hacer(ruta, boletin, edicion)


def hacer(ruta: str, boletin: Boletin, edicion: Edicion) -> str:
    """Hace un archivo y devuelve qué falló, si falló."""
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
