"""Cuántas cosas reales hay de cada clase en cada mes: de aquí salen tabla, celda, cierre e informe."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Sum, Value
from django.db.models.functions import Cast, ExtractMonth, ExtractYear

from cronograma.consultas.fuentes import DE_A_MANO, Fuente, Parametros, fuentes_de
from cronograma.consultas.meses import Lapso, Mes
from cronograma.consultas.reglas import tramos_de
from cronograma.estados import ClaseDePrueba
from cronograma.models import Actividad, NoCuenta, PruebaCerrada, VersionDeRegla
from nucleo.texto.formato import CENTRO


def que_cuentan(fuente: Fuente, lapso: Lapso, parametros: Parametros) -> QuerySet:
    """Las cosas de una clase que cuentan: sin las que alguien sacó y sin las que ya contaron en un mes cerrado."""
    clase, cosa = fuente.clase, OuterRef("pk")
    fuera = NoCuenta.objects.vigentes().filter(clase=clase, cosa=cosa)
    contadas = PruebaCerrada.objects.filter(clase=clase, cosa=cosa, cierre__reabierto_en__isnull=True)
    return fuente.entre(lapso.desde, lapso.hasta, parametros).exclude(Exists(fuera)).exclude(Exists(contadas))


@dataclass(frozen=True)
class Cuenta:
    """Lo contado en un lapso, por regla y por actividad, según el mes en que se hizo."""

    por_regla: Counter[tuple[str, Mes]]
    a_mano: Counter[tuple[int, Mes]]

    def de(self, actividad: Actividad, mes: Mes) -> int:
        return self.por_regla[actividad.regla, mes] + self.a_mano[actividad.pk, mes]


def contar(reglas: Iterable[str], lapso: Lapso, versiones: Sequence[VersionDeRegla]) -> Cuenta:
    """Cuenta cada clase de esas reglas, y lo agregado a mano, en una sola consulta, haya la evidencia que haya."""
    partes = [
        _por_mes(fuente, tramo.lapso, tramo.parametros)
        for fuente in fuentes_de(reglas)
        for tramo in tramos_de(fuente.regla, lapso, versiones)
        if fuente.rige(tramo.parametros)
    ]
    partes.append(_por_mes(DE_A_MANO, lapso, {}))
    por_regla: Counter[tuple[str, Mes]] = Counter()
    a_mano: Counter[tuple[int, Mes]] = Counter()
    de_clase = {fuente.clase: fuente.regla for fuente in fuentes_de(reglas)}
    for clase, actividad, ano, mes, cuantas in partes[0].union(*partes[1:], all=True):
        if clase == ClaseDePrueba.A_MANO:
            a_mano[actividad, (ano, mes)] += cuantas
        else:
            por_regla[de_clase[clase], (ano, mes)] += cuantas
    return Cuenta(por_regla, a_mano)


def _por_mes(fuente: Fuente, lapso: Lapso, parametros: Parametros) -> QuerySet:
    """Una parte de la unión: clase, actividad (sólo en lo agregado a mano), año, mes y cuántas."""
    zona = None if fuente is DE_A_MANO else CENTRO  # lo agregado a mano trae su día, no su hora
    de_quien = F("actividad_id") if fuente is DE_A_MANO else Value(0)
    cuantas = Cast(Sum(fuente.suma), IntegerField()) if fuente.suma else Count("pk")
    return (
        que_cuentan(fuente, lapso, parametros)
        .order_by()
        .annotate(
            clase_=Value(str(fuente.clase)),
            de_quien_=de_quien,
            ano_=ExtractYear(fuente.campo, tzinfo=zona),
            mes_=ExtractMonth(fuente.campo, tzinfo=zona),
        )
        .values("clase_", "de_quien_", "ano_", "mes_")
        .annotate(cuantas_=cuantas)
        .values_list("clase_", "de_quien_", "ano_", "mes_", "cuantas_")
    )


def ejercicios() -> list[int]:
    """Los años que tienen plan, del último al primero."""
    return list(Actividad.objects.order_by("-ejercicio").values_list("ejercicio", flat=True).distinct())
