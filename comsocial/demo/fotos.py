"""Fotografías de la demostración: de pocas imágenes libres, muchas distintas, cada una con la hora de su evento."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageEnhance, ImageFilter

from nucleo.texto.formato import CENTRO

CARPETA = Path(__file__).parent / "fotos"
ANCHO, ALTO = 1080, 720
FECHA_ORIGINAL, DESFASE, CAMARA = 0x9003, 0x9011, 0x0110  # EXIF 2.32
IFD_EXIF = 0x8769


def fotografia(nombre: str, azar: Random, cuando: datetime) -> BytesIO:
    """Un JPEG recortado y con luz distintos cada vez, con la fecha de captura en su EXIF."""
    with Image.open(CARPETA / f"{nombre}.jpg") as original:
        imagen = _encuadre(original.convert("RGB"), azar)
    return _jpeg(ImageEnhance.Brightness(imagen).enhance(azar.uniform(0.92, 1.08)), cuando)


def rafaga(nombre: str, cuando: datetime, cuantas: int = 5) -> Iterator[BytesIO]:
    """La misma toma varias veces, una por segundo y casi sin moverse; la segunda salió movida."""
    with Image.open(CARPETA / f"{nombre}.jpg") as original:
        entera = original.convert("RGB")
    ancho = min(entera.width * 0.9, entera.height * 0.9 * 1.5)
    for toma in range(cuantas):
        x, y = entera.width * (0.04 + 0.002 * toma), entera.height * 0.04
        imagen = entera.resize((ANCHO, ALTO), Image.Resampling.BILINEAR, (x, y, x + ancho, y + ancho / 1.5))
        if toma == 1:
            imagen = imagen.filter(ImageFilter.GaussianBlur(6))
        yield _jpeg(imagen, cuando + timedelta(seconds=toma))


def _jpeg(imagen: Image.Image, cuando: datetime) -> BytesIO:
    exif = Image.Exif()
    local = cuando.astimezone(CENTRO)
    exif[CAMARA] = "Camara de ejemplo"
    datos = exif.get_ifd(IFD_EXIF)
    datos[FECHA_ORIGINAL] = local.strftime("%Y:%m:%d %H:%M:%S")
    datos[DESFASE] = local.strftime("%z")[:3] + ":" + local.strftime("%z")[3:]
    salida = BytesIO()
    imagen.save(salida, "JPEG", quality=82, exif=exif.tobytes())
    salida.seek(0)
    return salida


def _encuadre(imagen: Image.Image, azar: Random) -> Image.Image:
    """Recorta una ventana 3:2 al azar y la lleva a la medida."""
    escala = azar.uniform(0.78, 0.98)
    ancho = min(imagen.width * escala, imagen.height * escala * 1.5)
    alto = ancho / 1.5
    x, y = azar.uniform(0, imagen.width - ancho), azar.uniform(0, imagen.height - alto)
    return imagen.resize((ANCHO, ALTO), Image.Resampling.BILINEAR, (x, y, x + ancho, y + alto))
