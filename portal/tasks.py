from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from portal.dominio import prensa, suscripcion
from portal.dominio.ediciones import actas, turno
from portal.dominio.escritura import huella, todo


@shared_task(name="portal.tasks.refrescar_agenda")
def refrescar_agenda(**_: object) -> None:
    todo.refrescar(timezone.now())


@shared_task(name="portal.tasks.seguir_los_actos")
def seguir_los_actos(**_: object) -> None:
    todo.seguir_los_actos(timezone.now())


@shared_task(name="portal.tasks.rehacer_si_cambio")
def rehacer_si_cambio(**_: object) -> None:
    huella.rehacer_si_cambio(timezone.now())


@shared_task(name="portal.tasks.levantar_actas")
def levantar_actas(**_: object) -> None:
    actas.levantar_actas(timezone.now())


@shared_task(name="portal.tasks.enviar_a_suscriptores")
def enviar_a_suscriptores(**_: object) -> None:
    suscripcion.enviar_a_suscriptores(timezone.now())


@shared_task(name="portal.tasks.contar_descargas")
def contar_descargas(**_: object) -> None:
    for fecha in (timezone.localdate() - timedelta(days=1), timezone.localdate()):
        prensa.contar_descargas(fecha)


@shared_task(name="portal.tasks.poner_turno")
def poner_turno(**_: object) -> None:
    turno.poner_turno(timezone.now())
