from celery import shared_task
from django.utils import timezone

from solicitudes.dominio.recordar import atender_el_reloj


@shared_task(name="solicitudes.tasks.atender_el_reloj")
def atender_el_reloj_de_las_solicitudes(**_: object) -> None:
    atender_el_reloj(ahora=timezone.now())
