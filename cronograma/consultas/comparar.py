"""Qué cambiaría una regla nueva: cuánto contaba y cuánto contaría cada mes abierto, con lo que entra y lo que sale."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cronograma.consultas.cuenta import que_cuentan
from cronograma.consultas.decir import Prueba, pruebas_de
from cronograma.consultas.fuentes import Fuente, fuentes_de, ordenadas
from cronograma.consultas.meses import Mes, lapso_del_mes, mes_y_ano
from cronograma.consultas.reglas import parametros_de, todas_las_versiones
from nucleo.texto.formato import plural
from personas.models import Persona

A_LA_VISTA = 25  # de cada lado de un mes
Parametros = Mapping[str, Any]


@dataclass
class MesComparado:
    """Un mes abierto con las dos cuentas, y hasta veinticinco de lo que entra y de lo que sale."""

    mes: Mes
    antes: int = 0
    despues: int = 0
    entran: list[Prueba] = field(default_factory=list)
    salen: list[Prueba] = field(default_factory=list)
    cuantas_entran: int = 0
    cuantas_salen: int = 0

    @property
    def nombre(self) -> str:
        return mes_y_ano(self.mes)

    @property
    def cambia(self) -> bool:
        return bool(self.cuantas_entran or self.cuantas_salen)

    @property
    def mas_que_entran(self) -> int:
        return self.cuantas_entran - len(self.entran)

    @property
    def mas_que_salen(self) -> int:
        return self.cuantas_salen - len(self.salen)


@dataclass(frozen=True)
class ComparacionDeRegla:
    """Todos los meses abiertos desde el que se pidió, con lo que dice la regla nueva."""

    meses: Sequence[MesComparado]
    huella: str

    @property
    def hallazgo(self) -> str:
        if not self.meses:
            return "Rige desde un mes que todavía no llega: hoy no cambia ninguna cuenta."
        antes, despues = sum(m.antes for m in self.meses), sum(m.despues for m in self.meses)
        if not any(m.cambia for m in self.meses):
            return f"Nada cambia: contaban {antes} y contarían {despues}."
        entran = sum(m.cuantas_entran for m in self.meses)
        salen = sum(m.cuantas_salen for m in self.meses)
        return (
            f"Contaban {antes} y contarían {despues}: {plural(entran, 'entra 1', 'entran {}')} y"
            f" {plural(salen, 'sale 1', 'salen {}')}."
        )


def comparar(
    regla: str, nuevos: Parametros, meses: Collection[Mes], *, persona: Persona, ahora: datetime
) -> ComparacionDeRegla:
    """Lo que cuenta hoy contra lo que contaría. Los meses los escoge quien llama: nunca uno cerrado."""
    versiones = todas_las_versiones()
    hechos = []
    huella = hashlib.sha256(json.dumps([regla, nuevos, sorted(meses)], sort_keys=True).encode())
    for mes in sorted(meses):
        comparado, vigentes = MesComparado(mes), parametros_de(regla, mes, versiones)
        for fuente in fuentes_de([regla]):
            antes, despues = _llaves(fuente, mes, vigentes), _llaves(fuente, mes, nuevos)
            huella.update(f"{mes}{fuente.clase}{sorted(antes)}{sorted(despues)}".encode())
            comparado.antes += len(antes)
            comparado.despues += len(despues)
            comparado.cuantas_entran += len(despues - antes)
            comparado.cuantas_salen += len(antes - despues)
            comparado.entran += _dichas(fuente, mes, nuevos, despues - antes, persona, ahora)
            comparado.salen += _dichas(fuente, mes, vigentes, antes - despues, persona, ahora)
        hechos.append(comparado)
    return ComparacionDeRegla(hechos, huella.hexdigest())


def _llaves(fuente: Fuente, mes: Mes, parametros: Parametros) -> set[int]:
    if not fuente.rige(parametros):
        return set()
    return set(que_cuentan(fuente, lapso_del_mes(mes), parametros).order_by().values_list("pk", flat=True))


def _dichas(
    fuente: Fuente, mes: Mes, parametros: Parametros, llaves: set[int], persona: Persona, ahora: datetime
) -> list[Prueba]:
    if not llaves:
        return []
    cosas = que_cuentan(fuente, lapso_del_mes(mes), parametros).filter(pk__in=llaves).select_related(*fuente.con)
    return pruebas_de(list(ordenadas(cosas, fuente.campo)[:A_LA_VISTA]), persona=persona, ahora=ahora)
