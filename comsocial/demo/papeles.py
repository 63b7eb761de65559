"""Los diseños y presentaciones de la demostración: un PDF de una página por cada uno."""

from datetime import datetime
from io import BytesIO
from random import Random

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from comsocial.demo.fotos import fotografia

VERDE, MARGEN, ALTO_DE_FRANJA = (16, 68, 56), 48, 150


def pdf(titulo: str, foto: str, azar: Random, cuando: datetime) -> BytesIO:
    """Una foto con su franja de título."""
    with Image.open(fotografia(foto, azar, cuando)) as abierta:
        hoja = abierta.convert("RGB")
    dibujo = ImageDraw.Draw(hoja)
    dibujo.rectangle((0, hoja.height - ALTO_DE_FRANJA, hoja.width, hoja.height), fill=VERDE)
    fuentes = settings.BASE_DIR / "static" / "fuentes" / "ttf"
    arriba = hoja.height - ALTO_DE_FRANJA
    dibujo.text((MARGEN, arriba + 28), titulo, font=ImageFont.truetype(fuentes / "faustina-700.ttf", 44), fill="white")
    dibujo.text(
        (MARGEN, arriba + 92),
        "Gobierno Municipal de Mazamitla · Comunicación Social · Ejemplo",
        font=ImageFont.truetype(fuentes / "public-sans-400.ttf", 24),
        fill="white",
    )
    salida = BytesIO()
    hoja.save(salida, "PDF", title=titulo, quality=70, creationDate=cuando.timetuple(), modDate=cuando.timetuple())
    salida.seek(0)
    return salida
