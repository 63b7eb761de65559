"""Lo cerrado: qué meses, con qué cifras, y cuál es el mes que recibe lo que llega tarde."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cronograma.consultas.meses import Lapso, Mes, mes_de, primer_instante, sumar_meses
from cronograma.models import Actividad, CierreMensual, CifraCerrada, PruebaCerrada
from cronograma.models.plan import que_es

HACIA_ATRAS = 12  # meses cerrados en los que se busca lo extemporáneo: los del ejercicio y los del anterior
Renglon = tuple[Mes, str]  # un mes de esa actividad (`Actividad.que_es`), sea de un año o del que sigue


@dataclass(frozen=True)
class Cierres:
    """Los meses cerrados que tocan a un ejercicio y el que recibe lo extemporáneo: el siguiente al último cerrado."""

    por_mes: Mapping[Mes, CierreMensual] = field(default_factory=dict)
    cifras: Mapping[tuple[Mes, int], CifraCerrada] = field(default_factory=dict)
    firmados: frozenset[Renglon] = frozenset()
    ya_contadas: Mapping[Renglon, int] = field(default_factory=dict)  # extemporáneas de un mes que otro cierre contó
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

    def tardios_para(self, actividad: Actividad, mes: Mes) -> list[Mes]:
        """Los meses en que se firmó esa actividad y cuyo trabajo tardío cuenta en ése: sólo en el que recibe.

        Una actividad que empieza a medio año no trae como tardío lo que se hizo antes de que estuviera en el plan.
        """
        if not self.recibe or self.recibe != mes:
            return []
        primero = sumar_meses(self.recibe, -HACIA_ATRAS)
        return [m for m in self.por_mes if primero <= m < mes and (m, actividad.que_es) in self.firmados]

    def llegaron_tarde_y_contaron(self, actividad: Actividad, mes: Mes) -> int:
        return self.ya_contadas.get((mes, actividad.que_es), 0)


def cierres_del_ejercicio(ejercicio: int) -> Cierres:
    """Los cierres vigentes del ejercicio y del anterior, con sus cifras."""
    return cierres_de([ejercicio])[ejercicio]


def cierres_de(ejercicios: Collection[int]) -> dict[int, Cierres]:
    """Los de varios ejercicios, cada uno con los de su año anterior: cuatro consultas, una si no hay ninguno."""
    vigentes = list(CierreMensual.objects.vigentes().select_related("firmado_por").order_by("ejercicio", "mes"))
    ultimo = max(((c.ejercicio, c.mes) for c in vigentes), default=None)
    tocan = {e - n for e in ejercicios for n in (0, 1)}
    de_estos = {c.pk: c for c in vigentes if c.ejercicio in tocan}
    if not de_estos:
        return dict.fromkeys(ejercicios, Cierres(ultimo=ultimo))
    cifras = list(CifraCerrada.objects.filter(cierre__in=de_estos).select_related("actividad"))
    tardias = _tardias(list(de_estos))
    return {e: _del_ejercicio(e, de_estos, cifras, tardias, ultimo) for e in ejercicios}


def _del_ejercicio(
    ejercicio: int,
    cierres: Mapping[int, CierreMensual],
    cifras: Sequence[CifraCerrada],
    tardias: Mapping[int, Counter[Renglon]],
    ultimo: Mes | None,
) -> Cierres:
    suyos = {pk: (c.ejercicio, c.mes) for pk, c in cierres.items() if ejercicio - 1 <= c.ejercicio <= ejercicio}
    las_suyas = [c for c in cifras if c.cierre_id in suyos]
    return Cierres(
        {mes: cierres[pk] for pk, mes in suyos.items()},
        {(suyos[c.cierre_id], c.actividad_id): c for c in las_suyas},
        frozenset((suyos[c.cierre_id], c.actividad.que_es) for c in las_suyas),
        sum((tardias[pk] for pk in suyos if pk in tardias), Counter()),
        ultimo,
    )


def _tardias(cierres: list[int]) -> dict[int, Counter[Renglon]]:
    """De cada cierre, las extemporáneas que contó, por el mes en que se hicieron."""
    tarde = PruebaCerrada.objects.filter(cierre__in=cierres, extemporanea=True)
    contadas: dict[int, Counter[Renglon]] = {}
    de_cual = tarde.order_by().values_list("cierre", "ocurrio_en", "actividad__regla", "actividad__nombre", "cantidad")
    for cierre, cuando, regla, nombre, cantidad in de_cual:
        contadas.setdefault(cierre, Counter())[mes_de(cuando), que_es(regla, nombre)] += cantidad
    return contadas
