"""Las firmas: con qué octetos empieza cada archivo, lo que entra y lo que no. La tabla es del servidor y la pantalla.

Gana la primera que concuerda. `subir.js` la recibe tal cual (`para_la_pantalla`) y dice lo mismo antes de mandar nada;
aquí, además, `puerta.py` mira por dentro lo que empieza bien.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from mmap import mmap
from typing import Any

from media_library.dominio.reconocimiento import tipos
from media_library.dominio.reconocimiento.tipos import Tipo
from media_library.estados import Clase

Octetos = bytes | mmap
INICIO = 1100  # con estos octetos se reconoce cualquier tipo: la marca de un PDF puede venir hasta el 1024
OTRAS_GRABACIONES = {"dv", "m2v", "h264", "hevc", "mod", "tod", "rm", "ra", "ac3", "dts", "ape", "wv", "au"}
DE_GRABACION = OTRAS_GRABACIONES | {
    terminacion
    for tipo in tipos.TODOS
    if tipo.clase in {Clase.VIDEO, Clase.AUDIO}
    for terminacion in tipo.terminaciones
}
ES_TEXTO = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True)
class Ajeno:
    """Lo que no entra: qué es y qué hacer para que sirva."""

    que_es: str
    que_hacer: str
    es_imagen: bool = False
    es_grabacion: bool = False

    def frase(self, nombre: str) -> str:
        if self.es_imagen:
            return f"«{nombre}» es una imagen de un formato que no se acepta ({self.que_es}); {self.que_hacer}."
        if self.es_grabacion:
            return f"«{nombre}» es {self.que_es}; {self.que_hacer}."
        return f"{no_es(nombre)} Es {self.que_es}: {self.que_hacer}."


def no_es(nombre: str) -> str:
    return f"«{nombre}» no es foto, video ni audio."


NO_SE_ABRE = (
    "«{}» es una grabación que no se puede abrir: está dañada o es de un formato poco común. Conviértela a MP4 o a MP3."
)


def desconocido(nombre: str) -> str:
    """Por qué no entra lo que no se reconoce: a quien graba no se le dice que no es video ni audio."""
    if nombre.rpartition(".")[2].lower() in DE_GRABACION:
        return NO_SE_ABRE.format(nombre)
    return no_es(nombre)


@dataclass(frozen=True)
class Firma:
    """Las partes que deben concordar, cada una en su lugar; y una más entre los primeros octetos, si la hay.

    Una máscara deja fuera los bits que no importan. `tras_blancos` salta la marca de texto, espacios y renglones.
    """

    que: Tipo | Ajeno
    partes: Mapping[int, bytes] = field(default_factory=dict)
    mascara: bytes = b""
    dentro: tuple[int, bytes] = (0, b"")
    tras_blancos: bytes = b""

    def concuerda(self, datos: Octetos) -> bool:
        for lugar, octetos in self.partes.items():
            trozo = bytes(datos[lugar : lugar + len(octetos)])
            if self.mascara:
                trozo = bytes(a & b for a, b in zip(trozo, self.mascara, strict=False))
            if trozo != octetos:
                return False
        hasta, buscado = self.dentro
        if buscado and buscado not in bytes(datos[:hasta]):
            return False
        return bytes(datos[:INICIO]).lstrip(ES_TEXTO).startswith(self.tras_blancos)


COMO_JPEG = "guárdala como JPEG o PNG"
GIF, BMP = Ajeno("GIF", COMO_JPEG, es_imagen=True), Ajeno("BMP", COMO_JPEG, es_imagen=True)
CRUDA = Ajeno("TIFF, o RAW de cámara", COMO_JPEG, es_imagen=True)
PSD, JXL = Ajeno("Photoshop", COMO_JPEG, es_imagen=True), Ajeno("JPEG XL o JPEG 2000", COMO_JPEG, es_imagen=True)
OFFICE = "guárdalo como PDF"
ZIP = Ajeno("un documento de Office o un archivo comprimido", f"{OFFICE}, o descomprímelo y sube lo que trae")
COMPRIMIDO = Ajeno("un archivo comprimido", "descomprímelo y sube lo que trae")
DOCUMENTO = Ajeno("un documento de Office", OFFICE)
TEXTO = Ajeno("una página web, un dibujo SVG o un texto con etiquetas", "si es un documento, guárdalo como PDF")
PROGRAMA = Ajeno("un programa", "no se guarda en la biblioteca")
LISTA = Ajeno("una lista que sólo dice dónde está el video", "sube el video")
ACOMPANA = Ajeno("un archivo que el equipo pone junto a las fotos", "no hace falta subirlo")
SUBTITULOS = Ajeno("un archivo de subtítulos", "se pone en la página de su video, con «Poner subtítulos»")
DICTADO = Ajeno("una grabación de dictáfono (DSS)", "con su programa expórtala como WAV o MP3", es_grabacion=True)
REAL = Ajeno("una grabación de RealPlayer", "conviértela a MP4 o MP3", es_grabacion=True)

DE_QUICKTIME = (b"moov", b"wide", b"free", b"skip", b"pnot")
GUID_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
EBML = b"\x1aE\xdf\xa3"
PAQUETES_TS, PAQUETES_M2TS = (0, 188, 376), (4, 196, 388)

FIRMAS: tuple[Firma, ...] = (
    *(Firma(tipos.JPEG, {0: b"\xff\xd8\xff"}), Firma(tipos.PNG, {0: b"\x89PNG\r\n\x1a\n"})),
    Firma(tipos.WEBP, {0: b"RIFF", 8: b"WEBP"}),
    Firma(CRUDA, {4: b"ftypcrx "}),
    *(Firma(tipos.AVIF, {4: b"ftyp" + marca}) for marca in (b"avif", b"avis")),
    *(
        Firma(tipos.HEIC, {4: b"ftyp" + marca})
        for marca in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
    ),
    *(Firma(tipos.MOV, {4: b"ftypqt  "}), Firma(tipos.MP4, {4: b"ftyp"})),
    *(Firma(tipos.MOV, {0: b"\0", 4: caja}) for caja in DE_QUICKTIME),
    Firma(tipos.MOV, {4: b"mdat"}),
    *(Firma(tipos.WEBM, {0: EBML}, dentro=(64, b"webm")), Firma(tipos.MKV, {0: EBML}, dentro=(64, b"matroska"))),
    Firma(tipos.AVI, {0: b"RIFF", 8: b"AVI "}),
    *(Firma(tipos.WAV, {0: riff, 8: b"WAVE"}) for riff in (b"RIFF", b"RF64", b"BW64")),
    *(Firma(tipos.MTS, dict.fromkeys(lugares, b"G")) for lugares in (PAQUETES_TS, PAQUETES_M2TS)),
    *(Firma(tipos.MPG, {0: b"\0\0\1\xba"}), Firma(tipos.WMV, {0: GUID_ASF}), Firma(tipos.FLV, {0: b"FLV\1"})),
    Firma(tipos.MXF, {0: bytes.fromhex("060e2b34020501010d010201")}),
    *(Firma(tipos.AIFF, {0: b"FORM", 8: tipo}) for tipo in (b"AIFF", b"AIFC")),
    *(Firma(tipos.FLAC, {0: b"fLaC"}), Firma(tipos.AMR, {0: b"#!AMR"}), Firma(tipos.CAF, {0: b"caff\0\1"})),
    *(Firma(tipos.OGG, {0: b"OggS"}), Firma(tipos.MP3, {0: b"ID3"})),
    Firma(tipos.AAC, {0: b"\xff\xf0"}, mascara=b"\xff\xf6"),
    *(
        Firma(tipos.MP3, {0: b"\xff" + version}, mascara=b"\xff\xfe")
        for version in (b"\xe2", b"\xf2", b"\xfa", b"\xf4", b"\xfc")
    ),
    *(Firma(GIF, {0: b"GIF8"}), Firma(BMP, {0: b"BM"}), Firma(PSD, {0: b"8BPS"})),
    *(
        Firma(CRUDA, {0: inicio})
        for inicio in (b"II*\0", b"MM\0*", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FUJIFILMCCD")
    ),
    *(Firma(JXL, {0: inicio}) for inicio in (b"\xff\n", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ")),
    *(Firma(ZIP, {0: b"PK\3\4"}), Firma(DOCUMENTO, {0: b"\xd0\xcf\x11\xe0"}), Firma(DOCUMENTO, {0: b"{\\rtf"})),
    *(Firma(COMPRIMIDO, {0: inicio}) for inicio in (b"Rar!", b"7z\xbc\xaf'\x1c", b"\x1f\x8b")),
    *(Firma(PROGRAMA, {0: inicio}) for inicio in (b"MZ", b"\x7fELF", b"#!/")),
    *(Firma(LISTA, {0: inicio}) for inicio in (b"#EXTM3U", b"ffconcat")),
    *(Firma(ACOMPANA, {0: inicio}) for inicio in (b"\0\5\x16\7", b"\0\0\0\1Bud1", b"bplist0")),
    *(Firma(DICTADO, {0: b"\2dss"}), Firma(DICTADO, {0: b"\3ds2"}), Firma(REAL, {0: b".RMF"})),
    Firma(Ajeno("un documento PostScript", OFFICE), {0: b"%!PS"}),
    *(Firma(SUBTITULOS, tras_blancos=inicio) for inicio in (b"WEBVTT", b"1\n00:", b"1\r\n00:")),
    Firma(TEXTO, tras_blancos=b"<"),
    Firma(tipos.PDF, dentro=(1024 + 5, b"%PDF-")),
)


def firma_de(datos: Octetos) -> Tipo | Ajeno | None:
    """Lo que dicen sus primeros octetos, o nada si no dicen nada conocido."""
    inicio = bytes(datos[:INICIO])
    return next((firma.que for firma in FIRMAS if firma.concuerda(inicio)), None)


def para_la_pantalla() -> list[dict[str, Any]]:
    """La tabla como la lee `reglas.js`: octetos en hexadecimal y la frase de lo que no entra, con `{}` por nombre."""
    return [_renglon(firma) for firma in FIRMAS]


def _renglon(firma: Firma) -> dict[str, Any]:
    renglon: dict[str, Any] = {"partes": [[lugar, octetos.hex()] for lugar, octetos in firma.partes.items()]}
    if firma.mascara:
        renglon["mascara"] = firma.mascara.hex()
    if firma.dentro[1]:
        renglon["dentro"] = [firma.dentro[0], firma.dentro[1].hex()]
    if firma.tras_blancos:
        renglon["trasBlancos"] = firma.tras_blancos.hex()
    if isinstance(firma.que, Ajeno):
        renglon["frase"] = firma.que.frase("{}")
    else:
        renglon["tipo"] = firma.que.mime
    return renglon


# Por su terminación, cuando todavía no hay octetos que mirar (`puerta.exigir_nombre`).
POR_TERMINACION: dict[str, Ajeno] = {
    **dict.fromkeys(("gif",), GIF),
    **dict.fromkeys(("bmp",), BMP),
    **dict.fromkeys(("psd",), PSD),
    **dict.fromkeys(("jxl", "jp2"), JXL),
    **dict.fromkeys(("tif", "tiff", "raw", "cr2", "cr3", "nef", "arw", "dng", "raf", "rw2", "orf"), CRUDA),
    **dict.fromkeys(("srt", "vtt"), SUBTITULOS),
    **dict.fromkeys(("svg", "html", "htm", "xml", "aae"), TEXTO),
    **dict.fromkeys(("doc", "xls", "ppt", "docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf"), DOCUMENTO),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar"), COMPRIMIDO),
    **dict.fromkeys(("exe", "msi", "apk", "dmg", "bat", "sh"), PROGRAMA),
}
