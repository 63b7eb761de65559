"""Hechos que cronograma cuenta a las apps de arriba."""

from django.dispatch import Signal

# cierre: CierreMensual que se firmó o se reabrió; por: Persona; ahora: datetime
mes_cambio = Signal()
