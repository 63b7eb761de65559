"""A este paso, qué faltará al terminar el mes. Se dice desde el día 20: antes hay muy poco en qué fundarlo."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cronograma.dominio.celdas import Celda, Tabla
from nucleo.texto.formato import CENTRO, plural

DESDE_EL = 20
SABADO = 5


@dataclass(frozen=True)
class Pronostico:
    """Lo que dice el paso que lleva una celda del mes en curso."""

    celda: Celda
    faltaran: int
    dias_habiles: int  # los que quedan, hoy incluido

    @property
    def alcanza(self) -> bool:
        return not self.faltaran

    @property
    def frase(self) -> str:
        faltan, quedan = plural(self.celda.falta, "falta 1", "faltan {}"), _quedan(self.dias_habiles)
        if self.alcanza:
            return f"{faltan.capitalize()}, {quedan}: a este paso sí alcanza."
        return f"{faltan.capitalize()}, {quedan}. A este paso {plural(self.faltaran, 'faltará 1', 'faltarán {}')}."


def _quedan(dias: int) -> str:
    return plural(dias, "queda 1 día hábil", "quedan {} días hábiles")


def pronosticos(tabla: Tabla, *, ahora: datetime) -> list[Pronostico]:
    """Los de las celdas del mes en curso a las que les falta, desde el día 20; las que no van a llegar, primero."""
    hoy = ahora.astimezone(CENTRO).date()
    if hoy.year != tabla.ejercicio or hoy.day < DESDE_EL:
        return []
    pasados, quedan = _habiles(hoy.replace(day=1), hoy), _habiles(hoy, _ultimo_dia(hoy) + timedelta(days=1))
    todos = _habiles(hoy.replace(day=1), _ultimo_dia(hoy) + timedelta(days=1))
    abiertas = [c for c in tabla.del_mes(hoy.month) if c.cuenta and c.falta and c.cierre is None]
    vistos = [Pronostico(c, _faltaran(c, pasados or 1, todos), quedan) for c in abiertas]
    return sorted(vistos, key=lambda p: -p.faltaran)


def _faltaran(celda: Celda, pasados: int, todos: int) -> int:
    llegara = (celda.realizado - celda.de_antes) * todos // pasados + celda.de_antes
    return max(0, (celda.programado or 0) - llegara)


def _ultimo_dia(dia: date) -> date:
    return dia.replace(day=monthrange(dia.year, dia.month)[1])


def _habiles(desde: date, hasta: date) -> int:
    """De lunes a viernes, sin contar `hasta`."""
    return sum(1 for n in range((hasta - desde).days) if (desde + timedelta(days=n)).weekday() < SABADO)
