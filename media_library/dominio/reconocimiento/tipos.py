"""Los tipos que la biblioteca guarda: con qué nombre se sirven, de qué clase son y cómo se imponen al abrirlos."""

from dataclasses import dataclass

from media_library.estados import Clase


@dataclass(frozen=True)
class Tipo:
    """Un tipo aceptado: MIME con que se sirve, clase, terminaciones (la común primero) y formato del decodificador."""

    mime: str
    clase: Clase
    terminaciones: tuple[str, ...]
    formato: str = ""

    @property
    def extension(self) -> str:
        return self.terminaciones[0]


JPEG = Tipo("image/jpeg", Clase.FOTO, ("jpg", "jpeg", "jpe"), "JPEG")
PNG = Tipo("image/png", Clase.FOTO, ("png",), "PNG")
WEBP = Tipo("image/webp", Clase.FOTO, ("webp",), "WEBP")
HEIC = Tipo("image/heic", Clase.FOTO, ("heic", "heif", "hif"), "HEIF")
AVIF = Tipo("image/avif", Clase.FOTO, ("avif",), "AVIF")
MP4 = Tipo("video/mp4", Clase.VIDEO, ("mp4", "m4v", "3gp"), "mov")
MOV = Tipo("video/quicktime", Clase.VIDEO, ("mov", "qt"), "mov")
WEBM = Tipo("video/webm", Clase.VIDEO, ("webm",), "matroska")
MKV = Tipo("video/x-matroska", Clase.VIDEO, ("mkv",), "matroska")
MTS = Tipo("video/mp2t", Clase.VIDEO, ("mts", "m2ts", "ts"), "mpegts")
MPG = Tipo("video/mpeg", Clase.VIDEO, ("mpg", "mpeg", "vob"), "mpeg")
AVI = Tipo("video/x-msvideo", Clase.VIDEO, ("avi",), "avi")
WMV = Tipo("video/x-ms-wmv", Clase.VIDEO, ("wmv", "asf"), "asf")
FLV = Tipo("video/x-flv", Clase.VIDEO, ("flv",), "flv")
MXF = Tipo("video/mxf", Clase.VIDEO, ("mxf",), "mxf")
OGV = Tipo("video/ogg", Clase.VIDEO, ("ogv",), "ogg")
MP3 = Tipo("audio/mpeg", Clase.AUDIO, ("mp3", "mp2"), "mp3")
M4A = Tipo("audio/mp4", Clase.AUDIO, ("m4a", "m4b", "mp4", "3gp", "mov"), "mov")
WAV = Tipo("audio/wav", Clase.AUDIO, ("wav", "bwf", "rf64"), "wav")
OGG = Tipo("audio/ogg", Clase.AUDIO, ("ogg", "oga", "opus"), "ogg")
AIFF = Tipo("audio/aiff", Clase.AUDIO, ("aiff", "aif", "aifc"), "aiff")
FLAC = Tipo("audio/flac", Clase.AUDIO, ("flac",), "flac")
AAC = Tipo("audio/aac", Clase.AUDIO, ("aac",), "aac")
AMR = Tipo("audio/amr", Clase.AUDIO, ("amr",), "amr")
CAF = Tipo("audio/x-caf", Clase.AUDIO, ("caf",), "caf")
WEBA = Tipo("audio/webm", Clase.AUDIO, ("weba", "webm"), "matroska")
MKA = Tipo("audio/x-matroska", Clase.AUDIO, ("mka", "mkv"), "matroska")
WMA = Tipo("audio/x-ms-wma", Clase.AUDIO, ("wma",), "asf")
PDF = Tipo("application/pdf", Clase.DOCUMENTO, ("pdf",))

TODOS = (
    *(JPEG, PNG, WEBP, HEIC, AVIF),
    *(MP4, MOV, WEBM, MKV, MTS, MPG, AVI, WMV, FLV, MXF, OGV),
    *(MP3, M4A, WAV, OGG, AIFF, FLAC, AAC, AMR, CAF, WEBA, MKA, WMA),
    PDF,
)
POR_MIME = {tipo.mime: tipo for tipo in TODOS}
# Con qué otras terminaciones llegan: al entregarse llevan la común.
RARAS = {"jfif", "pjpeg", "pjp", "jpg_large", "jpg-large", "jpeg_large", "jpglarge", "thm", "lrv", "insv"}
TERMINACIONES = {terminacion for tipo in TODOS for terminacion in tipo.terminaciones}
CONOCIDAS = TERMINACIONES | RARAS
