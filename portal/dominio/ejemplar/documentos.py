"""Dónde va lo que un boletín recibe después de publicarse: su PDF, su Word y, sin fotos, su tarjeta para compartir.

La página no los espera: sale con la tarjeta de su tema y sin documentos, y se vuelve a escribir cuando están. El nombre
de cada archivo lleva la huella de lo que dice, así que lo que no cambió no se hace otra vez.
"""

import json
from hashlib import sha256
from typing import Any

from django.core.files.storage import FileSystemStorage

from boletines.estados import CORREGIBLES
from boletines.models import Boletin, FotoDeBoletin
from media_library.models.receta import FOTO_MEDIANA
from nucleo.texto.formato import fecha_larga
from personas.dominio.documento import membrete
from portal.consultas.edicion import Edicion
from portal.consultas.identidad import oficina, sitio

HECHURA = 1  # sube al cambiar la plantilla de la tarjeta o el Word: los de antes se vuelven a hacer
RASTRO = 12  # letras de la huella en el nombre


def datos_de_tarjeta(boletin: Boletin, edicion: Edicion) -> dict[str, str]:
    """Lo que dice la tarjeta; en suspensión, con la identidad neutra de esa edición."""
    quien = sitio(edicion)
    return {
        "titulo": boletin.titulo,
        "tema": boletin.get_tema_display(),
        "nombre": quien.nombre,
        "pie": " · ".join(filter(None, (boletin.folio, fecha_larga(boletin.emitido_en)))),
        "escudo": _escudo(edicion),
    }


def _escudo(edicion: Edicion) -> str:
    """La ruta del escudo en el disco, o nada si la oficina no lo ha puesto o vive en otro almacén."""
    escudo = oficina(edicion).escudo
    local = escudo and isinstance(escudo.storage, FileSystemStorage) and escudo.storage.exists(escudo.name or "")
    return escudo.path if local else ""


def ruta_de_la_tarjeta(boletin: Boletin, edicion: Edicion) -> str:
    """Dónde va su tarjeta."""
    return f"{boletin.ruta_publica}tarjeta-{_huella(datos_de_tarjeta(boletin, edicion))}.png"


def ruta_del_word(boletin: Boletin, fotos: list[FotoDeBoletin], edicion: Edicion) -> str:
    """Dónde va su Word, con esas fotos."""
    dice = _lo_que_dice(boletin, fotos) | {"de": sitio(edicion).oficina}
    return f"{boletin.ruta_publica}prensa/{boletin.folio.replace('/', '-')}-{_huella(dice)}.docx"


def ruta_del_pdf(boletin: Boletin, fotos: list[FotoDeBoletin], edicion: Edicion) -> str:
    """Dónde se guarda su PDF, con esas fotos. El público lo pide siempre como `boletin.pdf`: es el mismo archivo."""
    dice = _lo_que_dice(boletin, fotos) | {"membrete": membrete(oficina(edicion)), "leyenda": boletin.leyenda}
    return f"{boletin.ruta_publica}boletin-{_huella(dice)}.pdf"


def _lo_que_dice(boletin: Boletin, fotos: list[FotoDeBoletin]) -> dict[str, Any]:
    dichas = [
        [
            f.evidencia.pk,
            str(f.evidencia.receta_publica(FOTO_MEDIANA)),
            f.evidencia.pie,
            f.evidencia.texto_alternativo,
            f.evidencia.credito,
        ]
        for f in fotos
    ]
    return {campo: getattr(boletin, campo) for campo in CORREGIBLES} | {"fotos": dichas}


def _huella(dice: dict[str, Any]) -> str:
    return sha256(f"{HECHURA} {json.dumps(dice, sort_keys=True)}".encode()).hexdigest()[:RASTRO]
