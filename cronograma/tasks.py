from celery import shared_task

from cronograma.dominio.informes import cola


@shared_task(name="cronograma.tasks.hacer_informes")
def hacer_informes(**_: object) -> None:
    cola.hacer_pendientes()
