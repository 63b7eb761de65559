"""Lo que boletines hace cuando la biblioteca cuenta un hecho."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from boletines.dominio.despues.derechos import reescribir_lo_publicado
from media_library.signals import derechos_cambiaron, subtitulos_cambiaron
from personas.models import Persona


@receiver([derechos_cambiaron, subtitulos_cambiaron])
def al_cambiar_lo_que_se_ve(*, evidencias: Iterable[int], por: Persona, ahora: datetime, **_: Any) -> None:
    reescribir_lo_publicado(evidencias=evidencias, por=por, ahora=ahora)
