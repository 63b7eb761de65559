"""La celda, la fila y la tabla del cronograma, y cómo se saca el cumplimiento (docs/dominio.md, regla 35)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from cronograma.consultas.cierres import Cierres
from cronograma.consultas.meses import Mes, mes_y_ano, nombre_del_mes
from cronograma.estados import NO_ENTRAN, Avance
from cronograma.models import Actividad, CierreMensual, PlanAnual

GUION = "\u00ad"  # invisible: sólo se ve donde se parte la palabra


def partible(palabra: str) -> str:
    """La palabra de un avance, con dónde partirse en una columna angosta."""
    return palabra.replace("Sobrecum", f"Sobrecum{GUION}").replace("rogramado", f"rogra{GUION}mado")


@dataclass(frozen=True)
class Celda:
    """El cruce de una actividad y un mes."""

    actividad: Actividad
    mes: int
    programado: int | None
    realizado: int
    avance: Avance
    es_actual: bool = False
    cierre: CierreMensual | None = None
    de_antes: int = 0  # de lo realizado, lo que se hizo en un mes que ya estaba cerrado
    tardias: int = 0  # de un mes cerrado, lo que llegó después: no lo cambia, cuenta en el que sigue
    pasa_a: int | None = None  # el mes al que se reprogramó
    fundamento: str = ""  # de la suspensión

    @property
    def palabra(self) -> str:
        if self.pasa_a and self.avance == Avance.REPROGRAMADO:
            return f"Reprogramado a {nombre_del_mes(self.pasa_a)}"
        return self.avance.label

    @property
    def palabra_angosta(self) -> str:
        """La misma, con dónde partirla si no cabe en la tabla."""
        return partible(self.palabra)

    @property
    def cifra(self) -> str:
        """«10/12»; sin meta, sólo lo realizado."""
        hecho = "–" if self.avance == Avance.POR_INICIAR else str(self.realizado)
        if self.programado:
            return f"{hecho}/{self.programado}"
        return str(self.realizado or "–")

    @property
    def hasta_la_meta(self) -> int:
        """Lo que suma en el total: el exceso de un mes no tapa lo que faltó en otro."""
        return min(self.realizado, self.programado or 0)

    @property
    def falta(self) -> int:
        return max(0, (self.programado or 0) - self.realizado)

    @property
    def fraccion(self) -> float:
        if self.programado:
            return self.hasta_la_meta / self.programado
        return 0.0

    @property
    def porcentaje(self) -> int | None:
        if self.programado:
            return round(100 * self.realizado / self.programado)
        return None

    @property
    def cuenta(self) -> bool:
        """Si entra en el porcentaje: tiene meta, ya empezó y no está suspendida ni reprogramada."""
        return self.avance not in NO_ENTRAN

    @property
    def nombre_del_mes(self) -> str:
        return nombre_del_mes(self.mes)

    @property
    def mes_y_ano(self) -> str:
        return mes_y_ano((self.actividad.ejercicio, self.mes))


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
    def hasta_la_meta(self) -> int:
        return sum(c.hasta_la_meta for c in self.celdas if c.cuenta)

    @property
    def avance(self) -> Fraction | None:
        if self.programado:
            return Fraction(self.hasta_la_meta, self.programado)
        return None

    @property
    def porcentaje(self) -> int | None:
        return _por_ciento(self.avance)


@dataclass(frozen=True)
class Tabla:
    """El cronograma de un ejercicio."""

    plan: PlanAnual
    filas: list[Fila]
    corte: date
    hoy: Mes
    cierres: Cierres = field(default_factory=Cierres)

    @property
    def ejercicio(self) -> int:
        return self.plan.ejercicio

    @property
    def porcentaje(self) -> int | None:
        """El cumplimiento de la oficina en lo que va del año."""
        return cumplimiento(self.filas)

    @property
    def con_pesos(self) -> bool:
        return _con_pesos(self.filas)

    def celda(self, numero: int, mes: int) -> Celda:
        fila = next(f for f in self.filas if f.actividad.numero == numero)
        return fila.celdas[mes - 1]

    def del_mes(self, mes: int) -> list[Celda]:
        return [f.celdas[mes - 1] for f in self.filas]

    @property
    def por_cerrar(self) -> int | None:
        """El primer mes terminado, con algo programado, que sigue sin cerrar."""
        return next((mes for mes in range(1, 13) if self.espera_cierre(mes)), None)

    @property
    def por_cerrar_dicho(self) -> str:
        return mes_y_ano((self.ejercicio, self.por_cerrar or 1))

    def espera_cierre(self, mes: int) -> bool:
        momento = (self.ejercicio, mes)
        programado = any(c.programado for c in self.del_mes(mes))
        return programado and momento < self.hoy and momento not in self.cierres.por_mes

    @property
    def palabra_de_cierre(self) -> dict[int, str]:
        """De cada mes: cerrado, por cerrar o abierto; lo que no tenía nada programado, nada."""
        palabras = {}
        for mes in range(1, 13):
            if (self.ejercicio, mes) in self.cierres.por_mes:
                palabras[mes] = "Cerrado"
            elif self.espera_cierre(mes):
                palabras[mes] = "Por cerrar"
            else:
                palabras[mes] = "Abierto" if any(c.programado for c in self.del_mes(mes)) else "–"
        return palabras

    def cumplimiento_del_mes(self, mes: int) -> int | None:
        return cumplimiento([Fila(f.actividad, [f.celdas[mes - 1]]) for f in self.filas])


def cumplimiento(filas: Sequence[Fila]) -> int | None:
    """Σ peso · avance, hasta 100 cada una. Sin pesos escritos, cada actividad pesa lo que su parte de lo programado."""
    con_avance = [(fila, avance) for fila in filas if (avance := fila.avance) is not None]
    con_pesos = _con_pesos(filas)
    pesos = [Fraction(fila.actividad.peso or 0) if con_pesos else Fraction(fila.programado) for fila, _ in con_avance]
    if not sum(pesos):
        return None
    suma = sum((peso * avance for peso, (_, avance) in zip(pesos, con_avance, strict=True)), start=Fraction(0))
    return _por_ciento(suma / sum(pesos))


def _con_pesos(filas: Sequence[Fila]) -> bool:
    """Los pesos rigen si los tienen todas: a medias no se sabría cuánto pesa el resto."""
    return bool(filas) and all(fila.actividad.peso is not None for fila in filas)


def _por_ciento(parte: Fraction | None) -> int | None:
    if parte is None:
        return None
    return round(100 * parte)
