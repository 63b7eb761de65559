"""Leer de un original su hora, su autor, su cámara y su lugar. Lo que no se entienda se deja en blanco."""

import re
import struct
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from pathlib import Path
from typing import Any

from pi_heif import register_heif_opener
from PIL import ExifTags, Image, IptcImagePlugin, UnidentifiedImageError

from media_library.dominio.originales.tipos import PNG, WEBP, Reconocido, Tipo
from nucleo.texto.formato import CENTRO

register_heif_opener()
Image.MAX_IMAGE_PIXELS = 60_000_000
XMP_MAXIMO = 256 * 1024
FALLAS: tuple[type[BaseException], ...] = (
    *(
        OSError,
        ValueError,
        TypeError,
        KeyError,
        SyntaxError,
        IndexError,
        struct.error,
        ZeroDivisionError,
        OverflowError,
        RuntimeError,  # así contesta libavif lo que no entiende
    ),
    *(UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning),
)
CREDITO_XMP = re.compile(r"<photoshop:Credit>([^<]{1,400})<|photoshop:Credit=\"([^\"]{1,400})\"")
AUTOR_XMP = re.compile(r"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]{0,80}>([^<]{1,400})<")


@dataclass(frozen=True)
class Leido:
    """Lo que el archivo dice de sí mismo."""

    capturada_en: datetime | None = None
    credito: str = ""
    orientacion: int = 1
    metadatos: dict[str, Any] = field(default_factory=dict)


def leer(ruta: Path, reconocido: Reconocido) -> Leido:
    """Los datos EXIF, XMP e IPTC de una foto, o la fecha de un video. No decodifica la imagen."""
    if reconocido.creado is not None:
        creado = datetime.fromtimestamp(reconocido.creado, UTC)
        return Leido(creado, metadatos={"creado": creado.isoformat()})
    if not reconocido.ancho or not reconocido.tipo.mime.startswith("image/"):
        return Leido()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _leer_foto(ruta, reconocido.tipo)
    except FALLAS:
        return Leido()


def _leer_foto(ruta: Path, tipo: Tipo) -> Leido:
    exif, xmp, iptc = _bloques(ruta, tipo)
    detalle = exif.get_ifd(ExifTags.IFD.Exif)
    tiempo = texto(detalle.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime))
    desfase = texto(detalle.get(ExifTags.Base.OffsetTimeOriginal))
    orientacion = exif.get(ExifTags.Base.Orientation)
    metadatos = {
        "camara": " ".join(filter(None, (texto(exif.get(ExifTags.Base.Make)), texto(exif.get(ExifTags.Base.Model))))),
        "lente": texto(detalle.get(ExifTags.Base.LensModel)),
        "hora_de_la_camara": tiempo,
        "desfase": desfase,
        "iso": _cifra(detalle.get(ExifTags.Base.ISOSpeedRatings)),
        "abertura": _cifra(detalle.get(ExifTags.Base.FNumber)),
        "gps": coordenadas(dict(exif.get_ifd(ExifTags.IFD.GPSInfo))),
    }
    return Leido(
        momento(tiempo, desfase),
        _credito(xmp, iptc) or texto(exif.get(ExifTags.Base.Artist)),
        int(orientacion or 1) if orientacion in range(1, 9) else 1,
        {clave: valor for clave, valor in metadatos.items() if valor},
    )


def _bloques(ruta: Path, tipo: Tipo) -> tuple[Image.Exif, str, dict]:
    """EXIF, XMP e IPTC. WebP y PNG se leen a mano: Pillow tendría que decodificarlos para dar su EXIF."""
    if tipo is WEBP:
        return _bloques_webp(ruta)
    if tipo is PNG:
        return _bloques_png(ruta)
    with Image.open(ruta, formats=[tipo.formato]) as imagen:
        xmp = imagen.info.get("xmp", b"")
        iptc = None
        if tipo.formato == "JPEG":
            iptc = IptcImagePlugin.getiptcinfo(imagen)
        return imagen.getexif(), _decodificar(xmp), iptc or {}


