from celery import shared_task
from django.utils import timezone

from produccion.dominio.disenos import colocar


@shared_task(name="produccion.tasks.avisar_de_los_retiros")
def avisar_de_los_retiros(**_: object) -> None:
    colocar.avisar_de_los_retiros(timezone.now())
