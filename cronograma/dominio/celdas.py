"""La tabla del cronograma: programado, realizado y la palabra que lo dice (docs/dominio.md, regla 35)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cronograma.consultas import cuenta
from cronograma.estados import Avance
from cronograma.models import Actividad
from nucleo.texto.formato import CENTRO, MESES
from suspension.models import PeriodoSuspension

# Un mes con al menos estos días en suspensión no cuenta en el porcentaje.
DIAS_QUE_SUSPENDEN = 15
PARCIAL_DESDE = 0.7  # docs/dominio.md, «El cronograma»: amarillo 70–90, rojo menos de 70


@dataclass(frozen=True)
class Celda:
    """El cruce de una actividad y un mes."""

    actividad: Actividad
    mes: int
    programado: int | None
    realizado: int
    avance: Avance
    es_actual: bool = False

    @property
    def palabra(self) -> str:
        return self.avance.label

    @property
    def cifra(self) -> str:
        """«10/12»; sin meta, sólo lo realizado."""
        hecho = "–" if self.avance == Avance.POR_INICIAR else str(self.realizado)
        if self.programado:
            return f"{hecho}/{self.programado}"
        return str(self.realizado or "–")

    @property
    def fraccion(self) -> float:
        if self.programado:
            return min(1.0, self.realizado / self.programado)
        return 0.0

    @property
    def cuenta(self) -> bool:
        """Si entra en el porcentaje: tiene meta, ya empezó y no está suspendida."""
        return bool(self.programado) and self.avance not in (Avance.SUSPENDIDO, Avance.POR_INICIAR)

    @property
    def nombre_del_mes(self) -> str:
        return MESES[self.mes - 1]


@dataclass(frozen=True)
class Fila:
    """Una actividad con sus doce celdas y su total."""

    actividad: Actividad
    celdas: list[Celda]

    @property
    def programado(self) -> int:
        return sum(c.programado or 0 for c in self.celdas if c.cuenta)

    @property
    def realizado(self) -> int:
        return sum(c.realizado for c in self.celdas if c.cuenta)

    @property
    def porcentaje(self) -> int | None:
        if self.programado:
            return round(100 * self.realizado / self.programado)
        return None


@dataclass(frozen=True)
class Tabla:
    """El cronograma de un ejercicio."""

    ejercicio: int
    filas: list[Fila]
    corte: date

    @property
    def porcentaje(self) -> int | None:
        """Avance general: el exceso de un mes no tapa lo que faltó en otro."""
        celdas = [c for f in self.filas for c in f.celdas if c.cuenta]
        if celdas:
            return round(100 * sum(c.fraccion for c in celdas) / len(celdas))
        return None

    def celda(self, numero: int, mes: int) -> Celda:
        fila = next(f for f in self.filas if f.actividad.numero == numero)
        return fila.celdas[mes - 1]

    def del_mes(self, mes: int) -> list[Celda]:
        return [f.celdas[mes - 1] for f in self.filas]


def tabla_del_ejercicio(ejercicio: int, *, ahora: datetime) -> Tabla:
    """Arma la tabla completa: a lo más doce consultas, sin importar cuánta evidencia haya."""
    hoy = ahora.astimezone(CENTRO).date()
    actividades = list(Actividad.objects.filter(ejercicio=ejercicio).prefetch_related("metas"))
    cuentas = {regla: cuenta.contar(regla, ejercicio) for regla in {a.regla for a in actividades}}
    manuales = cuenta.contar_manuales(ejercicio)
    suspendidos = meses_suspendidos(ejercicio)
    filas = []
    for actividad in actividades:
        metas = {m.mes: m.programado for m in actividad.metas.all()}
        celdas = [
            _celda(
                actividad,
                mes,
                metas.get(mes),
                cuentas[actividad.regla][mes] + manuales.get((actividad.pk, mes), 0),
                suspendidos,
                hoy,
            )
            for mes in range(1, 13)
        ]
        filas.append(Fila(actividad, celdas))
    return Tabla(ejercicio, filas, min(hoy, date(ejercicio, 12, 31)))


def _celda(
    actividad: Actividad, mes: int, programado: int | None, realizado: int, suspendidos: set[int], hoy: date
) -> Celda:
    momento = (actividad.ejercicio, mes)
    actual = momento == (hoy.year, hoy.month)
    suspendida = actividad.se_suspende and mes in suspendidos
    avance = _palabra(
        programado, realizado, es_actual=actual, es_futuro=momento > (hoy.year, hoy.month), suspendida=suspendida
    )
    return Celda(actividad, mes, programado, realizado, avance, es_actual=actual)


def _palabra(programado: int | None, realizado: int, *, es_actual: bool, es_futuro: bool, suspendida: bool) -> Avance:
    """La palabra de la celda. Programado 0 no es 100 %: es «sin meta»."""
    if not programado:
        return Avance.SIN_META
    if suspendida:
        return Avance.SUSPENDIDO
    if realizado >= programado:
        return Avance.CUMPLIDO
    if es_futuro:
        return Avance.POR_INICIAR
    if es_actual:
        return Avance.EN_CURSO
    return Avance.PARCIAL if realizado >= programado * PARCIAL_DESDE else Avance.ATRASADO


def meses_suspendidos(ejercicio: int) -> set[int]:
    """Los meses con al menos 15 días dentro de algún periodo de suspensión (encimados se cuentan una vez)."""
    desde, hasta = cuenta.del_ejercicio(ejercicio)
    dias: set[date] = set()
    for periodo in PeriodoSuspension.objects.que_tocan(desde, hasta):
        dia, fin = max(periodo.inicio, desde).astimezone(CENTRO).date(), min(periodo.fin, hasta).astimezone(CENTRO)
        while datetime(dia.year, dia.month, dia.day, tzinfo=CENTRO) < fin:
            dias.add(dia)
            dia += timedelta(days=1)
    por_mes = [sum(1 for d in dias if d.month == mes) for mes in range(1, 13)]
    return {mes for mes, cuantos in enumerate(por_mes, start=1) if cuantos >= DIAS_QUE_SUSPENDEN}
