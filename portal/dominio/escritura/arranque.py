"""Cómo arranca un proceso de la cuadrilla. Se importa antes que Django: no lleva modelos."""

import os
from multiprocessing import parent_process
from threading import Thread

import django


def arrancar() -> None:
    """Prepara Django y deja dicho que, si muere quien repartió el trabajo, este proceso también se va."""
    Thread(target=_irse_con_quien_reparte, daemon=True).start()
    django.setup()


def _irse_con_quien_reparte() -> None:
    if quien := parent_process():
        quien.join()
        os._exit(1)