def _bloques_webp(ruta: Path) -> tuple[Image.Exif, str, dict]:
    exif, xmp = Image.Exif(), b""
    with ruta.open("rb") as archivo:
        archivo.seek(12)
        while len(cabeza := archivo.read(8)) == 8:  # noqa: PLR2004 - nombre y largo
            nombre, largo = cabeza[:4], int.from_bytes(cabeza[4:], "little")
            if nombre == b"EXIF" and largo < XMP_MAXIMO:
                exif.load(archivo.read(largo))
            elif nombre == b"XMP " and largo < XMP_MAXIMO:
                xmp = archivo.read(largo)
            else:
                archivo.seek(largo, 1)
            archivo.seek(largo & 1, 1)
    return exif, _decodificar(xmp), {}


def _bloques_png(ruta: Path) -> tuple[Image.Exif, str, dict]:
    exif, xmp, marca = Image.Exif(), b"", b"XML:com.adobe.xmp\0\0\0\0\0"
    with ruta.open("rb") as archivo:
        archivo.seek(8)
        while len(cabeza := archivo.read(8)) == 8:  # noqa: PLR2004 - largo y nombre
            largo, nombre = int.from_bytes(cabeza[:4], "big"), cabeza[4:]
            if nombre in {b"eXIf", b"iTXt"} and largo < XMP_MAXIMO:
                datos = archivo.read(largo)
                if nombre == b"eXIf":
                    exif.load(b"Exif\0\0" + datos)
                elif datos.startswith(marca):
                    xmp = datos[len(marca) :]
            else:
                archivo.seek(largo, 1)
            archivo.seek(4, 1)
    return exif, _decodificar(xmp), {}


def _decodificar(xmp: bytes | str) -> str:
    if isinstance(xmp, str):
        return xmp[:XMP_MAXIMO]
    return xmp[:XMP_MAXIMO].decode("utf-8", "replace")


def _credito(xmp: str, iptc: dict) -> str:
    for patron in (CREDITO_XMP, AUTOR_XMP):
        if hallado := patron.search(xmp):
            return texto(unescape(next(g for g in hallado.groups() if g)))
    for clave in ((2, 110), (2, 80)):
        if valor := iptc.get(clave):
            return texto(valor[0] if isinstance(valor, list) else valor)
    return ""


def texto(valor: Any) -> str:
    """Un valor de etiqueta en un renglón, sin controles: PostgreSQL no guarda NUL."""
    if isinstance(valor, bytes):
        try:
            valor = valor.decode("utf-8")
        except UnicodeDecodeError:
            valor = valor.decode("latin-1")
    if not isinstance(valor, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in valor[:400]).split())[:120]


def _cifra(valor: Any) -> float | None:
    try:
        cifra = round(float(valor), 2)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if 0 < cifra < 10**7:
        return cifra
    return None


def momento(tiempo: str, desfase: str = "") -> datetime | None:
    """La hora de la cámara como instante: con su desfase si lo trae, si no en la hora del centro de ese día."""
    try:
        naive = datetime.strptime(tiempo[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - la cámara no dice su zona
    except ValueError:
        return None
    if hallado := re.fullmatch(r"([+-])(\d\d):(\d\d)", desfase):
        minutos = int(hallado[2]) * 60 + int(hallado[3])
        if minutos <= 14 * 60:
            return naive.replace(tzinfo=timezone(timedelta(minutes=minutos if hallado[1] == "+" else -minutos)))
    return naive.replace(tzinfo=CENTRO)


def coordenadas(gps: dict) -> list[float] | None:
    """Latitud y longitud en grados, o nada si faltan o no existen."""
    try:
        latitud = _grados(gps[2]) * (-1 if texto(gps[1]).startswith("S") else 1)
        longitud = _grados(gps[4]) * (-1 if texto(gps[3]).startswith("W") else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    if abs(latitud) > 90 or abs(longitud) > 180:  # noqa: PLR2004 - límites de la Tierra
        return None
    return [round(latitud, 6), round(longitud, 6)]


def _grados(partes: Any) -> float:
    grados, minutos, segundos = (float(p) for p in partes[:3])
    return grados + minutos / 60 + segundos / 3600
