"""Hechos que personas cuenta a las apps de arriba."""

from django.dispatch import Signal

# invitacion: InvitacionDePersona recién hecha; enlace: su dirección de un solo uso;
# por: Persona | None; ahora: datetime
persona_invitada = Signal()
