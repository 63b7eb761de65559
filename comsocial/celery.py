"""Celery: el timbre. Lo que falta por hacer está en PostgreSQL, y cada tarea lo vuelve a preguntar."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import worker_before_create_process

from comsocial.reloj.colas import VALORES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings")

app = Celery("comsocial")
app.add_defaults(VALORES)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_before_create_process.connect
def compartir_memoria(**_: Any) -> None:
    """Antes de bifurcar: lo ya cargado no lo recorre el recolector, y los hijos lo comparten en vez de copiarlo."""
    gc.collect()
    gc.freeze()
