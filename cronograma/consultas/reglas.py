"""Qué versión de una regla rige en cada mes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cronograma.consultas.meses import Lapso, Mes, mes_de, primer_instante
from cronograma.estados import Regla
from cronograma.models import VersionDeRegla

# Mientras nadie cambie una regla, rige esto: es su versión 1.
DE_FABRICA: Mapping[str, Mapping[str, Any]] = {
    Regla.MEMORIA: {"fotos": 3},
    Regla.PAGINAS: {"boletines_en_el_portal": False},
}


@dataclass(frozen=True)
class Tramo:
    """Un pedazo de un lapso en que rigen los mismos parámetros."""

    lapso: Lapso
    parametros: Mapping[str, Any]


def parametros_de(regla: str, mes: Mes, versiones: Sequence[VersionDeRegla]) -> Mapping[str, Any]:
    """Los de la última versión que ya regía ese mes; si ninguna, los de fábrica."""
    vigente = version_vigente(regla, mes, versiones)
    return {**DE_FABRICA.get(regla, {}), **(vigente.parametros if vigente else {})}


def version_vigente(regla: str, mes: Mes, versiones: Sequence[VersionDeRegla]) -> VersionDeRegla | None:
    """La última puesta de las que ya regían al empezar ese mes."""
    dia = primer_instante(mes).date()
    rigen = [v for v in versiones if v.regla == regla and v.fecha_desde <= dia]
    return max(rigen, key=lambda v: v.numero, default=None)


def tramos_de(regla: str, lapso: Lapso, versiones: Sequence[VersionDeRegla]) -> Iterator[Tramo]:
    """El lapso cortado donde cambió la regla: casi siempre, entero."""
    cortes = {primer_instante((v.fecha_desde.year, v.fecha_desde.month)) for v in versiones if v.regla == regla}
    orillas = [lapso.desde, *sorted(c for c in cortes if lapso.desde < c < lapso.hasta), lapso.hasta]
    for desde, hasta in pairwise(orillas):
        yield Tramo(Lapso(desde, hasta), parametros_de(regla, mes_de(desde), versiones))


def todas_las_versiones() -> list[VersionDeRegla]:
    return list(VersionDeRegla.objects.select_related("puesta_por"))
