"""Hechos que personas cuenta a las apps de arriba."""

from django.dispatch import Signal

# Invitaron a alguien. Lleva la invitación recién hecha, su enlace de un solo uso, quién invitó (o nadie, si fue
# quien instala) y el momento.
persona_invitada = Signal()
