"""Hechos que la biblioteca cuenta a las apps de arriba."""

from django.dispatch import Signal

# Llegó una evidencia nueva por un buzón. Lleva la subida (con su buzón), la evidencia y el momento.
aportacion_recibida = Signal()
