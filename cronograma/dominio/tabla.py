"""Armar la tabla de un ejercicio: qué se programó, qué se hizo y la palabra de cada celda, abierta o cerrada."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cronograma.consultas.cierres import Cierres, cierres_de
from cronograma.consultas.cuenta import Cuenta, contar
from cronograma.consultas.meses import Lapso, Mes, lapso_del_ejercicio, mes_de
from cronograma.consultas.reglas import todas_las_versiones
from cronograma.dominio.celdas import Celda, Fila, Tabla
from cronograma.estados import Avance
from cronograma.models import Actividad, CifraCerrada, PlanAnual
from nucleo.texto.formato import CENTRO
from suspension.models import PeriodoSuspension


def plan_de(ejercicio: int) -> PlanAnual:
    """El plan del ejercicio; mientras nadie lo guarde, con los umbrales de fábrica."""
    return PlanAnual.objects.filter(ejercicio=ejercicio).first() or PlanAnual(ejercicio=ejercicio)


def tabla_del_ejercicio(ejercicio: int, *, ahora: datetime) -> Tabla:
    """Arma la tabla completa: a lo más doce consultas, haya la evidencia que haya."""
    return tablas_de([ejercicio], ahora=ahora)[ejercicio]


def tablas_de(ejercicios: Collection[int], *, ahora: datetime) -> dict[int, Tabla]:
    """Las de varios ejercicios, con las mismas consultas que una."""
    planes = {p.ejercicio: p for p in PlanAnual.objects.filter(ejercicio__in=ejercicios)}
    cierres = cierres_de(ejercicios)
    tocan = {e - n for e in ejercicios for n in (0, 1)}
    actividades = list(Actividad.objects.filter(ejercicio__in=tocan).prefetch_related("metas", "cambios_de_meta"))
    esperas = [cierres[e].en_espera(e) for e in ejercicios]
    lapso = Lapso(min(e.desde for e in esperas), max(e.hasta for e in esperas))
    reglas = {a.regla for a in actividades if a.ejercicio in ejercicios and _esta_en_la_tabla(a)}
    cuenta = contar(reglas, lapso, todas_las_versiones())
    periodos = list(PeriodoSuspension.objects.que_tocan(lapso.desde, lapso.hasta))
    tablas = {}
    for ejercicio in ejercicios:
        plan = planes.get(ejercicio) or PlanAnual(ejercicio=ejercicio)
        armar = _Armador(
            plan,
            cierres[ejercicio],
            cuenta,
            suspendidos(plan, periodos),
            _gemelas(actividades, ejercicio),
            mes_de(ahora),
        )
        tablas[ejercicio] = _tabla(armar, [a for a in actividades if a.ejercicio == ejercicio], ahora)
    return tablas


def _tabla(armar: "_Armador", actividades: Sequence[Actividad], ahora: datetime) -> Tabla:
    filas = [Fila(a, [armar.celda(a, mes) for mes in range(1, 13)]) for a in actividades if _esta_en_la_tabla(a)]
    hoy = ahora.astimezone(CENTRO).date()
    return Tabla(armar.plan, filas, min(hoy, date(armar.plan.ejercicio, 12, 31)), mes_de(ahora), armar.cierres)


def _esta_en_la_tabla(actividad: Actividad) -> bool:
    """La retirada sin nada programado ya no se ve."""
    return actividad.retirada_en is None or bool(actividad.metas.all())


def _gemelas(actividades: Sequence[Actividad], ejercicio: int) -> dict[int, list[int]]:
    """De cada actividad, ella y su igual del año pasado: lo tardío de diciembre cuenta en enero."""
    del_ano_pasado: dict[str, list[int]] = {}
    for actividad in actividades:
        if actividad.ejercicio == ejercicio - 1:
            del_ano_pasado.setdefault(actividad.que_es, []).append(actividad.pk)
    suyas = [a for a in actividades if a.ejercicio == ejercicio]
    return {a.pk: [a.pk, *del_ano_pasado.get(a.que_es, [])] for a in suyas}


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
            pasa_a=_pasa_a(actividad, mes[1]),
        )

    def _abierta(self, actividad: Actividad, mes: Mes) -> Celda:
        programado = next((m.programado for m in actividad.metas.all() if m.mes == mes[1]), None)
        if actividad.retirada_en and mes >= mes_de(actividad.retirada_en):
            return Celda(actividad, mes[1], None, 0, Avance.SIN_META, es_actual=mes == self.hoy)
        pasa_a = _pasa_a(actividad, mes[1])
        de_antes = sum(self._hecho_en(actividad, m) for m in self.cierres.tardios_para(actividad, mes))
        realizado = self._hecho_en(actividad, mes) + de_antes
        fundamento = self.suspendidos.get(mes[1], "") if actividad.se_suspende else ""
        avance = self._palabra(programado, realizado, mes, suspendida=bool(fundamento), pasa=bool(pasa_a))
        return Celda(
            actividad,
            mes[1],
            programado,
            realizado,
            avance,
            es_actual=mes == self.hoy,
            de_antes=de_antes,
            pasa_a=pasa_a,
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


def _pasa_a(actividad: Actividad, mes: int) -> int | None:
    """El mes al que se pasó lo de ése, si se reprogramó."""
    pasos = [c.pasa_a for c in actividad.cambios_de_meta.all() if c.mes == mes and c.pasa_a]
    return pasos[-1] if pasos else None


def suspendidos(plan: PlanAnual, periodos: Sequence[PeriodoSuspension] | None = None) -> dict[int, str]:
    """Los meses con bastantes días de veda, con su fundamento. Los días encimados se cuentan una vez."""
    lapso = lapso_del_ejercicio(plan.ejercicio)
    if periodos is None:
        periodos = list(PeriodoSuspension.objects.que_tocan(lapso.desde, lapso.hasta))
    dias: dict[date, str] = {}
    for periodo in periodos:
        dia, fin = max(periodo.inicio, lapso.desde).astimezone(CENTRO).date(), min(periodo.fin, lapso.hasta)
        while datetime(dia.year, dia.month, dia.day, tzinfo=CENTRO) < fin:
            dias.setdefault(dia, f"{periodo.nombre}: {periodo.fundamento}")
            dia += timedelta(days=1)
    del_mes = {mes: [razon for dia, razon in dias.items() if dia.month == mes] for mes in range(1, 13)}
    return {mes: razones[0] for mes, razones in del_mes.items() if len(razones) >= plan.dias_que_suspenden}
