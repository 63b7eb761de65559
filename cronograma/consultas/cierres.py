"""Lo cerrado: qué meses, con qué cifras, y cuál es el mes que recibe lo que llega tarde."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from cronograma.consultas.meses import Lapso, Mes, primer_instante, sumar_meses
from cronograma.models import CierreMensual, CifraCerrada

HACIA_ATRAS = 12  # meses cerrados en los que todavía se busca lo extemporáneo


@dataclass(frozen=True)
class Cierres:
    """Los meses cerrados que tocan a un ejercicio y el que recibe lo extemporáneo: el siguiente al último cerrado."""

    por_mes: Mapping[Mes, CierreMensual] = field(default_factory=dict)
    cifras: Mapping[tuple[Mes, int], CifraCerrada] = field(default_factory=dict)
    ultimo: Mes | None = None

    @cached_property
    def recibe(self) -> Mes | None:
        """El primer mes abierto después del último cerrado: ahí cuenta lo que llegó tarde."""
        if self.ultimo:
            return sumar_meses(self.ultimo, 1)
        return None

    def en_espera(self, ejercicio: int) -> Lapso:
        """De dónde a dónde se busca: el ejercicio y, si uno de sus meses recibe lo extemporáneo, los doce de antes."""
        desde, hasta = primer_instante((ejercicio, 1)), primer_instante((ejercicio + 1, 1))
        if self.recibe and self.recibe[0] == ejercicio:
            desde = min(desde, primer_instante(sumar_meses(self.recibe, -HACIA_ATRAS)))
        return Lapso(desde, hasta)

    def tardios_para(self, mes: Mes) -> Iterator[Mes]:
        """Los meses cerrados cuyo trabajo tardío cuenta en ése: sólo en el que recibe."""
        if self.recibe and self.recibe == mes:
            primero = sumar_meses(self.recibe, -HACIA_ATRAS)
            yield from (m for m in self.por_mes if primero <= m < mes)


def cierres_del_ejercicio(ejercicio: int) -> Cierres:
    """Los cierres vigentes del ejercicio y del anterior, con sus cifras: dos consultas."""
    de_estos = Q(ejercicio__in=[ejercicio - 1, ejercicio])
    vigentes = CierreMensual.objects.vigentes()
    por_mes = {(c.ejercicio, c.mes): c for c in vigentes.filter(de_estos).select_related("firmado_por")}
    del_ejercicio = [c.pk for (ano, _), c in por_mes.items() if ano == ejercicio]
    cifras = CifraCerrada.objects.filter(cierre__in=del_ejercicio) if del_ejercicio else ()
    de_cual = {c.pk: mes for mes, c in por_mes.items()}
    ultimo = vigentes.order_by("-ejercicio", "-mes").values_list("ejercicio", "mes").first()
    return Cierres(por_mes, {(de_cual[c.cierre_id], c.actividad_id): c for c in cifras}, ultimo)
