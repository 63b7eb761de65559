"""Qué es un archivo por su contenido. El nombre y lo que diga el navegador no cuentan."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from media_library.dominio.originales import cabeceras
from media_library.estados import Clase
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.texto.formato import numero

PIXELES_MAXIMOS = 60_000_000  # docs/fiabilidad.md, «Archivos ajenos»
NOMBRE_MAXIMO = 200
IMAGENES_AJENAS = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"8BPS")


class ArchivoRechazado(NoSePuede):
    """El archivo no puede entrar a la biblioteca; lleva la frase que lo explica."""


@dataclass(frozen=True)
class Tipo:
    """Un tipo aceptado: MIME con que se sirve, clase y el formato que se impone al decodificador."""

    mime: str
    clase: Clase
    extension: str
    formato: str = ""


JPEG = Tipo("image/jpeg", Clase.FOTO, "jpg", "JPEG")
PNG = Tipo("image/png", Clase.FOTO, "png", "PNG")
WEBP = Tipo("image/webp", Clase.FOTO, "webp", "WEBP")
HEIC = Tipo("image/heic", Clase.FOTO, "heic", "HEIF")
AVIF = Tipo("image/avif", Clase.FOTO, "avif", "AVIF")
MP4 = Tipo("video/mp4", Clase.VIDEO, "mp4", "mov")
MOV = Tipo("video/quicktime", Clase.VIDEO, "mov", "mov")
WEBM = Tipo("video/webm", Clase.VIDEO, "webm", "matroska")
MP3 = Tipo("audio/mpeg", Clase.AUDIO, "mp3", "mp3")
M4A = Tipo("audio/mp4", Clase.AUDIO, "m4a", "mov")
WAV = Tipo("audio/wav", Clase.AUDIO, "wav", "wav")
OGG = Tipo("audio/ogg", Clase.AUDIO, "ogg", "ogg")
PDF = Tipo("application/pdf", Clase.DOCUMENTO, "pdf")
POR_MIME = {t.mime: t for t in (JPEG, PNG, WEBP, HEIC, AVIF, MP4, MOV, WEBM, MP3, M4A, WAV, OGG, PDF)}
OTRAS_EXTENSIONES = {"jpeg", "jpe", "heif", "hif", "m4v", "3gp", "oga", "opus", "m4b"}
EXTENSIONES = {t.extension for t in POR_MIME.values()} | OTRAS_EXTENSIONES
EXTENSIONES_AJENAS = {"gif", "bmp", "tif", "tiff", "psd", "raw", "cr2", "cr3", "nef", "arw", "dng", "svg"}
INICIO = 512  # con estos octetos se reconoce cualquier tipo
MARCAS_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Reconocido:
    """El tipo de un archivo y sus medidas, si las tiene."""

    tipo: Tipo
    ancho: int | None = None
    alto: int | None = None
    segundos: float | None = None
    creado: int | None = None


def limpiar_nombre(nombre: str) -> str:
    """El nombre para mostrar: sin carpetas, controles ni marcas de dirección, y corto."""
    ultimo = nombre[-4096:].replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in unicodedata.normalize("NFC", ultimo) if not unicodedata.category(c).startswith("C"))
    limpio = " ".join(visible.split()).strip(". ")
    if len(limpio) > NOMBRE_MAXIMO:
        tronco, punto, extension = limpio.rpartition(".")
        limpio = f"{tronco[: NOMBRE_MAXIMO - 12]}….{extension[:10]}" if punto else limpio[:NOMBRE_MAXIMO]
    return limpio or "archivo"


def reconocer(ruta: Path, nombre: str) -> Reconocido:
    """El tipo de un archivo por sus bytes. Rechaza con una frase lo ajeno, lo enorme y lo incompleto."""
    if ruta.stat().st_size == 0:
        raise ArchivoRechazado(f"«{nombre}» está vacío.")
    with ruta.open("rb") as archivo, mmap(archivo.fileno(), 0, access=ACCESS_READ) as datos:
        tipo = _tipo_de(datos)
        if tipo is None:
            raise ArchivoRechazado(_por_que_no(datos[:16], nombre))
        try:
            reconocido = _medir(tipo, datos)
        except (cabeceras.ArchivoIncompletoError, IndexError, OverflowError):
            raise ArchivoRechazado(f"«{nombre}» llegó incompleto o está dañado; vuelve a subirlo.") from None
    if (pixeles := (reconocido.ancho or 0) * (reconocido.alto or 0)) > PIXELES_MAXIMOS:
        ancho, alto = numero(reconocido.ancho or 0), numero(reconocido.alto or 0)
        millones, tope = numero(pixeles / 10**6), PIXELES_MAXIMOS // 10**6
        raise ArchivoRechazado(
            f"«{nombre}» mide {ancho} × {alto} ({millones} millones de pixeles); el máximo son {tope}."
        )
    return reconocido


def exigir_extension(nombre: str) -> None:
    """Rechaza por la terminación del nombre lo que de seguro no es de la biblioteca, antes de recibir un solo octeto.

    No acepta nada: eso lo dice el contenido. Un nombre sin terminación pasa.
    """
    _, punto, extension = nombre.rpartition(".")
    if punto and extension.lower() not in EXTENSIONES:
        frase = "es una imagen de un formato que no se acepta; guárdala como JPEG o PNG"
        ajena = extension.lower() in EXTENSIONES_AJENAS
        raise ArchivoRechazado(f"«{nombre}» {frase if ajena else 'no es foto, video ni audio'}.")


def exigir_inicio(inicio: bytes, nombre: str) -> None:
    """Rechaza por sus primeros octetos lo que no es de un tipo aceptado."""
    if _tipo_de(inicio) is None:
        raise ArchivoRechazado(_por_que_no(inicio[:16], nombre))


def _por_que_no(inicio: bytes, nombre: str) -> str:
    if inicio.startswith(IMAGENES_AJENAS):
        return f"«{nombre}» es una imagen de un formato que no se acepta; guárdala como JPEG o PNG."
    return f"«{nombre}» no es foto, video ni audio."


def _tipo_de(datos: mmap | bytes) -> Tipo | None:
    inicio = datos[:64]
    if inicio[4:8] == b"ftyp":
        return _tipo_iso(datos)
    if inicio.startswith(b"RIFF"):
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(inicio[8:12])
    if inicio.startswith(b"\x1aE\xdf\xa3"):
        if b"webm" in inicio:
            return WEBM
        return None
    firmas = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"OggS", OGG), (b"ID3", MP3), (b"%PDF-", PDF))
    conocido = next((tipo for firma, tipo in firmas if inicio.startswith(firma)), None)
    return conocido or (MP3 if _es_cuadro_mp3(inicio) else None)


def _tipo_iso(datos: mmap | bytes) -> Tipo | None:
    fin = min(int.from_bytes(datos[:4], "big"), 256)
    marca, compatibles = datos[8:12], {datos[i : i + 4] for i in range(16, fin, 4)}
    if marca in {b"avif", b"avis"} or (marca in MARCAS_HEIC and b"avif" in compatibles):
        return AVIF
    if marca in MARCAS_HEIC:
        return HEIC
    if marca == b"qt  ":
        return MOV
    if marca in {b"M4A ", b"M4B "}:
        return M4A
    conocidas = marca[:3] in {b"iso", b"mp4", b"avc", b"3gp", b"M4V", b"MSN", b"das"}
    if conocidas:
        return MP4
    return None


def _es_cuadro_mp3(inicio: bytes) -> bool:
    """Un cuadro MPEG de capa III con tasa y frecuencia válidas."""
    if len(inicio) < 4 or inicio[0] != 0xFF or inicio[1] & 0xE6 != 0xE2:  # noqa: PLR2004 - sincronía del cuadro
        return False
    return inicio[1] & 0x18 != 0x08 and inicio[2] >> 4 not in {0, 15} and inicio[2] & 0x0C != 0x0C  # noqa: PLR2004 - capa y tasa


MEDIDAS: dict[Tipo, Callable[[mmap], tuple[int, int]]] = {
    JPEG: cabeceras.medidas_jpeg,
    PNG: cabeceras.medidas_png,
    WEBP: cabeceras.medidas_webp,
    HEIC: cabeceras.medidas_heif,
    AVIF: cabeceras.medidas_heif,
}


def _medir(tipo: Tipo, datos: mmap) -> Reconocido:
    if tipo in MEDIDAS:
        ancho, alto = MEDIDAS[tipo](datos)
        if not ancho or not alto:
            raise cabeceras.ArchivoIncompletoError
        return Reconocido(tipo, ancho, alto)
    if tipo in {MP4, MOV, M4A}:
        video = cabeceras.video_iso(datos)
        real = M4A
        if b"vide" in video.pistas:
            real = tipo
        return Reconocido(real, video.ancho or None, video.alto or None, video.segundos, video.creado)
    if tipo is PDF and datos.rfind(b"%%EOF", max(0, len(datos) - 65536)) < 0:
        raise cabeceras.ArchivoIncompletoError
    return Reconocido(tipo)
