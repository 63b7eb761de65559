from celery import shared_task
from django.utils import timezone

from boletines.dominio.despues import derechos
from boletines.dominio.salida import programacion


@shared_task(name="boletines.tasks.publicar_programados")
def publicar_programados(**_: object) -> None:
    programacion.publicar_programados(ahora=timezone.now())


@shared_task(name="boletines.tasks.reescribir_lo_que_vence")
def reescribir_lo_que_vence(**_: object) -> None:
    derechos.reescribir_lo_que_vence(timezone.now())
