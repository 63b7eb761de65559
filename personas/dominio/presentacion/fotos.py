"""Fotos que PowerPoint sí abre: JPEG en sRGB, derechas y de tamaño medido, vengan en el formato que vengan."""

import io
import logging
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from personas.dominio.presentacion import laminas
from personas.models import Oficina

registro = logging.getLogger(__name__)

LADO = 1280  # píxeles: llena media lámina en una pantalla de 1920
CALIDAD = 82
DE_16_BITS = ("I", "F")  # los modos de Pillow que pasan de ocho bits por punto
PROFUNDO = 256  # lo que divide uno de 16 bits para caber en ocho


def como_jpeg(origen: Path | bytes, *, lado: int = LADO) -> tuple[bytes, int, int] | None:
    """La foto en JPEG con su ancho y alto, o nada si no se puede abrir: la presentación sigue sin ella."""
    try:
        with Image.open(io.BytesIO(origen) if isinstance(origen, bytes) else origen) as abierta:
            if abierta.format in {"JPEG", "MPO"}:
                abierta.draft("RGB", (lado, lado))
            foto = _en_color(ImageOps.exif_transpose(abierta))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        registro.warning("una foto no se pudo abrir para la presentación: %s", error)
        return None
    foto.thumbnail((lado, lado))
    salida = io.BytesIO()
    foto.save(salida, "JPEG", quality=CALIDAD, optimize=True)
    return salida.getvalue(), foto.width, foto.height


def foto_de(
    origen: Path | bytes, *, pie: str = "", credito: str = "", alternativo: str = ""
) -> laminas.FotoDeLamina | None:
    """Una foto lista para su lámina, o nada si su archivo no se puede abrir."""
    convertida = como_jpeg(origen)
    if convertida is None:
        return None
    jpeg, ancho, alto = convertida
    return laminas.FotoDeLamina(jpeg, ancho, alto, pie, credito, alternativo)


def escudo_de(oficina: Oficina) -> tuple[bytes, int, int] | None:
    """El escudo que subió la oficina, sobre blanco; nada si no hay o no se puede abrir."""
    if not oficina.escudo:
        return None
    try:
        with oficina.escudo.open("rb") as archivo:
            octetos = archivo.read()
    except OSError:
        return None
    return como_jpeg(octetos, lado=600)


def _en_color(foto: Image.Image) -> Image.Image:
    """RGB de ocho bits en sRGB, con lo transparente en blanco."""
    if foto.mode.startswith(DE_16_BITS):
        return foto.convert("F").point(lambda punto: punto / PROFUNDO).convert("L").convert("RGB")
    if perfil := foto.info.get("icc_profile"):
        foto = _en_srgb(foto, perfil)
    if foto.mode in {"RGBA", "LA", "PA"} or "transparency" in foto.info:
        con_alfa = foto.convert("RGBA")
        fondo = Image.new("RGBA", con_alfa.size, "white")
        return Image.alpha_composite(fondo, con_alfa).convert("RGB")
    return foto.convert("RGB")


def _en_srgb(foto: Image.Image, perfil: bytes) -> Image.Image:
    if foto.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return foto
    salida = "RGBA" if foto.mode == "RGBA" else "RGB"
    try:
        suyo = ImageCms.ImageCmsProfile(io.BytesIO(perfil))
        convertida = ImageCms.profileToProfile(foto, suyo, ImageCms.createProfile("sRGB"), outputMode=salida)
    except (ImageCms.PyCMSError, OSError):
        return foto
    return convertida or foto
