"""La tabla del cronograma: programado, realizado y la palabra que lo dice (docs/dominio.md, regla 35)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

from cronograma.consultas.cierres import Cierres, cierres_del_ejercicio
from cronograma.consultas.cuenta import Cuenta, contar
from cronograma.consultas.meses import Mes, lapso_del_ejercicio, mes_de, mes_y_ano, nombre_del_mes
from cronograma.consultas.reglas import todas_las_versiones
from cronograma.estados import NO_ENTRAN, Avance
from cronograma.models import Actividad, CierreMensual, CifraCerrada, PlanAnual
from nucleo.texto.formato import CENTRO
from suspension.models import PeriodoSuspension

GUION = "\u00ad"  # invisible: sólo se ve donde se parte la palabra


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
        return self.palabra.replace("Sobrecum", f"Sobrecum{GUION}").replace("Reprogra", f"Reprogra{GUION}")

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


def plan_de(ejercicio: int) -> PlanAnual:
    """El plan del ejercicio; mientras nadie lo guarde, con los umbrales de fábrica."""
    return PlanAnual.objects.filter(ejercicio=ejercicio).first() or PlanAnual(ejercicio=ejercicio)


def tabla_del_ejercicio(ejercicio: int, *, ahora: datetime) -> Tabla:
    """Arma la tabla completa: a lo más doce consultas, haya la evidencia que haya."""
    hoy = ahora.astimezone(CENTRO).date()
    plan, cierres = plan_de(ejercicio), cierres_del_ejercicio(ejercicio)
    actividades = list(
        Actividad.objects.filter(ejercicio__in=[ejercicio - 1, ejercicio]).prefetch_related("metas", "cambios_de_meta")
    )
    las_del_ano = [a for a in actividades if a.ejercicio == ejercicio and (a.retirada_en is None or a.metas.all())]
    reglas = {a.regla for a in las_del_ano}
    cuenta = contar(reglas, cierres.en_espera(ejercicio), todas_las_versiones())
    armar = _Armador(plan, cierres, cuenta, suspendidos(plan), _gemelas(actividades, ejercicio), mes_de(ahora))
    filas = [Fila(a, [armar.celda(a, mes) for mes in range(1, 13)]) for a in las_del_ano]
    return Tabla(plan, filas, min(hoy, date(ejercicio, 12, 31)), mes_de(ahora), cierres)


def _gemelas(actividades: Sequence[Actividad], ejercicio: int) -> dict[int, list[int]]:
    """De cada actividad, ella y su igual del año pasado: lo tardío de diciembre cuenta en enero."""
    lugares: dict[tuple[int, str], list[int]] = {}
    for actividad in actividades:
        lugares.setdefault((actividad.numero, actividad.regla), []).append(actividad.pk)
    return {a.pk: lugares[a.numero, a.regla] for a in actividades if a.ejercicio == ejercicio}


@dataclass(frozen=True)
class _Armador:
    """Todo lo que hace falta para decir una celda."""

    plan: PlanAnual
    cierres: Cierres
    cuenta: Cuenta
    suspendidos: Mapping[int, str]
    gemelas: Mapping[int, list[int]]
    hoy: Mes

    def celda(self, actividad: Actividad, numero: int) -> Celda:
        mes = (actividad.ejercicio, numero)
        if cifra := self.cierres.cifras.get((mes, actividad.pk)):
            return self._cerrada(actividad, mes, cifra)
        if cierre := self.cierres.por_mes.get(mes):
            # Entró al plan después de ese cierre: ahí no hay nada suyo.
            return Celda(actividad, numero, None, 0, Avance.SIN_META, cierre=cierre)
        return self._abierta(actividad, mes)

    def _cerrada(self, actividad: Actividad, mes: Mes, cifra: CifraCerrada) -> Celda:
        avance = Avance(cifra.avance)
        tardias = self._hecho_en(actividad, mes) + self.cierres.llegaron_tarde_y_contaron(actividad, mes)
        if avance in (Avance.PARCIAL, Avance.NO_CUMPLIDO) and cifra.realizado + tardias >= (cifra.programado or 0):
            avance = Avance.FUERA_DE_PLAZO
        return Celda(
            actividad,
            mes[1],
            cifra.programado,
            cifra.realizado,
            avance,
            cierre=self.cierres.por_mes[mes],
            de_antes=cifra.de_antes,
            tardias=tardias,
            fundamento=cifra.fundamento,
        )

    def _abierta(self, actividad: Actividad, mes: Mes) -> Celda:
        programado = next((m.programado for m in actividad.metas.all() if m.mes == mes[1]), None)
        pasos = [c for c in actividad.cambios_de_meta.all() if c.mes == mes[1] and c.pasa_a]
        de_antes = sum(self._hecho_en(actividad, m) for m in self.cierres.tardios_para(actividad, mes))
        realizado = self._hecho_en(actividad, mes) + de_antes
        fundamento = self.suspendidos.get(mes[1], "") if actividad.se_suspende else ""
        avance = self._palabra(programado, realizado, mes, suspendida=bool(fundamento), pasa=bool(pasos))
        return Celda(
            actividad,
            mes[1],
            programado,
            realizado,
            avance,
            es_actual=mes == self.hoy,
            de_antes=de_antes,
            pasa_a=pasos[-1].pasa_a if pasos else None,
            fundamento=fundamento,
        )

    def _hecho_en(self, actividad: Actividad, mes: Mes) -> int:
        a_mano = sum(self.cuenta.a_mano[pk, mes] for pk in self.gemelas[actividad.pk])
        return self.cuenta.por_regla[actividad.regla, mes] + a_mano

    def _palabra(self, programado: int | None, realizado: int, mes: Mes, *, suspendida: bool, pasa: bool) -> Avance:
        """La palabra de la celda. Programado 0 no es 100 %: es «no programado»."""
        if not programado:
            return Avance.REPROGRAMADO if pasa else Avance.SIN_META
        if suspendida:
            return Avance.SUSPENDIDO
        if realizado >= programado:
            return self._cumplida(programado, realizado)
        if mes >= self.hoy:
            return Avance.POR_INICIAR if mes > self.hoy else Avance.EN_CURSO
        return Avance.PARCIAL if 100 * realizado >= self.plan.parcial_desde * programado else Avance.NO_CUMPLIDO

    def _cumplida(self, programado: int, realizado: int) -> Avance:
        if 100 * realizado > self.plan.sobrecumplido_desde * programado:
            return Avance.SOBRECUMPLIDO
        return Avance.CUMPLIDO


def suspendidos(plan: PlanAnual) -> dict[int, str]:
    """Los meses con bastantes días de veda, con su fundamento. Los días encimados se cuentan una vez."""
    lapso = lapso_del_ejercicio(plan.ejercicio)
    dias: dict[date, str] = {}
    for periodo in PeriodoSuspension.objects.que_tocan(lapso.desde, lapso.hasta):
        dia, fin = max(periodo.inicio, lapso.desde).astimezone(CENTRO).date(), min(periodo.fin, lapso.hasta)
        while datetime(dia.year, dia.month, dia.day, tzinfo=CENTRO) < fin:
            dias.setdefault(dia, f"{periodo.nombre}: {periodo.fundamento}")
            dia += timedelta(days=1)
    del_mes = {mes: [razon for dia, razon in dias.items() if dia.month == mes] for mes in range(1, 13)}
    return {mes: razones[0] for mes, razones in del_mes.items() if len(razones) >= plan.dias_que_suspenden}
