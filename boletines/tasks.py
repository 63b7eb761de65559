from celery import shared_task
from django.utils import timezone

from boletines.dominio import programacion


@shared_task(name="boletines.tasks.publicar_programados")
def publicar_programados(**_: object) -> None:
    programacion.publicar_programados(ahora=timezone.now())
