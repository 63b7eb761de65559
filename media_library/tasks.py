from celery import shared_task
from django.utils import timezone

from media_library.dominio import almacen, derivados

SEGUNDOS = 20


@shared_task(name="media_library.tasks.derivar_pendientes")
def derivar_pendientes(**_: object) -> None:
    derivados.derivar_todo(segundos=SEGUNDOS)


@shared_task(name="media_library.tasks.limpiar_entrada")
def limpiar_entrada(**_: object) -> None:
    almacen.limpiar_entrada(ahora=timezone.now())
