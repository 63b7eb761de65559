"""Lo que boletines hace cuando difusión o la biblioteca cuentan un hecho."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from boletines.dominio.derechos import reescribir_lo_publicado
from difusion.models import Envio
from difusion.signals import envio_resuelto
from media_library.signals import derechos_cambiaron, subtitulos_cambiaron
from medios.dominio.invitaciones import olvidar_enlace
from personas.models import Persona


@receiver(envio_resuelto)
def al_resolver_envio(envio: Envio, **_: Any) -> None:
    if envio.objeto.startswith("boletines.vistobueno:"):
        olvidar_enlace(envio)


@receiver([derechos_cambiaron, subtitulos_cambiaron])
def al_cambiar_lo_que_se_ve(*, evidencias: Iterable[int], por: Persona, ahora: datetime, **_: Any) -> None:
    reescribir_lo_publicado(evidencias=evidencias, por=por, ahora=ahora)
