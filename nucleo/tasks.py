from celery import shared_task
from django.conf import settings
from django.utils import timezone

from nucleo.dominio.bitacora import anclar


@shared_task(name="nucleo.tasks.anclar_bitacora")
def anclar_bitacora(**_: object) -> None:
    anclar(ahora=timezone.now(), archivo=settings.DIR_DATOS / "anclas.jsonl")
