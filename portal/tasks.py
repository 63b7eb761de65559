from celery import shared_task
from django.utils import timezone

from portal.dominio import apariencia, construccion


@shared_task(name="portal.tasks.refrescar_agenda")
def refrescar_agenda(**_: object) -> None:
    construccion.escribir_agenda(timezone.now())


@shared_task(name="portal.tasks.rehacer_si_cambio")
def rehacer_si_cambio(**_: object) -> None:
    apariencia.rehacer_si_cambio(timezone.now())
