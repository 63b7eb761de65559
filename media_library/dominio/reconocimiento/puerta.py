"""La puerta: qué es un archivo por su contenido, y si entra. El nombre y lo que diga el navegador no cuentan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path

from media_library.clientes import ffmpeg
from media_library.dominio.reconocimiento import cabeceras, contenedores
from media_library.dominio.reconocimiento.firmas import INICIO, POR_TERMINACION, Ajeno, desconocido, firma_de
from media_library.dominio.reconocimiento.tipos import (
    AAC,
    AVIF,
    HEIC,
    JPEG,
    M4A,
    MKA,
    MKV,
    MOV,
    MP3,
    MP4,
    OGG,
    OGV,
    PDF,
    PNG,
    WAV,
    WEBA,
    WEBM,
    WEBP,
    WMA,
    WMV,
    Tipo,
)
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.texto.formato import numero

MINIMO = 512  # con menos octetos de un archivo más largo, lo desconocido se espera
PIXELES_MAXIMOS = 60_000_000  # docs/fiabilidad.md, «Archivos ajenos»
PIXELES_DE_JPEG = 250_000_000  # se abre ya reducido: docs/decisiones/0014-fotos-muy-grandes-o-sin-final.md
PIXELES_DE_PROGRESIVO = 130_000_000  # éste guarda entera su primera vuelta antes de reducirse


class ArchivoRechazado(NoSePuede):
    """El archivo no puede entrar a la biblioteca; lleva la frase que lo explica."""


@dataclass(frozen=True)
class Reconocido:
    """El tipo de un archivo y lo que dice su cabecera: medidas, duración y cuándo se grabó."""

    tipo: Tipo
    ancho: int | None = None
    alto: int | None = None
    segundos: float | None = None
    creado: datetime | None = None
    es_progresiva: bool = False


def reconocer(ruta: Path, nombre: str) -> Reconocido:
    """El tipo de un archivo por sus bytes. Rechaza con una frase lo ajeno, lo enorme y lo incompleto."""
    if ruta.stat().st_size == 0:
        raise ArchivoRechazado(f"«{nombre}» está vacío.")
    with ruta.open("rb") as archivo, mmap(archivo.fileno(), 0, access=ACCESS_READ) as datos:
        tipo = _tipo_de(datos, nombre)
        try:
            reconocido = _medir(tipo, datos, nombre)
        except (cabeceras.ArchivoIncompletoError, IndexError, OverflowError):
            raise _incompleto(nombre) from None
        sin_final = tipo is JPEG and not cabeceras.tiene_final(datos)
    _exigir_medidas(reconocido, nombre)
    # Le falta su marca de final: si la imagen está entera, entra tal cual (docs/decisiones/0014-…).
    if sin_final and not ffmpeg.se_abre_sin_fallas(ruta, "jpeg_pipe"):
        raise _incompleto(nombre)
    return reconocido


def _incompleto(nombre: str) -> ArchivoRechazado:
    return ArchivoRechazado(
        f"«{nombre}» llegó incompleto o está dañado: le falta una parte. Subirlo igual no ayuda; "
        "cópialo otra vez de la cámara o pide que te lo manden de nuevo."
    )


def _exigir_medidas(reconocido: Reconocido, nombre: str) -> None:
    tope = PIXELES_MAXIMOS
    if reconocido.tipo is JPEG:
        tope = PIXELES_DE_JPEG
    if reconocido.es_progresiva:
        tope = PIXELES_DE_PROGRESIVO
    pixeles = (reconocido.ancho or 0) * (reconocido.alto or 0)
    if pixeles <= tope:
        return
    ancho, alto = numero(reconocido.ancho or 0), numero(reconocido.alto or 0)
    consejo = "Expórtala más chica"
    if reconocido.tipo is not JPEG:
        consejo += f", o como JPEG (hasta {PIXELES_DE_JPEG // 10**6})"
    raise ArchivoRechazado(
        f"«{nombre}» mide {ancho} × {alto} ({numero(pixeles / 10**6)} millones de pixeles); "
        f"el máximo son {tope // 10**6}. {consejo}."
    )


def exigir_nombre(nombre: str) -> None:
    """Sin octetos que mirar todavía, rechaza por la terminación lo que de seguro no es de la biblioteca."""
    _, punto, extension = nombre.rpartition(".")
    if punto and (ajeno := POR_TERMINACION.get(extension.lower())):
        raise ArchivoRechazado(ajeno.frase(nombre))


def exigir_inicio(inicio: bytes, nombre: str, *, es_todo: bool = True) -> None:
    """Rechaza por sus primeros octetos lo que no es de un tipo aceptado; lo desconocido, cuando ya hay bastantes."""
    que = firma_de(inicio)
    if isinstance(que, Ajeno):
        raise ArchivoRechazado(que.frase(nombre))
    if que is None and (es_todo or len(inicio) >= INICIO):
        raise ArchivoRechazado(desconocido(nombre))


def _tipo_de(datos: mmap, nombre: str) -> Tipo:
    que = firma_de(datos)
    if isinstance(que, Ajeno):
        raise ArchivoRechazado(que.frase(nombre))
    if que is None or (que is MP3 and not _es_mp3(datos[:4])):
        raise ArchivoRechazado(desconocido(nombre))
    if que is HEIC and b"avif" in cabeceras.marcas_compatibles(datos):
        return AVIF
    if que is MP4 and not cabeceras.tiene_cajas_de_video(datos):
        raise ArchivoRechazado(desconocido(nombre))
    return que


def _es_mp3(inicio: bytes) -> bool:
    """Una etiqueta ID3, o un cuadro MPEG con tasa y frecuencia válidas."""
    if inicio.startswith(b"ID3"):
        return True
    return len(inicio) == 4 and inicio[2] >> 4 not in {0, 15} and inicio[2] & 0x0C != 0x0C  # noqa: PLR2004 - tasa y frecuencia


MEDIDAS: dict[Tipo, Callable[[mmap], tuple[int, int]]] = {
    PNG: cabeceras.medidas_png,
    WEBP: cabeceras.medidas_webp,
    HEIC: cabeceras.medidas_heif,
    AVIF: cabeceras.medidas_heif,
}
# Lo que sólo se sabe al mirar sus pistas: con qué tipo se queda si no trae video.
SIN_VIDEO = {WEBM: WEBA, MKV: MKA, WMV: WMA}


def _medir(tipo: Tipo, datos: mmap, nombre: str) -> Reconocido:
    if tipo is JPEG:
        ancho, alto, es_progresiva = cabeceras.medidas_jpeg(datos)
        return Reconocido(tipo, ancho, alto, es_progresiva=es_progresiva)
    if tipo in MEDIDAS:
        ancho, alto = MEDIDAS[tipo](datos)
        if not ancho or not alto:
            raise cabeceras.ArchivoIncompletoError
        return Reconocido(tipo, ancho, alto)
    if tipo in {MP4, MOV}:
        return _medir_iso(tipo, datos, nombre)
    if tipo in contenedores.PISTAS_DE:
        return _por_sus_pistas(tipo, datos, nombre)
    return _lo_demas(tipo, datos, nombre)


def _lo_demas(tipo: Tipo, datos: mmap, nombre: str) -> Reconocido:
    if tipo is PDF and datos.rfind(b"%%EOF", max(0, len(datos) - 65536)) < 0:
        raise cabeceras.ArchivoIncompletoError
    if tipo is AAC and not contenedores.sigue_otro_cuadro_aac(datos):
        raise ArchivoRechazado(desconocido(nombre))
    if tipo is OGG and contenedores.es_ogg_de_video(datos):
        return Reconocido(OGV)
    if tipo is WAV:
        return Reconocido(tipo, creado=contenedores.fecha_de_wav(datos))
    return Reconocido(tipo)


def _medir_iso(tipo: Tipo, datos: mmap, nombre: str) -> Reconocido:
    video = cabeceras.video_iso(datos)
    _exigir_pistas(nombre, video=b"vide" in video.pistas, audio=b"soun" in video.pistas)
    if b"vide" not in video.pistas:
        tipo = M4A
    return Reconocido(tipo, video.ancho or None, video.alto or None, video.segundos or None, video.creado)


def _por_sus_pistas(tipo: Tipo, datos: mmap, nombre: str) -> Reconocido:
    pistas = contenedores.PISTAS_DE[tipo](datos)
    _exigir_pistas(nombre, video=pistas.video, audio=pistas.audio)
    if not pistas.video:
        tipo = SIN_VIDEO.get(tipo, tipo)
    return Reconocido(tipo, creado=pistas.creado)


def _exigir_pistas(nombre: str, *, video: bool, audio: bool) -> None:
    if not (video or audio):
        raise ArchivoRechazado(
            f"«{nombre}» es un archivo de video, pero no trae ni imagen ni sonido; expórtalo otra vez."
        )
