"""Tareas de Celery de las redes; cada una es una llamada al dominio."""

from celery import shared_task
from django.utils import timezone

from redes.dominio.conciliar import conciliar


@shared_task(name="redes.tasks.conciliar_redes")
def conciliar_redes(**_: object) -> None:
    conciliar(ahora=timezone.now())
