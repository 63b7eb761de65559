"""Hechos que redes cuenta a las apps de arriba."""

from django.dispatch import Signal

# publicacion: Publicacion que una persona marcó como publicada; ahora: datetime
publicacion_hecha = Signal()
