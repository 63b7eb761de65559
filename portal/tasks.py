from celery import shared_task
from django.utils import timezone

from portal.dominio import actas, apariencia, obra, turno


@shared_task(name="portal.tasks.refrescar_agenda")
def refrescar_agenda(**_: object) -> None:
    obra.refrescar(timezone.now())


@shared_task(name="portal.tasks.rehacer_si_cambio")
def rehacer_si_cambio(**_: object) -> None:
    apariencia.rehacer_si_cambio(timezone.now())


@shared_task(name="portal.tasks.levantar_actas")
def levantar_actas(**_: object) -> None:
    actas.levantar_actas(timezone.now())


@shared_task(name="portal.tasks.poner_turno")
def poner_turno(**_: object) -> None:
    turno.poner_turno(timezone.now())
