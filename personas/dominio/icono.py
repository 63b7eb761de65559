"""El icono que el navegador pide por su cuenta en `/favicon.ico`: el escudo, o la marca de la casa."""

import io

from django.conf import settings
from PIL import Image

from personas.models import Oficina

MEDIDAS = [(16, 16), (32, 32), (48, 48)]


def marca_de_la_casa() -> bytes:
    """Nuestra marca; no toca la base."""
    return (settings.BASE_DIR / "static" / "favicon.ico").read_bytes()


def icono_de(oficina: Oficina) -> bytes:
    """El escudo de la oficina en ICO, cuadrado y sin deformar; sin escudo, la marca de la casa."""
    almacen, nombre = oficina.escudo.storage, oficina.escudo.name or ""
    if not nombre or not almacen.exists(nombre):
        return marca_de_la_casa()
    with almacen.open(nombre) as archivo, Image.open(archivo) as imagen:
        figura = imagen.convert("RGBA")
    lado = max(figura.size)
    lienzo = Image.new("RGBA", (lado, lado), (0, 0, 0, 0))
    lienzo.paste(figura, ((lado - figura.width) // 2, (lado - figura.height) // 2))
    salida = io.BytesIO()
    lienzo.resize(MEDIDAS[-1], Image.Resampling.LANCZOS).save(salida, "ICO", sizes=MEDIDAS)
    return salida.getvalue()
