"""Cuánto tarda un boletín desde que termina su evento: la oportunidad que pide el plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from cadena.consultas.tablero.hechos import BoletinVisto, Hechos
from nucleo.texto.formato import plural

HORA = timedelta(hours=1)
# Hasta qué hora llega cada tramo; el último no termina.
TRAMOS = ((3, "0–3 h"), (6, "3–6 h"), (12, "6–12 h"), (24, "12–24 h"), (48, "1–2 días"), (None, "2+ días"))


@dataclass(frozen=True)
class TramoDeHoras:
    """Los boletines que tardaron entre dos horas."""

    nombre: str
    desde: int
    hasta: int | None
    boletines: Sequence[BoletinVisto]


@dataclass(frozen=True)
class Oportunidad:
    """Los tramos, la mediana, el peor y el hallazgo."""

    tramos: Sequence[TramoDeHoras]
    meta: int
    mediana: timedelta | None
    peor: BoletinVisto | None
    tarde: Sequence[BoletinVisto]
    hallazgo: str
    pie: str

    @property
    def total(self) -> int:
        return sum(len(t.boletines) for t in self.tramos)


def oportunidad_de(hechos: Hechos, antes: Hechos, *, meta: int, antes_de: str) -> Oportunidad:
    con_evento = hechos.de_un_evento
    tramos, desde = [], 0
    for hasta, nombre in TRAMOS:
        tramos.append(TramoDeHoras(nombre, desde, hasta, [b for b in con_evento if _en(b, desde, hasta)]))
        desde = hasta or 0
    tarde = [b for b in con_evento if _tardo(b) > meta * HORA]
    peor = max(con_evento, key=_tardo, default=None)
    sueltos = len(hechos.boletines) - len(con_evento)
    pie = "Cada punto es un boletín, desde que terminó su evento."
    if sueltos:
        pie += f" {plural(sueltos, '1 boletín no tiene evento', '{} boletines no tienen evento')}."
    mitad, mitad_antes = mediana_de(con_evento), mediana_de(antes.de_un_evento)
    hallazgo = _hallazgo(len(con_evento), len(tarde), meta, mitad)
    if con_evento and mitad_antes is not None:
        hallazgo += f" En {antes_de}, la mitad tardó {cuanto(mitad_antes)}."
    return Oportunidad(tramos, meta, mitad, peor, tarde, hallazgo, pie)


def _tardo(boletin: BoletinVisto) -> timedelta:
    return boletin.tardo or timedelta(0)


def _en(boletin: BoletinVisto, desde: int, hasta: int | None) -> bool:
    tardo = _tardo(boletin)
    return desde * HORA <= tardo and (hasta is None or tardo < hasta * HORA)


def mediana_de(boletines: Sequence[BoletinVisto]) -> timedelta | None:
    if not boletines:
        return None
    return timedelta(seconds=median(_tardo(b).total_seconds() for b in boletines))


def _hallazgo(cuantos: int, tarde: int, meta: int, mitad: timedelta | None) -> str:
    if mitad is None:
        return "Ningún boletín de estas fechas viene de un evento."
    salieron = f"{cuantos - tarde} de {plural(cuantos, '1 boletín salió', '{} boletines salieron')} en {meta} horas."
    return f"{salieron} La mitad, en {cuanto(mitad)} o menos."


def cuanto(tiempo: timedelta) -> str:
    """«5 h 20 min»; desde dos días, «2 días 4 h»."""
    minutos = round(tiempo.total_seconds() / 60)
    horas, minutos = divmod(minutos, 60)
    if horas >= 48:  # noqa: PLR2004 - dos días
        dias, horas = divmod(horas, 24)
        return f"{dias} días {horas} h" if horas else f"{dias} días"
    if not horas:
        return f"{minutos} min"
    if not minutos:
        return f"{horas} h"
    return f"{horas} h {minutos:02} min"
