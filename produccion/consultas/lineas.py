"""Las líneas del plan municipal que lleva un diseño o unas láminas, y cuánto se difundió con ellos de cada eje."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from nucleo.texto.formato import CENTRO
from pmd.estados import Nivel
from pmd.models import ElementoDelPMD, PlanMunicipal
from produccion.models import Diseno, Reunion

Cosa = Diseno | Reunion


@dataclass(frozen=True)
class OpcionDeLinea:
    linea: ElementoDelPMD
    puesta: bool
    propuesta: bool


@dataclass(frozen=True)
class LineasAEscoger:
    """Primero las que el plan le da a su dependencia o su tema; ninguna se marca sola. Después, las de cada eje."""

    propuestas: Sequence[OpcionDeLinea]
    por_eje: Sequence[tuple[ElementoDelPMD, Sequence[OpcionDeLinea]]]

    @property
    def hay(self) -> bool:
        return bool(self.propuestas or self.por_eje)


def lineas_a_escoger(cosa: Cosa) -> LineasAEscoger:
    puestas = set(cosa.lineas.values_list("pk", flat=True))
    tema = getattr(cosa, "tema", "") if isinstance(cosa, Diseno) else ""
    suyas = ElementoDelPMD.objects.propuestas_para(dependencia=cosa.dependencia_id, tema=tema)
    propuestas = set(suyas.values_list("pk", flat=True))
    elementos = list(ElementoDelPMD.objects.del_que_rige().order_by("orden", "pk"))
    opciones = [OpcionDeLinea(e, e.pk in puestas, e.pk in propuestas) for e in elementos if e.nivel == Nivel.LINEA]
    por_eje = [
        (eje, [o for o in opciones if o.linea.eje_id == eje.pk and not o.propuesta])
        for eje in elementos
        if eje.nivel == Nivel.EJE
    ]
    return LineasAEscoger([o for o in opciones if o.propuesta], [(eje, suyas) for eje, suyas in por_eje if suyas])


def lineas_puestas(cosa: Cosa) -> list[ElementoDelPMD]:
    """Las que lleva, en el orden del plan."""
    return list(cosa.lineas.order_by("plan", "orden", "pk"))


@dataclass(frozen=True)
class DifundidoDeUnEje:
    """Cuántos diseños se usaron, o cuántas láminas se entregaron, de un eje en un mes; y cuándo fue lo último."""

    eje: int
    ano: int
    mes: int
    cuantos: int
    ultimo: datetime


def difundido_por_eje(plan: PlanMunicipal, ahora: datetime) -> list[DifundidoDeUnEje]:
    """Los diseños usados y las láminas entregadas: los mismos que cuenta el cronograma, en el mes en que los cuenta.

    El que lleva dos líneas del mismo eje cuenta una vez.
    """
    disenos = Diseno.objects.filter(lineas__plan=plan, aprobado_en__isnull=False, usado_en__lte=ahora)
    reuniones = Reunion.objects.filter(lineas__plan=plan, entregada_en__lte=ahora)
    return [*_por_mes(disenos, "usado_en"), *_por_mes(reuniones, "entregada_en")]


def _por_mes(cosas: QuerySet, campo: str) -> list[DifundidoDeUnEje]:
    filas = (
        cosas.order_by()
        .annotate(ano_=ExtractYear(campo, tzinfo=CENTRO), mes_=ExtractMonth(campo, tzinfo=CENTRO))
        .values_list("lineas__eje", "ano_", "mes_")
        .annotate(cuantos=Count("pk", distinct=True), ultimo=Max(campo))
    )
    return [DifundidoDeUnEje(*fila) for fila in filas]
