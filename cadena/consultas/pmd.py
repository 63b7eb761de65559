"""El plan municipal con lo que se ha difundido de él: qué ejes llevan meses sin salir y qué líneas lleva cada cosa."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max
from django.db.models.functions import ExtractMonth, ExtractYear

from agenda.models import Evento
from boletines.models import Boletin
from cronograma.consultas.meses import Mes, mes_de, sumar_meses
from cronograma.models import Actividad
from nucleo.texto.formato import CENTRO, MESES_CORTOS, plural
from pmd.models import ElementoDelPMD, PlanMunicipal
from produccion.consultas.lineas import difundido_por_eje

MESES_QUE_SE_MIRAN = 12
SIN_DIFUNDIR = 2  # meses seguidos sin que salga nada
Cosa = Evento | Boletin | Actividad


@dataclass
class EjeVisto:
    """Lo difundido de un eje por mes (boletines, diseños usados, láminas entregadas) y cuándo fue lo último."""

    eje: ElementoDelPMD
    por_mes: Sequence[tuple[str, int]]
    ultimo: datetime | None
    meses_sin: int | None
    eventos: int
    ramas: list[ElementoDelPMD] = field(default_factory=list)

    @property
    def difundidos(self) -> int:
        return sum(n for _, n in self.por_mes)

    @property
    def espera(self) -> bool:
        return self.meses_sin is None or self.meses_sin >= SIN_DIFUNDIR

    @property
    def frase(self) -> str:
        if self.meses_sin is None:
            return "Nunca se ha difundido"
        if not self.meses_sin:
            return "Difundido este mes"
        return f"{plural(self.meses_sin, '1 mes', '{} meses')} sin difundir"


@dataclass(frozen=True)
class PlanVisto:
    """El plan que rige, con sus ejes."""

    plan: PlanMunicipal
    ejes: Sequence[EjeVisto]
    meses: Sequence[str]

    @property
    def hallazgo(self) -> str:
        esperan = [e for e in self.ejes if e.espera]
        if not esperan:
            return "Todos los ejes se han difundido en los últimos dos meses."
        de_cuantos = plural(len(self.ejes), "1 eje", "{} ejes")
        verbo = "lleva" if len(esperan) == 1 else "llevan"
        return f"{len(esperan)} de {de_cuantos} {verbo} {SIN_DIFUNDIR} meses o más sin difundirse."


def plan_visto(ahora: datetime) -> PlanVisto | None:
    """Siete consultas, tenga las líneas que tenga; nada si no se ha cargado un plan."""
    plan = PlanMunicipal.objects.filter(rige=True).first()
    if plan is None:
        return None
    elementos = list(plan.elementos.select_related("dependencia").order_by("orden", "pk"))
    salidos = Boletin.objects.con_su_hora(ahora).filter(lineas__plan=plan).order_by()
    por_mes = _por_mes(salidos)
    ultimos = dict(salidos.values_list("lineas__eje").annotate(ultimo=Max("publicado_en")))
    for otro in difundido_por_eje(plan, ahora):
        llave = otro.eje, (otro.ano, otro.mes)
        por_mes[llave] = por_mes.get(llave, 0) + otro.cuantos
        ultimos[otro.eje] = max(filter(None, [ultimos.get(otro.eje), otro.ultimo]))
    eventos = dict(
        Evento.objects.filter(lineas__plan=plan)
        .order_by()
        .values_list("lineas__eje")
        .annotate(n=Count("pk", distinct=True))
    )
    hoy = mes_de(ahora)
    meses = [sumar_meses(hoy, -n) for n in range(MESES_QUE_SE_MIRAN - 1, -1, -1)]
    ejes = [
        EjeVisto(
            eje=eje,
            por_mes=[(_corto(m), por_mes.get((eje.pk, m), 0)) for m in meses],
            ultimo=ultimos.get(eje.pk),
            meses_sin=_meses_sin(ultimos.get(eje.pk), hoy),
            eventos=eventos.get(eje.pk, 0),
            ramas=[e for e in elementos if e.eje_id == eje.pk],
        )
        for eje in elementos
        if eje.eje_id is None
    ]
    return PlanVisto(plan, ejes, [_corto(m) for m in meses])


def _por_mes(salidos: object) -> dict[tuple[int, Mes], int]:
    """Cuántos boletines de cada eje en cada mes; el que lleva dos líneas del mismo eje cuenta una vez."""
    filas = (
        salidos.annotate(  # type: ignore[attr-defined] # es el QuerySet de boletines, ya anotado
            ano_=ExtractYear("publicado_en", tzinfo=CENTRO), mes_=ExtractMonth("publicado_en", tzinfo=CENTRO)
        )
        .values_list("lineas__eje", "ano_", "mes_")
        .annotate(n=Count("pk", distinct=True))
    )
    return {(eje, (ano, mes)): n for eje, ano, mes, n in filas}


def _corto(mes: Mes) -> str:
    return f"{MESES_CORTOS[mes[1] - 1].capitalize()} {mes[0] % 100:02}"


def _meses_sin(ultimo: datetime | None, hoy: Mes) -> int | None:
    if ultimo is None:
        return None
    ano, mes = mes_de(ultimo)
    return (hoy[0] - ano) * 12 + hoy[1] - mes


@dataclass(frozen=True)
class OpcionDeLinea:
    linea: ElementoDelPMD
    puesta: bool
    propuesta: bool


@dataclass(frozen=True)
class LineasDeUnaCosa:
    """Las líneas que puede llevar una cosa: primero las que el plan le da a su dependencia o su tema."""

    propuestas: Sequence[OpcionDeLinea]
    por_eje: Sequence[tuple[ElementoDelPMD, Sequence[OpcionDeLinea]]]

    @property
    def hay(self) -> bool:
        return bool(self.propuestas or self.por_eje)


def lineas_para(cosa: Cosa) -> LineasDeUnaCosa:
    puestas = set(cosa.lineas.values_list("pk", flat=True))
    elementos = list(ElementoDelPMD.objects.del_que_rige().order_by("orden", "pk"))
    propuestas: set[int] = set()
    if not isinstance(cosa, Actividad):  # una actividad sirve a toda la oficina: no es de una dependencia ni de un tema
        de_ella = ElementoDelPMD.objects.propuestas_para(dependencia=cosa.dependencia_id, tema=cosa.tema)
        propuestas = set(de_ella.values_list("pk", flat=True))
    opciones = [OpcionDeLinea(e, e.pk in puestas, e.pk in propuestas) for e in elementos if e.nivel == "linea"]
    ejes = [e for e in elementos if e.nivel == "eje"]
    return LineasDeUnaCosa(
        [o for o in opciones if o.propuesta],
        [
            (eje, suyas)
            for eje in ejes
            if (suyas := [o for o in opciones if o.linea.eje_id == eje.pk and not o.propuesta])
        ],
    )
