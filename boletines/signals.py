"""Hechos que boletines cuenta a las apps de arriba."""

from django.dispatch import Signal

# boletin: Boletin sobre el que se decidió si se difunde en una suspensión; decision: DecisionDeSuspension; por; ahora
suspension_decidida = Signal()

# boletin: Boletin que acaba de publicarse; sale: desde cuándo puede verse afuera; por; ahora
boletin_publicado = Signal()

# boletin: Boletin que se corrigió o se retiró después de publicado; por; ahora
boletin_corregido = Signal()
boletin_retirado = Signal()

# retiro: RetiroUrgente recién hecho; boletines: los que retiró. Quien los tenga puestos afuera apunta qué quitar
retiro_urgente_hecho = Signal()
