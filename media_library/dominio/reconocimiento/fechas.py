"""Cuándo se tomó: la fecha como la escriben las cámaras, y la que sólo dice el nombre del archivo, que es supuesta."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from media_library.estados import Certeza
from nucleo.texto.formato import CENTRO

PRIMER_ANO = 1990  # antes de eso es un reloj sin poner
RELOJ_ADELANTADO = timedelta(hours=1)
DESFASE_MAXIMO = 14 * 60
FECHA = r"(\d{4})[-:/.](\d{2})[-:/.](\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?"
DE_CAMARA = re.compile(rf"{FECHA}\s*(.*)")
DESFASE = re.compile(r"(?:UTC|GMT)?\s*([+\-−])(\d{1,2}):?(\d{2})?")


def desfase_de(texto: str) -> tzinfo | None:
    """La zona de un desfase escrito de cualquier forma: «-06:00», «-0600», «-6», «UTC-6», «Z»."""
    limpio = texto.strip().upper()
    if limpio in {"Z", "UTC", "GMT"}:
        return UTC
    if (hallado := DESFASE.fullmatch(limpio)) is None:
        return None
    minutos = int(hallado[2]) * 60 + int(hallado[3] or 0)
    if minutos > DESFASE_MAXIMO:
        return None
    if hallado[1] != "+":
        minutos = -minutos
    return timezone(timedelta(minutes=minutos))


def momento(tiempo: str, desfase: str = "") -> datetime | None:
    """La hora de la cámara como instante: con su desfase si lo trae, si no en la hora del centro de ese día."""
    if (hallado := DE_CAMARA.match(tiempo.strip())) is None:
        return None
    zona = desfase_de(hallado[7]) or desfase_de(desfase) or CENTRO
    return _instante([int(n) for n in hallado.groups()[:6]], zona)


def _instante(numeros: list[int], zona: tzinfo) -> datetime | None:
    ano, mes, dia, horas, minutos, segundos = numeros
    try:
        return datetime(ano, mes, dia, horas, minutos, segundos, tzinfo=zona)
    except ValueError:
        return None


def fecha_de(capturada: datetime | None, nombre: str, *, ahora: datetime) -> tuple[datetime, Certeza]:
    """Qué fecha se anota y qué tan cierta es: la del archivo, la de su nombre o, si nada la dice, la de la subida.

    Un reloj imposible (1970, el año que viene) no dice nada; uno adelantado por minutos, sí.
    """
    if capturada is not None and capturada.year >= PRIMER_ANO and capturada <= ahora + RELOJ_ADELANTADO:
        return min(capturada, ahora), Certeza.ARCHIVO
    return del_nombre(nombre, ahora=ahora) or (ahora, Certeza.SUBIDA)


# Los nombres que ponen cámaras, teléfonos y aplicaciones. Uno escrito por una persona («Acta 20260314») no dice cuándo.
DIA = r"(?P<dia>\d{4}[-_.]?\d{2}[-_.]?\d{2})"
HORA = r"(?P<hora>\d{2}[-_.:]?\d{2}[-_.:]?\d{2})"
MEDIO_DIA = r"(?:\s*(?P<mitad>[ap])\.?\s?m\.?)?"
PONEN = (
    r"(?:IMG|VID|MVIMG|PANO|BURST|DJI|DSC|CAM|REC|photo|video|audio|voice|signal|"
    r"Screenshot|Screen[ _]?Recording|Screen Shot|Captura(?: de pantalla)?|Grabaci[oó]n(?: de pantalla)?|Recording)"
)
DE_WHATSAPP = re.compile(r"(?:IMG|VID|AUD|PTT|DOC|STK)-(?P<dia>\d{8})-WA\d+", re.IGNORECASE)
DICHO_POR_WHATSAPP = re.compile(
    rf".*\bWhatsApp\b.*?{DIA} (?:at|a las) (?P<hora>\d{{1,2}}\.\d{{2}}\.\d{{2}}){MEDIO_DIA}", re.IGNORECASE
)
DE_PIXEL = re.compile(r"PXL_(?P<dia>\d{8})_(?P<hora>\d{6})\d{3}", re.IGNORECASE)
ENTRE = r"(?:[ _-]| at | a la\(s\) | a las )?"
DE_EQUIPO = re.compile(rf"(?:{PONEN}[ _-]*)?{DIA}{ENTRE}{HORA}{MEDIO_DIA}(?!\d{{4}})", re.IGNORECASE)
CIFRAS = 6


def del_nombre(nombre: str, *, ahora: datetime) -> tuple[datetime, Certeza] | None:
    """La fecha que un equipo o una aplicación escribió en el nombre, siempre supuesta; nada si no existe o no llega."""
    for patron, zona in ((DE_PIXEL, UTC), (DE_WHATSAPP, CENTRO), (DICHO_POR_WHATSAPP, CENTRO), (DE_EQUIPO, CENTRO)):
        if hallado := patron.match(nombre):
            return _supuesta(hallado.groupdict(), zona, ahora)
    return None


def _supuesta(partes: dict[str, str | None], zona: tzinfo, ahora: datetime) -> tuple[datetime, Certeza] | None:
    dia = re.sub(r"\D", "", partes["dia"] or "")
    cifras = re.sub(r"\D", "", partes.get("hora") or "").rjust(CIFRAS, "0")
    certeza = Certeza.NOMBRE
    if partes.get("hora") is None:
        cifras, certeza = "120000", Certeza.DIA
    horas = int(cifras[:2])
    if mitad := partes.get("mitad"):
        horas = horas % 12 + 12 * (mitad.lower() == "p")
    numeros = [int(dia[:4]), int(dia[4:6]), int(dia[6:]), horas, int(cifras[2:4]), int(cifras[4:])]
    cuando = _instante(numeros, zona)
    if cuando is None or cuando.year < PRIMER_ANO or cuando > ahora:
        return None
    return cuando, certeza
