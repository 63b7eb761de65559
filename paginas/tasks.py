from celery import shared_task
from django.utils import timezone

from paginas.dominio import comprobar

SEGUNDOS = 60


@shared_task(name="paginas.tasks.apuntar_la_noche")
def apuntar_la_noche(**_: object) -> None:
    comprobar.apuntar_la_noche(ahora=timezone.now())


@shared_task(name="paginas.tasks.leer_pendientes")
def leer_pendientes(**_: object) -> None:
    comprobar.leer_pendientes(reloj=timezone.now, segundos=SEGUNDOS)
