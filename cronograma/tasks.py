from celery import shared_task
from django.utils import timezone

from cronograma.dominio.enlaces import abrir_pendientes
from cronograma.dominio.informes import cola

SEGUNDOS = 40


@shared_task(name="cronograma.tasks.hacer_informes")
def hacer_informes(**_: object) -> None:
    cola.hacer_pendientes()


@shared_task(name="cronograma.tasks.abrir_enlaces")
def abrir_enlaces(**_: object) -> None:
    abrir_pendientes(reloj=timezone.now, segundos=SEGUNDOS)
