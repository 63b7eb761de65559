"""La hora que dice un renglón: «10am», «12 hrs», «a las 5 de la tarde»; o que no la dice: «en la tarde»."""

import re
from dataclasses import dataclass
from datetime import time

MEDIODIA = 12
FIN_DE_LA_TARDE = 7  # «a las 5» puede ser de la mañana o de la tarde: se pregunta
_AMPM = r"(?P<ampm>[ap])\.?\s?m\b\.?"
_HASTA = r"(?:\s*(?:a|al|-|–)\s*(?:las\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?\s?m\b\.?)?)?"
_A_LAS = r"(?:\ba\s+las?\s+|\bde\s+|\bdesde\s+las?\s+)?"
_UNIDAD = r"(?:\s*(?:hrs?\b\.?|horas?\b|h\b\.?))?"
FORMAS = (
    re.compile(r"\b(?:al?\s+)?(?P<mediodia>medio\s?dia)\b"),
    re.compile(
        rf"{_A_LAS}\b(?P<hora>\d{{1,2}})(?:[:.](?P<minuto>\d{{2}}))?\s+(?:de|en|por)\s+la\s+(?P<parte>manana|tarde|noche)\b"
    ),
    re.compile(rf"{_A_LAS}\b(?P<hora>\d{{1,2}})[:.](?P<minuto>\d{{2}})(?::\d{{2}})?\s*(?:{_AMPM})?{_HASTA}{_UNIDAD}"),
    re.compile(rf"{_A_LAS}\b(?P<hora>\d{{1,2}})\s*{_AMPM}{_UNIDAD}"),
    re.compile(rf"{_A_LAS}\b(?P<hora>\d{{1,2}})\s*(?:hrs?\b\.?|horas?\b|h\b\.?)"),
    re.compile(r"\ba\s+las?\s+(?P<hora>\d{1,2})\b"),
)
MOMENTO = re.compile(
    r"\b(?:(?:en|por)\s+la\s+(?:manana|tarde|noche)|(?:hora\s+)?por\s+(?:confirmar|definir)|sin\s+hora|todo\s+el\s+dia)\b"
)


@dataclass(frozen=True)
class HoraHallada:
    """La hora, o cómo la dijo quien no la supo, y en qué lugar del renglón estaba."""

    hora: time | None
    momento: bool
    desde: int
    hasta: int


def hora_en(doblado: str) -> HoraHallada | None:
    """La primera hora del renglón. Una que no existe («25:00») no es hora."""
    for forma in FORMAS:
        if (hallada := forma.search(doblado)) and (leida := _leer(hallada)):
            return leida
    if hallada := MOMENTO.search(doblado):
        return HoraHallada(None, momento=True, desde=hallada.start(), hasta=hallada.end())
    return None


def _leer(hallada: re.Match[str]) -> HoraHallada | None:
    partes = hallada.groupdict()
    if partes.get("mediodia"):
        return HoraHallada(time(MEDIODIA), momento=False, desde=hallada.start(), hasta=hallada.end())
    horas, minutos = int(partes["hora"]), int(partes.get("minuto") or 0)
    ampm = partes.get("ampm") or {"manana": "a", "tarde": "p", "noche": "p"}.get(partes.get("parte") or "", "")
    if horas > 23 or minutos > 59:  # noqa: PLR2004 - el reloj
        return None
    if not ampm and 1 <= horas < FIN_DE_LA_TARDE and len(partes["hora"]) == 1:
        return HoraHallada(None, momento=True, desde=hallada.start(), hasta=hallada.end())
    if ampm == "p" and horas < MEDIODIA:
        horas += MEDIODIA
    elif ampm == "a" and horas == MEDIODIA:
        horas = 0
    return HoraHallada(time(horas, minutos), momento=False, desde=hallada.start(), hasta=hallada.end())
