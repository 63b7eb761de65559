"""Hechos que medios cuenta a las apps de arriba."""

from django.dispatch import Signal

# evento: Evento a cuyos invitados se les agregó o quitó alguien; ahora: datetime
invitados_cambiaron = Signal()
