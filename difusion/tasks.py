from celery import shared_task
from django.utils import timezone

from difusion.dominio import despacho


@shared_task(name="difusion.tasks.despachar")
def despachar(**_: object) -> None:
    despacho.despachar(reloj=timezone.now)


@shared_task(name="difusion.tasks.apartar_atascados")
def apartar_atascados(**_: object) -> None:
    despacho.apartar_atascados(ahora=timezone.now())
