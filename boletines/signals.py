"""Hechos que boletines cuenta a las apps de arriba."""

from django.dispatch import Signal

# boletin: Boletin que cambió lo que el público ve (publicado, retirado); por: Persona; ahora: datetime
boletin_emitido = Signal()
