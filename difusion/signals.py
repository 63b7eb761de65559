"""Hechos que difusión cuenta a las apps de arriba."""

from django.dispatch import Signal

# envio: Envio ya resuelto (entregado, fallido, por verificar, vencido o cancelado); ahora: datetime
envio_resuelto = Signal()
