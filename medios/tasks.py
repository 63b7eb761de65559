from celery import shared_task
from django.utils import timezone

from medios.dominio.importar import confirmar


@shared_task(name="medios.tasks.olvidar_importaciones")
def olvidar_importaciones(**_: object) -> None:
    confirmar.olvidar_importaciones(ahora=timezone.now())
