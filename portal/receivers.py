"""El portal oye los hechos de las apps de abajo; cada receptor es una llamada."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from agenda.signals import agenda_publica_cambio
from portal.dominio.actualizar import apuntar_agenda


@receiver(agenda_publica_cambio)
def agenda_cambio(*, ahora: datetime, **_: Any) -> None:
    apuntar_agenda(ahora=ahora)
