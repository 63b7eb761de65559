"""Hechos que agenda cuenta a las apps de arriba."""

from django.dispatch import Signal

# evento: Evento cuya parte pública cambió; ahora: datetime
agenda_publica_cambio = Signal()
