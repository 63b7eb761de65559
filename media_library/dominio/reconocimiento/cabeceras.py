"""Leer medidas y fechas de la cabecera de un archivo, sin decodificarlo."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from mmap import mmap

from media_library.dominio.reconocimiento.fechas import PRIMER_ANO, momento

Datos = bytes | mmap
MARCAS_SOLAS = {0x01, *range(0xD0, 0xD8)}
MARCAS_DE_CUADRO = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
PROGRESIVAS = {0xC2, 0xC6, 0xCA, 0xCE}
EPOCA_MAC = 2_082_844_800  # segundos de 1904 a 1970
CAJAS_MAXIMAS = 20_000
DE_VIDEO = {b"moov", b"mdat", b"moof", b"sidx"}
CREACION = b"com.apple.quicktime.creationdate"
TEXTO_MAXIMO = 100
DIA_DE_APPLE = b"\xa9day"
CON_FECHA = {b"meta", b"udta"}


class ArchivoIncompletoError(Exception):
    """La cabecera promete más de lo que hay."""


@dataclass
class DatosDeVideo:
    """Lo que dice el índice (`moov`) de un MP4 o MOV."""

    segundos: float | None = None
    creado: datetime | None = None
    ancho: int = 0
    alto: int = 0
    pistas: set[bytes] = field(default_factory=set)


def _entero(datos: Datos, lugar: int, largo: int, orden: str = "big") -> int:
    trozo = datos[lugar : lugar + largo]
    if len(trozo) != largo:
        raise ArchivoIncompletoError
    return int.from_bytes(trozo, orden)  # type: ignore[arg-type]  # «big» o «little», siempre nuestros


def medidas_jpeg(datos: Datos) -> tuple[int, int, bool]:
    """Ancho y alto de un JPEG, y si es progresivo."""
    _, ancho, alto, marca = _recorrer_jpeg(datos)
    return ancho, alto, marca in PROGRESIVAS


def tiene_final(datos: Datos) -> bool:
    """Si un JPEG trae, después de donde empieza la imagen, su marca de final."""
    return datos.find(b"\xff\xd9", _recorrer_jpeg(datos)[0]) >= 0


def _recorrer_jpeg(datos: Datos) -> tuple[int, int, int, int]:
    """Dónde empiezan los datos de la imagen, su ancho, su alto y la marca de su cuadro."""
    lugar, medidas, cuadro = 2, (0, 0), 0
    while True:
        if _entero(datos, lugar, 1) != 0xFF:  # noqa: PLR2004 - inicio de segmento
            raise ArchivoIncompletoError
        marca = _entero(datos, lugar + 1, 1)
        if marca == 0xFF or marca in MARCAS_SOLAS:  # noqa: PLR2004 - relleno
            lugar += 1 if marca == 0xFF else 2  # noqa: PLR2004 - relleno y marca JPEG
            continue
        largo = _entero(datos, lugar + 2, 2)
        if marca in MARCAS_DE_CUADRO:
            medidas, cuadro = (_entero(datos, lugar + 7, 2), _entero(datos, lugar + 5, 2)), marca
        if marca == 0xDA:  # noqa: PLR2004 - empiezan los datos de la imagen
            break
        lugar += 2 + max(largo, 2)
    if not all(medidas):
        raise ArchivoIncompletoError
    return (lugar, *medidas, cuadro)


def medidas_png(datos: Datos) -> tuple[int, int]:
    """Ancho y alto de un PNG; recorre los trozos hasta el final."""
    medidas = (_entero(datos, 16, 4), _entero(datos, 20, 4))
    lugar = 8
    for _ in range(CAJAS_MAXIMAS * 10):
        largo = _entero(datos, lugar, 4)
        if datos[lugar + 4 : lugar + 8] == b"IEND":
            return medidas
        lugar += 12 + largo
    raise ArchivoIncompletoError


def trozos_riff(datos: Datos) -> Iterator[tuple[bytes, int, int]]:
    """Los trozos de un RIFF: nombre, inicio y largo."""
    fin = min(len(datos), 8 + _entero(datos, 4, 4, "little"))
    lugar = 12
    while lugar + 8 <= fin:
        largo = _entero(datos, lugar + 4, 4, "little")
        yield bytes(datos[lugar : lugar + 4]), lugar + 8, largo
        lugar += 8 + largo + (largo & 1)


def medidas_webp(datos: Datos) -> tuple[int, int]:
    """Ancho y alto de un WebP simple, sin pérdida o extendido."""
    if 8 + _entero(datos, 4, 4, "little") > len(datos) + 1:
        raise ArchivoIncompletoError
    nombre, inicio, _ = next(trozos_riff(datos), (b"", 0, 0))
    if nombre == b"VP8X":
        return 1 + _entero(datos, inicio + 4, 3, "little"), 1 + _entero(datos, inicio + 7, 3, "little")
    if nombre == b"VP8 ":
        return _entero(datos, inicio + 6, 2, "little") & 0x3FFF, _entero(datos, inicio + 8, 2, "little") & 0x3FFF
    if nombre == b"VP8L":
        bits = _entero(datos, inicio + 1, 4, "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    raise ArchivoIncompletoError


def cajas(datos: Datos, inicio: int, fin: int) -> Iterator[tuple[bytes, int, int]]:
    """Las cajas ISO entre dos lugares: nombre, inicio del contenido y final."""
    lugar = inicio
    for _ in range(CAJAS_MAXIMAS):
        if lugar + 8 > fin:
            return
        largo, cabeza = _entero(datos, lugar, 4), 8
        if largo == 1:
            largo, cabeza = _entero(datos, lugar + 8, 8), 16
        elif largo == 0:
            largo = fin - lugar
        if largo < cabeza or lugar + largo > fin:
            raise ArchivoIncompletoError
        yield bytes(datos[lugar + 4 : lugar + 8]), lugar + cabeza, lugar + largo
        lugar += largo


def marcas_compatibles(datos: Datos) -> set[bytes]:
    """Las que su `ftyp` dice además de la suya."""
    fin = min(_entero(datos, 0, 4), 256)
    return {bytes(datos[lugar : lugar + 4]) for lugar in range(16, fin, 4)}


def tiene_cajas_de_video(datos: Datos) -> bool:
    """Si además de su `ftyp`, de la marca que sea, trae una caja de las de un video, o se cortó antes de traerla."""
    try:
        return any(nombre in DE_VIDEO for nombre, _, _ in cajas(datos, 0, len(datos)))
    except ArchivoIncompletoError:
        return True


def medidas_heif(datos: Datos) -> tuple[int, int]:
    """Ancho y alto mayores que declara un HEIC o AVIF (`ispe`)."""
    mayor = (0, 0)
    for nombre, inicio, fin in cajas(datos, 0, len(datos)):
        if nombre != b"meta":
            continue
        lugar = datos.find(b"ispe", inicio, fin)
        while lugar >= 0:
            medidas = (_entero(datos, lugar + 8, 4), _entero(datos, lugar + 12, 4))
            mayor = max(mayor, medidas, key=lambda m: m[0] * m[1])
            lugar = datos.find(b"ispe", lugar + 4, fin)
    if not all(mayor):
        raise ArchivoIncompletoError
    return mayor


def video_iso(datos: Datos) -> DatosDeVideo:
    """Duración, fecha, medidas y pistas de un MP4, MOV o M4A; exige su índice entero."""
    leido, hay_indice, grabado = DatosDeVideo(), False, None
    for nombre, inicio, fin in cajas(datos, 0, len(datos)):
        if nombre != b"moov":
            continue
        hay_indice = True
        for hija, desde, hasta in cajas(datos, inicio, fin):
            if hija == b"mvhd":
                _leer_mvhd(datos, desde, leido)
            elif hija == b"trak":
                _leer_pista(datos, desde, hasta, leido)
            elif hija in CON_FECHA:
                grabado = grabado or _grabado(datos, hija, desde, hasta)
    if not hay_indice:
        raise ArchivoIncompletoError
    leido.creado = grabado or leido.creado  # lo exportado o recortado después conserva cuándo se grabó
    return leido


def _grabado(datos: Datos, nombre: bytes, inicio: int, fin: int) -> datetime | None:
    """Cuándo se grabó, de la caja que lo diga. Si está mal hecha, el video vale igual."""
    try:
        if nombre == b"meta":
            return _fecha_de_sus_claves(datos, inicio, fin)
        if nombre == DIA_DE_APPLE:
            return momento(_texto(datos, inicio + 4, fin))
        dentro = list(cajas(datos, inicio, fin))
    except ArchivoIncompletoError:
        return None
    return next(filter(None, (_grabado(datos, *caja) for caja in dentro if caja[0] in {b"meta", DIA_DE_APPLE})), None)


def _fecha_de_sus_claves(datos: Datos, inicio: int, fin: int) -> datetime | None:
    """`com.apple.quicktime.creationdate`: la clave está en `keys` y su texto en `ilst`."""
    if bytes(datos[inicio + 4 : inicio + 8]) != b"hdlr":  # en un MP4, `meta` lleva antes su versión
        inicio += 4
    dentro = {nombre: (desde, hasta) for nombre, desde, hasta in cajas(datos, inicio, fin)}
    if not {b"keys", b"ilst"} <= dentro.keys():
        return None
    numero = _lugar_de_la_clave(datos, *dentro[b"keys"])
    valores = cajas(datos, *dentro[b"ilst"])
    suyos = (_texto(datos, desde + 16, hasta) for nombre, desde, hasta in valores if int.from_bytes(nombre) == numero)
    return momento(next(suyos, ""))


def _texto(datos: Datos, inicio: int, fin: int) -> str:
    return bytes(datos[inicio : min(fin, inicio + TEXTO_MAXIMO)]).decode("ascii", "replace")


def _lugar_de_la_clave(datos: Datos, inicio: int, fin: int) -> int:
    claves = (bytes(datos[desde:hasta]) for _, desde, hasta in cajas(datos, inicio + 8, fin))
    return next((numero for numero, clave in enumerate(claves, start=1) if clave == CREACION), 0)


def _leer_mvhd(datos: Datos, inicio: int, leido: DatosDeVideo) -> None:
    ancho = 4
    if _entero(datos, inicio, 1) == 1:
        ancho = 8
    creado = _entero(datos, inicio + 4, ancho)
    escala = _entero(datos, inicio + 4 + 2 * ancho, 4)
    duracion = _entero(datos, inicio + 8 + 2 * ancho, ancho)
    leido.creado = _desde_1904(creado)
    leido.segundos = duracion / escala if escala and duracion / escala < 10**6 else None


def _desde_1904(segundos: int) -> datetime | None:
    """Muchas cámaras dejan el cero (1904): eso no es una fecha."""
    try:
        cuando = datetime.fromtimestamp(segundos - EPOCA_MAC, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    if cuando.year < PRIMER_ANO:
        return None
    return cuando


def _leer_pista(datos: Datos, inicio: int, fin: int, leido: DatosDeVideo) -> None:
    for nombre, desde, hasta in cajas(datos, inicio, fin):
        if nombre == b"tkhd":
            ancho, alto = _entero(datos, hasta - 8, 4) >> 16, _entero(datos, hasta - 4, 4) >> 16
            leido.ancho, leido.alto = max(leido.ancho, ancho), max(leido.alto, alto)
        elif nombre == b"mdia":
            for hija, lugar, _ in cajas(datos, desde, hasta):
                if hija == b"hdlr":
                    leido.pistas.add(bytes(datos[lugar + 8 : lugar + 12]))
