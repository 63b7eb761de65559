"""Lo que oye la app de arriba; cada receptor es una llamada."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from comsocial.portada.aportaciones import avisar_al_dueno
from media_library.models import Evidencia, Subida
from media_library.signals import aportacion_recibida


@receiver(aportacion_recibida)
def llego_por_un_buzon(*, subida: Subida, evidencia: Evidencia, ahora: datetime, **_: Any) -> None:
    avisar_al_dueno(subida=subida, evidencia=evidencia, ahora=ahora)
