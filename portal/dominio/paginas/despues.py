"""Lo que un boletín recibe después de publicarse: su PDF, su Word y, si no lleva fotos, su tarjeta para compartir.

La página no los espera: sale con la tarjeta de su tema y sin documentos, y se vuelve a escribir cuando están. El nombre
de cada archivo lleva la huella de lo que dice, así que lo que no cambió no se hace otra vez.
"""

import json
from hashlib import sha256
from typing import Any

from django.core.files.storage import FileSystemStorage

from boletines.dominio.derechos import fotos_que_salen
from boletines.estados import CORREGIBLES
from boletines.models import Boletin
from media_library.models.receta import FOTO_MEDIANA
from nucleo.formato import fecha_larga
from personas.dominio.documento import membrete
from portal.dominio.paginas.marco import oficina, sitio
from portal.edicion import Edicion

HECHURA = 1  # sube al cambiar la plantilla de la tarjeta o el Word: los de antes se vuelven a hacer
RASTRO = 12  # letras de la huella en el nombre


def datos_de_tarjeta(boletin: Boletin, edicion: Edicion) -> dict[str, str]:
    """Lo que dice la tarjeta; en suspensión, con la identidad neutra de esa edición."""
    quien = sitio(edicion)
    return {
        "titulo": boletin.titulo,
        "tema": boletin.get_categoria_display(),
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
    """Dónde va su tarjeta; vacía si lleva una foto que puede verse: entonces se comparte con ella."""
    if fotos_que_salen(boletin, edicion.ahora):
        return ""
    return f"{boletin.ruta_publica}tarjeta-{_huella(datos_de_tarjeta(boletin, edicion))}.png"


def ruta_del_word(boletin: Boletin, edicion: Edicion) -> str:
    """Dónde va su Word, con las fotos que en ese momento pueden verse."""
    dice = _lo_que_dice(boletin, edicion) | {"de": sitio(edicion).oficina}
    return f"{boletin.ruta_publica}prensa/{boletin.folio.replace('/', '-')}-{_huella(dice)}.docx"


def ruta_del_pdf(boletin: Boletin, edicion: Edicion) -> str:
    """Dónde se guarda su PDF; el público lo pide siempre como `boletin.pdf`, que es el mismo archivo."""
    dice = _lo_que_dice(boletin, edicion) | {"membrete": membrete(oficina(edicion)), "leyenda": boletin.leyenda}
    return f"{boletin.ruta_publica}boletin-{_huella(dice)}.pdf"


def pdf_publico(boletin: Boletin, edicion: Edicion) -> str:
    """La dirección de su PDF si ya se hizo el de lo que hoy dice; si no, nada."""
    return f"{boletin.ruta_publica}boletin.pdf" if si_esta(ruta_del_pdf(boletin, edicion), edicion) else ""


def _lo_que_dice(boletin: Boletin, edicion: Edicion) -> dict[str, Any]:
    fotos = [
        [
            f.evidencia.pk,
            str(f.evidencia.receta_publica(FOTO_MEDIANA)),
            f.evidencia.pie,
            f.evidencia.texto_alternativo,
            f.evidencia.credito,
        ]
        for _, f in fotos_que_salen(boletin, edicion.ahora)
    ]
    return {campo: getattr(boletin, campo) for campo in CORREGIBLES} | {"fotos": fotos}


def _huella(dice: dict[str, Any]) -> str:
    return sha256(f"{HECHURA} {json.dumps(dice, sort_keys=True)}".encode()).hexdigest()[:RASTRO]


def si_esta(ruta: str, edicion: Edicion) -> str:
    """La misma ruta si el archivo ya se hizo; si no, nada."""
    return ruta if ruta and (edicion.raiz / ruta.lstrip("/")).is_file() else ""


def faltan(boletin: Boletin, edicion: Edicion) -> list[str]:
    """Las rutas de lo que aún no se hace."""
    rutas = (ruta_de_la_tarjeta(boletin, edicion), ruta_del_pdf(boletin, edicion), ruta_del_word(boletin, edicion))
    return [ruta for ruta in rutas if ruta and not si_esta(ruta, edicion)]
