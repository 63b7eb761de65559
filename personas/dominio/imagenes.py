"""Escudo y logotipo: se revisan por su contenido y se vuelven a escribir como PNG."""

import io
from typing import BinaryIO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from nucleo.dominio.impedimentos import Impedimento, NoSePuede

PESO_MAXIMO = 2 * 1024 * 1024
PIXELES_MAXIMOS = 40_000_000
LADO_MAXIMO = 1000
FORMATOS = ("PNG", "JPEG", "WEBP")


def png_limpio(archivo: BinaryIO, campo: str) -> ContentFile:
    """La imagen recodificada a PNG de a lo más 1000 px, sin metadatos.

    Rechaza lo que pese más de 2 MB, lo que no sea PNG, JPEG o WebP por dentro y lo que no se pueda abrir.
    """
    contenido = archivo.read(PESO_MAXIMO + 1)
    if len(contenido) > PESO_MAXIMO:
        raise NoSePuede([Impedimento("La imagen pesa más de 2 MB; guárdala más chica.", campo)])
    try:
        with Image.open(io.BytesIO(contenido), formats=FORMATOS) as imagen:
            if imagen.width * imagen.height > PIXELES_MAXIMOS:
                raise NoSePuede([Impedimento("La imagen mide demasiado; bastan 1000 puntos por lado.", campo)])
            lista = ImageOps.exif_transpose(imagen).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NoSePuede([Impedimento("La imagen debe ser PNG, JPEG o WebP y poder abrirse.", campo)]) from error
    lista.thumbnail((LADO_MAXIMO, LADO_MAXIMO))
    salida = io.BytesIO()
    lista.save(salida, "PNG", optimize=True)
    return ContentFile(salida.getvalue())
