"""Hechos que boletines cuenta a las apps de arriba."""

from django.dispatch import Signal

# boletin: Boletin sobre el que se decidió si se difunde en una suspensión; decision: DecisionDeSuspension; por; ahora
suspension_decidida = Signal()
