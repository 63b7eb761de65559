"""Leer de un original su hora, su autor, su cámara y su lugar. Lo que no se entienda se deja en blanco."""

import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pi_heif import register_heif_opener
from PIL import ExifTags, Image, IptcImagePlugin, UnidentifiedImageError

from media_library.dominio.originales import leer_xmp
from media_library.dominio.reconocimiento.fechas import momento
from media_library.dominio.reconocimiento.puerta import PIXELES_DE_JPEG, Reconocido
from media_library.dominio.reconocimiento.tipos import PNG, WEBP, Tipo

register_heif_opener()
Image.MAX_IMAGE_PIXELS = PIXELES_DE_JPEG  # aquí sólo se lee la cabecera; lo enorme ya lo detuvo la puerta
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
Base = ExifTags.Base
# Cada hora con el desfase que le toca; si no lo trae, vale el de cualquiera de las otras.
HORAS = ((Base.DateTimeOriginal, Base.OffsetTimeOriginal), (Base.DateTimeDigitized, Base.OffsetTimeDigitized))
DESFASES = (Base.OffsetTimeOriginal, Base.OffsetTime, Base.OffsetTimeDigitized)
HORAS_DE_UN_DIA = 24


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
        return Leido(reconocido.creado, metadatos={"creado": reconocido.creado.isoformat()})
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
    campos = leer_xmp.campos_de(xmp)
    capturada_en, tiempo, desfase = _cuando(exif, detalle, campos, iptc)
    orientacion = exif.get(Base.Orientation)
    metadatos = {
        "camara": " ".join(filter(None, (texto(exif.get(Base.Make)), texto(exif.get(Base.Model))))),
        "lente": texto(detalle.get(Base.LensModel)),
        "hora_de_la_camara": tiempo,
        "desfase": desfase,
        "iso": _cifra(detalle.get(Base.ISOSpeedRatings)),
        "abertura": _cifra(detalle.get(Base.FNumber)),
        "gps": coordenadas(dict(exif.get_ifd(ExifTags.IFD.GPSInfo))),
    }
    return Leido(
        capturada_en,
        _credito(campos, iptc) or texto(exif.get(Base.Artist)),
        int(orientacion or 1) if orientacion in range(1, 9) else 1,
        {clave: valor for clave, valor in metadatos.items() if valor},
    )


def _cuando(exif: Image.Exif, detalle: dict, campos: dict[str, str], iptc: dict) -> tuple[datetime | None, str, str]:
    """La primera hora que se entiende, como instante y como la escribió la cámara, con su desfase."""
    for tiempo, desfase in _horas(exif, detalle, campos, iptc):
        if instante := momento(tiempo, desfase):
            return instante, tiempo, desfase
    return None, "", ""


def _horas(exif: Image.Exif, detalle: dict, campos: dict[str, str], iptc: dict) -> Iterator[tuple[str, str]]:
    cualquiera = next(filter(None, (texto(detalle.get(clave)) for clave in DESFASES)), "")
    cualquiera = cualquiera or _desfase_en_horas(detalle.get(Base.TimeZoneOffset) or exif.get(Base.TimeZoneOffset))
    for hora, desfase in HORAS:
        yield texto(detalle.get(hora)), texto(detalle.get(desfase)) or cualquiera
    yield from ((texto(campos.get(clave)), "") for clave in leer_xmp.FECHAS)
    yield _hora_iptc(iptc), ""
    yield texto(exif.get(Base.DateTime)), texto(detalle.get(Base.OffsetTime)) or cualquiera


def _desfase_en_horas(valor: Any) -> str:
    """`TimeZoneOffset`, de TIFF/EP: horas enteras, la de la toma primero."""
    horas = _primero(valor)
    if isinstance(horas, int) and abs(horas) < HORAS_DE_UN_DIA:
        return f"{horas:+03d}:00"
    return ""


def _hora_iptc(iptc: dict) -> str:
    """`20260314` y `234005-0600`, que IPTC guarda por separado."""
    dia, hora = (texto(_primero(iptc.get(clave))) for clave in ((2, 55), (2, 60)))
    if len(dia) != len("20260314") or len(hora) < len("234005"):
        return ""
    return f"{dia[:4]}-{dia[4:6]}-{dia[6:]}T{hora[:2]}:{hora[2:4]}:{hora[4:]}"


def _primero(valor: Any) -> Any:
    if isinstance(valor, list | tuple) and valor:
        return valor[0]
    return valor


def _bloques(ruta: Path, tipo: Tipo) -> tuple[Image.Exif, bytes | str, dict]:
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
        return imagen.getexif(), xmp, iptc or {}


def _bloques_webp(ruta: Path) -> tuple[Image.Exif, bytes | str, dict]:
    exif, xmp = Image.Exif(), b""
    with ruta.open("rb") as archivo:
        archivo.seek(12)
        while len(cabeza := archivo.read(8)) == 8:  # noqa: PLR2004 - nombre y largo
            nombre, largo = cabeza[:4], int.from_bytes(cabeza[4:], "little")
            if nombre == b"EXIF" and largo < leer_xmp.XMP_MAXIMO:
                exif.load(archivo.read(largo))
            elif nombre == b"XMP " and largo < leer_xmp.XMP_MAXIMO:
                xmp = archivo.read(largo)
            else:
                archivo.seek(largo, 1)
            archivo.seek(largo & 1, 1)
    return exif, xmp, {}


def _bloques_png(ruta: Path) -> tuple[Image.Exif, bytes | str, dict]:
    exif, xmp, marca = Image.Exif(), b"", b"XML:com.adobe.xmp\0\0\0\0\0"
    with ruta.open("rb") as archivo:
        archivo.seek(8)
        while len(cabeza := archivo.read(8)) == 8:  # noqa: PLR2004 - largo y nombre
            largo, nombre = int.from_bytes(cabeza[:4], "big"), cabeza[4:]
            if nombre in {b"eXIf", b"iTXt"} and largo < leer_xmp.XMP_MAXIMO:
                datos = archivo.read(largo)
                if nombre == b"eXIf":
                    exif.load(b"Exif\0\0" + datos)
                elif datos.startswith(marca):
                    xmp = datos[len(marca) :]
            else:
                archivo.seek(largo, 1)
            archivo.seek(4, 1)
    return exif, xmp, {}


def _credito(campos: dict[str, str], iptc: dict) -> str:
    for clave in (leer_xmp.CREDITO, leer_xmp.AUTOR):
        if valor := texto(campos.get(clave)):
            return valor
    for clave_iptc in ((2, 110), (2, 80)):
        if valor := texto(_primero(iptc.get(clave_iptc))):
            return valor
    return ""


def texto(valor: Any) -> str:
    """Un valor de etiqueta en un renglón, sin controles: PostgreSQL no guarda NUL."""
    if isinstance(valor, bytes):
        try:
            valor = valor.decode("utf-8")
        except UnicodeDecodeError:
            valor = valor.decode("cp1252", "replace")
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
