"""Repartir la obra entre procesos: cada uno con su conexión a la base y su copia de la edición."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import lru_cache, partial
from multiprocessing import get_context
from typing import Any

from boletines.models.suspension import SuspensionDeBoletines
from portal.consultas.edicion import Edicion
from portal.dominio.escritura import archivos
from portal.dominio.escritura.arranque import arrancar

POR_PROCESO = 500  # con menos boletines, echar a andar otro proceso tarda más que escribirlos
Tarea = Callable[[Any, Edicion], None]


def procesos_para(boletines: int) -> int:
    """Uno por núcleo, si hay bastante que hacer."""
    return max(1, min(os.cpu_count() or 1, boletines // POR_PROCESO))


def repartir(tarea: Tarea, piezas: Iterable[Any], edicion: Edicion, procesos: int) -> Iterator[None]:
    """Hace todas las piezas y avisa de cada una en el orden en que venían. Lo que falle sale de aquí como excepción.

    Con un proceso todo se hace en éste. Con más, `tarea` y las piezas viajan por pickle y cada proceso arranca limpio
    (`spawn`): typst y libpq no sobreviven a un `fork`.
    """
    if procesos == 1:
        for pieza in piezas:
            tarea(pieza, edicion)
            yield
        return
    cuadrilla = ProcessPoolExecutor(procesos, mp_context=get_context("spawn"), initializer=arrancar)
    try:
        yield from cuadrilla.map(partial(_en_otro_proceso, tarea, edicion.ahora, edicion.suspension), piezas)
    finally:
        cuadrilla.shutdown(cancel_futures=True)


def _en_otro_proceso(tarea: Tarea, ahora: datetime, suspension: SuspensionDeBoletines | None, pieza: Any) -> None:
    with archivos.en_lote(al_disco=False):
        tarea(pieza, _copia(ahora, suspension))


@lru_cache(maxsize=1)
def _copia(ahora: datetime, suspension: SuspensionDeBoletines | None) -> Edicion:
    """La edición en este proceso, con su memoria: la misma de una pieza a otra."""
    return Edicion(ahora, suspension)
