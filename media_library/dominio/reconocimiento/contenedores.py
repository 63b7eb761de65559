"""Lo que trae por dentro un Matroska, ASF, AVI, FLV, Ogg o WAV: si hay video, si hay audio y cuándo se grabó."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from mmap import mmap

from media_library.dominio.reconocimiento.cabeceras import ArchivoIncompletoError, trozos_riff
from media_library.dominio.reconocimiento.fechas import momento
from media_library.dominio.reconocimiento.tipos import AVI, FLV, MKV, WEBM, WMV, Tipo

CABEZA = 256 * 1024  # hasta dónde se buscan las pistas de un ASF o un AVI
ELEMENTOS_MAXIMOS = 2000


@dataclass(frozen=True)
class PistasHalladas:
    """Qué trae un contenedor."""

    video: bool = False
    audio: bool = False
    creado: datetime | None = None


SEGMENTO, INFORMACION, PISTAS, ENTRADA = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE
TIPO_DE_PISTA, FECHA, CUMULO = 0x83, 0x4461, 0x1F43B675
CON_HIJOS = {SEGMENTO, INFORMACION, PISTAS, ENTRADA}
EPOCA_MATROSKA = datetime(2001, 1, 1, tzinfo=UTC)


def pistas_ebml(datos: mmap) -> PistasHalladas:
    """Las de un WebM o Matroska (RFC 8794 y 9559)."""
    tipos, creado = set(), None
    for clave, inicio, fin in _elementos(datos, 0, len(datos)):
        if clave == TIPO_DE_PISTA:
            tipos.add(int.from_bytes(datos[inicio:fin], "big"))
        elif clave == FECHA:
            creado = _fecha_matroska(int.from_bytes(datos[inicio:fin], "big", signed=True))
    if not tipos:
        raise ArchivoIncompletoError
    return PistasHalladas(video=1 in tipos, audio=2 in tipos, creado=creado)  # noqa: PLR2004 - TrackType de Matroska


def _fecha_matroska(nanosegundos: int) -> datetime | None:
    try:
        return EPOCA_MATROSKA + timedelta(microseconds=nanosegundos // 1000)
    except OverflowError:
        return None


def _elementos(datos: mmap, lugar: int, hasta: int) -> Iterator[tuple[int, int, int]]:
    """Cada elemento en orden, entrando a los que interesan; se para en el primer cúmulo: lo demás es el video."""
    for _ in range(ELEMENTOS_MAXIMOS):
        if lugar >= hasta:
            return
        clave, lugar = _numero_ebml(datos, lugar, con_marca=True)
        largo, lugar = _numero_ebml(datos, lugar, con_marca=False)
        if clave == CUMULO:
            return
        yield clave, lugar, min(lugar + largo, hasta)
        if clave not in CON_HIJOS:
            lugar += largo


def _numero_ebml(datos: mmap, lugar: int, *, con_marca: bool) -> tuple[int, int]:
    """Un entero de largo variable y dónde sigue."""
    if lugar >= len(datos) or not (primero := datos[lugar]):
        raise ArchivoIncompletoError
    largo = 9 - primero.bit_length()
    trozo = datos[lugar : lugar + largo]
    if len(trozo) != largo:
        raise ArchivoIncompletoError
    valor = int.from_bytes(trozo, "big")
    if not con_marca:
        valor &= (1 << 7 * largo) - 1
    return valor, lugar + largo


AUDIO_ASF = bytes.fromhex("409e69f84d5bcf11a8fd00805f5c442b")
VIDEO_ASF = bytes.fromhex("c0ef19bc4d5bcf11a8fd00805f5c442b")


def pistas_asf(datos: mmap) -> PistasHalladas:
    cabeza = datos[:CABEZA]
    return PistasHalladas(video=VIDEO_ASF in cabeza, audio=AUDIO_ASF in cabeza)


def pistas_avi(datos: mmap) -> PistasHalladas:
    """Las de los encabezados `strh` de un AVI."""
    tipos, lugar = set(), datos.find(b"strh", 0, CABEZA)
    while lugar >= 0:
        tipos.add(bytes(datos[lugar + 8 : lugar + 12]))
        lugar = datos.find(b"strh", lugar + 4, CABEZA)
    if not tipos:
        raise ArchivoIncompletoError
    return PistasHalladas(video=b"vids" in tipos or b"iavs" in tipos, audio=b"auds" in tipos or b"iavs" in tipos)


def pistas_flv(datos: mmap) -> PistasHalladas:
    return PistasHalladas(video=bool(datos[4] & 1), audio=bool(datos[4] & 4))


PISTAS_DE: dict[Tipo, Callable[[mmap], PistasHalladas]] = {
    WEBM: pistas_ebml,
    MKV: pistas_ebml,
    WMV: pistas_asf,
    AVI: pistas_avi,
    FLV: pistas_flv,
}


def es_ogg_de_video(datos: mmap) -> bool:
    return b"\x80theora" in datos[:4096]


def fecha_de_wav(datos: mmap) -> datetime | None:
    """Cuándo se grabó, de su trozo `bext` (EBU Tech 3285): la hora del lugar."""
    for nombre, inicio, _ in trozos_riff(datos):
        if nombre == b"bext":
            cruda = bytes(datos[inicio + 320 : inicio + 338]).decode("ascii", "replace")
            return momento(f"{cruda[:10]} {cruda[10:]}")
    return None


def sigue_otro_cuadro_aac(datos: mmap) -> bool:
    """Dos octetos no bastan para decir que es AAC: tras el primer cuadro debe empezar otro, o terminar el archivo."""
    largo = (datos[3] & 3) << 11 | datos[4] << 3 | datos[5] >> 5
    siguiente = datos[largo : largo + 2]
    return largo == len(datos) or (len(siguiente) == 2 and siguiente[0] == 0xFF and siguiente[1] & 0xF6 == 0xF0)  # noqa: PLR2004 - sincronía ADTS
