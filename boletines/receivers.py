"""Lo que boletines hace cuando difusión cuenta un hecho."""

from typing import Any

from django.dispatch import receiver

from difusion.models import Envio
from difusion.signals import envio_resuelto
from medios.dominio.invitaciones import olvidar_enlace


@receiver(envio_resuelto)
def al_resolver_envio(envio: Envio, **_: Any) -> None:
    if envio.objeto.startswith("boletines.vistobueno:"):
        olvidar_enlace(envio)
