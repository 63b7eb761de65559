"""El día que dice un renglón: «lun 30», «1 de dic», «30/11/2026», «mañana»."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from nucleo.texto.formato import plegar

MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
DIAS = ("lun", "mar", "mie", "jue", "vie", "sab", "dom")
ATRAS = timedelta(days=60)  # un día sin año de hace más de dos meses es del año que viene
RECIENTE = timedelta(days=7)  # un día de la semana sin mes: esta semana o la que viene
SIGLO = 2000

ENTEROS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_RESTOS_DE_MES = ("ro", "rero", "zo", "il", "o", "io", "io", "osto", "t?(?:iembre)?", "ubre", "iembre", "iembre")
_DIA = rf"(?P<dia_semana>{'|'.join(DIAS)})(?:{'|'.join(e[3:] for e in ENTEROS)}|r)?\.?,?\s+"
_MES = "(?P<mes>" + "|".join(rf"{m}(?:{r})?\b" for m, r in zip(MESES, _RESTOS_DE_MES, strict=True)) + r")\.?"
FORMAS = (
    re.compile(r"\b(?P<anio>\d{4})-(?P<num_mes>\d{1,2})-(?P<dia>\d{1,2})(?:\s+00:00(?::00)?)?\b"),
    re.compile(rf"(?:\b{_DIA})?\b(?P<dia>\d{{1,2}})[/-](?P<num_mes>\d{{1,2}})(?:[/-](?P<anio>\d{{4}}|\d{{2}}))?\b"),
    re.compile(
        rf"(?:\b{_DIA})?\b(?P<dia>\d{{1,2}})\s*(?:de\s+)?[-/]?{_MES}(?:,?[\s/-]+(?:de\s+|del\s+)?(?P<anio>\d{{4}}))?(?![a-z])"
    ),
    re.compile(rf"\b{_DIA}(?P<dia>\d{{1,2}})\b(?!\s*(?::|am|pm|a\.m|p\.m|h\b|hrs?|horas|de la\b))"),
    re.compile(r"\b(?P<relativo>hoy|pasado manana)\b|^\W*(?P<manana>manana)\b"),
    re.compile(r"\b(?P<solo>" + "|".join(ENTEROS) + r")\b"),
)


@dataclass(frozen=True)
class FechaHallada:
    """El día que se entendió (o ninguno, si no existe) y en qué lugar del renglón estaba escrito."""

    dia: date | None
    desde: int
    hasta: int


def doblar(texto: str) -> str:
    """Sin acentos ni mayúsculas, letra por letra: lo hallado está en el mismo lugar del original."""
    return "".join((plegar(letra) or " ")[:1] for letra in texto)


def fecha_en(doblado: str, hoy: date) -> FechaHallada | None:
    """La primera forma que se reconozca; una fecha imposible («31/02») se halla sin día."""
    for forma in FORMAS:
        if hallada := forma.search(doblado):
            return FechaHallada(_dia(hallada.groupdict(), hoy), hallada.start(), hallada.end())
    return None


def _dia(partes: dict[str, str | None], hoy: date) -> date | None:
    if relativo := partes.get("relativo"):
        return hoy + timedelta(days={"hoy": 0}.get(relativo, 2))
    if partes.get("manana"):
        return hoy + timedelta(days=1)
    if solo := partes.get("solo"):
        return hoy + timedelta(days=(DIAS.index(solo[:3]) - hoy.weekday()) % 7)
    mes = _mes(partes)
    try:
        if mes is None:
            return _del_dia_de_la_semana(int(partes["dia"] or 0), str(partes["dia_semana"]), hoy)
        return _con_mes(int(partes["dia"] or 0), mes, partes.get("anio"), hoy)
    except ValueError:
        return None


def _mes(partes: dict[str, str | None]) -> int | None:
    if nombre := partes.get("mes"):
        return MESES.index(nombre[:3]) + 1
    if numero := partes.get("num_mes"):
        return int(numero)
    return None


def _con_mes(dia: int, mes: int, anio: str | None, hoy: date) -> date:
    if anio:
        return date(int(anio) + (0 if len(anio) > 2 else SIGLO), mes, dia)  # noqa: PLR2004 - «26» es 2026
    este = date(hoy.year, mes, dia)
    if este < hoy - ATRAS:
        return date(hoy.year + 1, mes, dia)
    return este


def _del_dia_de_la_semana(dia: int, semana: str, hoy: date) -> date | None:
    """«Lun 30»: el primer 30 de aquí en adelante que caiga en lunes; si ninguno, el primer 30."""
    desde = hoy - RECIENTE
    candidatos = [desde + timedelta(days=n) for n in range(100)]
    del_numero = [c for c in candidatos if c.day == dia]
    exactos = [c for c in del_numero if DIAS[c.weekday()] == semana]
    return next(iter([*exactos, *del_numero]), None)
