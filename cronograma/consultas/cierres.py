"""Lo cerrado: qué meses, con qué cifras, y cuál es el mes que recibe lo que llega tarde."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cronograma.consultas.meses import Lapso, Mes, mes_de, primer_instante, sumar_meses
from cronograma.models import Actividad, CierreMensual, CifraCerrada, PruebaCerrada

HACIA_ATRAS = 12  # meses cerrados en los que se busca lo extemporáneo: los del ejercicio y los del anterior
Renglon = tuple[Mes, int, str]  # un mes de la actividad con ese número y esa regla, sea de un año o del que sigue


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
        return [
            m for m in self.por_mes if primero <= m < mes and (m, actividad.numero, actividad.regla) in self.firmados
        ]

    def llegaron_tarde_y_contaron(self, actividad: Actividad, mes: Mes) -> int:
        return self.ya_contadas.get((mes, actividad.numero, actividad.regla), 0)


def cierres_del_ejercicio(ejercicio: int) -> Cierres:
    """Los cierres vigentes del ejercicio y del anterior, con sus cifras: cuatro consultas, tres si no hay ninguno."""
    vigentes = CierreMensual.objects.vigentes()
    de_estos = vigentes.filter(ejercicio__in=[ejercicio - 1, ejercicio]).select_related("firmado_por")
    por_mes = {(c.ejercicio, c.mes): c for c in de_estos}
    ultimo = vigentes.order_by("-ejercicio", "-mes").values_list("ejercicio", "mes").first()
    if not por_mes:
        return Cierres(ultimo=ultimo)
    de_cual = {c.pk: mes for mes, c in por_mes.items()}
    cifras = list(CifraCerrada.objects.filter(cierre__in=de_cual).select_related("actividad"))
    return Cierres(
        por_mes,
        {(de_cual[c.cierre_id], c.actividad_id): c for c in cifras},
        frozenset((de_cual[c.cierre_id], c.actividad.numero, c.actividad.regla) for c in cifras),
        _ya_contadas(list(de_cual)),
        ultimo,
    )


def _ya_contadas(cierres: list[int]) -> Counter[Renglon]:
    """Las extemporáneas que algún cierre ya contó, por el mes en que se hicieron."""
    tarde = PruebaCerrada.objects.filter(cierre__in=cierres, extemporanea=True)
    contadas: Counter[Renglon] = Counter()
    de_cual = tarde.order_by().values_list("ocurrio_en", "actividad__numero", "actividad__regla", "cantidad")
    for cuando, numero, regla, cantidad in de_cual:
        contadas[mes_de(cuando), numero, regla] += cantidad
    return contadas
