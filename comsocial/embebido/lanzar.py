"""Envuelve cada proceso de `servir`: limpia los huérfanos del anterior y se convierte en el programa.

`python -m comsocial.embebido.lanzar PROGRAMA -- orden…`
"""

import ctypes
import os
import signal
import sys

from comsocial.embebido.maquina.sistema import MARCA_DATOS, MARCA_PROGRAMA, marcados, terminar
from comsocial.embebido.rutas import dir_datos

PR_SET_PDEATHSIG = 1


def morir_con_el_padre() -> None:
    """Pide SIGTERM al núcleo si muere quien nos lanzó, aunque sea con kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def limpiar_huerfanos(programa: str) -> None:
    """Termina lo que dejó vivo una muerte anterior de este mismo programa."""
    terminar((pid for pid, suyo in marcados().items() if suyo == programa), espera=2)


def lanzar(programa: str, orden: list[str]) -> None:
    """Se convierte en la orden; no regresa."""
    morir_con_el_padre()
    limpiar_huerfanos(programa)
    os.environ[MARCA_DATOS] = str(dir_datos())
    os.environ[MARCA_PROGRAMA] = programa
    os.execvp(orden[0], orden)  # noqa: S606 - la orden la escribe `configuracion.py`


if __name__ == "__main__":
    lanzar(sys.argv[1], sys.argv[3:])
