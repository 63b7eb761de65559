"""Lo que medios hace cuando difusión cuenta un hecho."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from difusion.estados import MotivoDeEnvio
from difusion.models import Envio
from difusion.signals import envio_resuelto
from medios.dominio.avisos import se_resolvio
from medios.dominio.entregar.entregas import se_entrego


@receiver(envio_resuelto)
def al_resolver_envio(envio: Envio, ahora: datetime, **_: Any) -> None:
    if envio.motivo == MotivoDeEnvio.AVISO_DE_CAMBIO:
        se_resolvio(envio, ahora)
    elif envio.motivo == MotivoDeEnvio.INVITACION:
        se_entrego(envio, ahora)
