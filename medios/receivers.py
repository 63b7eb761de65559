"""Lo que medios hace cuando difusión cuenta un hecho."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from difusion.models import Envio
from difusion.signals import envio_resuelto
from medios.dominio.avisos import se_resolvio
from medios.dominio.invitaciones import olvidar_enlace


@receiver(envio_resuelto)
def al_resolver_envio(envio: Envio, ahora: datetime, **_: Any) -> None:
    if envio.objeto.startswith("medios.invitacion:"):
        olvidar_enlace(envio)
    elif envio.objeto.startswith("medios.avisodecambio:"):
        se_resolvio(envio, ahora)
