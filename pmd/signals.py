"""Hechos que pmd cuenta a las apps de arriba."""

from django.dispatch import Signal

# ahora: datetime en que cambió el plan o qué cosas llevan sus líneas; por: Persona
pmd_cambio = Signal()
