from celery import shared_task
from django.utils import timezone

from cadena.dominio.semanal import enviar_los_del_lunes


@shared_task(name="cadena.tasks.enviar_cada_lunes")
def enviar_cada_lunes(**_: object) -> None:
    enviar_los_del_lunes(timezone.now())
