"""Medir intercalado y decirlo como razón: un tiempo solo no dice nada en una máquina compartida."""

import statistics
import time
from collections.abc import Callable

VUELTAS = 7
Medida = Callable[[], object]


def segundos(accion: Medida) -> float:
    inicio = time.perf_counter()
    accion()
    return time.perf_counter() - inicio


def intercalar(*acciones: Medida, vueltas: int = VUELTAS) -> list[float]:
    """La mediana de cada acción, corridas por turnos para que el ruido les toque a todas."""
    tiempos: list[list[float]] = [[] for _ in acciones]
    for accion in acciones:
        accion()
    for _ in range(vueltas):
        for lugar, accion in enumerate(acciones):
            tiempos[lugar].append(segundos(accion))
    return [statistics.median(t) for t in tiempos]


def decir(que: str, razon: float, meta: str, detalle: str = "") -> None:
    print(f"  {que:<62} {razon:>9.2f}   meta {meta:<14} {detalle}", flush=True)


def titulo(texto: str) -> None:
    print(f"\n{texto}", flush=True)
