from celery import shared_task
from django.conf import settings
from django.utils import timezone

from media_library.dominio.entrada import abandonadas
from media_library.dominio.originales import baja, guardar, integridad
from media_library.dominio.versiones import cola, completar

SEGUNDOS = 20
SEGUNDOS_DE_REVISION = 1800


@shared_task(name="media_library.tasks.derivar_pendientes")
def derivar_pendientes(**_: object) -> None:
    cola.devolver_lo_abandonado()
    cola.derivar_todo(segundos=SEGUNDOS)


@shared_task(name="media_library.tasks.completar_derivados")
def completar_derivados(**_: object) -> None:
    """Una tanda de lo viejo que quedó sin alguna receta, si el taller está desocupado."""
    if not completar.hay_muchas_esperando():
        completar.completar_tanda(ahora=timezone.now())


@shared_task(name="media_library.tasks.limpiar_entrada")
def limpiar_entrada(**_: object) -> None:
    guardar.limpiar_entrada(ahora=timezone.now())


@shared_task(name="media_library.tasks.revisar_originales")
def revisar_originales(**_: object) -> None:
    """En la noche: destruye lo que tenga acta pendiente y relee originales durante media hora."""
    baja.borrar_dados_de_baja(ahora=timezone.now())
    integridad.revisar(ahora=timezone.now(), respaldo=settings.DIR_RESPALDO, segundos=SEGUNDOS_DE_REVISION)


@shared_task(name="media_library.tasks.atender_subidas")
def atender_subidas(**_: object) -> None:
    abandonadas.atender(ahora=timezone.now())
