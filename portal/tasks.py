from celery import shared_task
from django.utils import timezone

from portal.dominio.construccion import escribir_agenda


@shared_task(name="portal.tasks.refrescar_agenda")
def refrescar_agenda(**_: object) -> None:
    escribir_agenda(timezone.now())
