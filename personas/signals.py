"""Hechos que personas cuenta a las apps de arriba."""

from django.dispatch import Signal

# Invitaron a alguien. Lleva la invitación recién hecha, su enlace de un solo uso, quién invitó (o nadie, si fue
# quien instala) y el momento.
persona_invitada = Signal()

# Cambió con qué entra alguien: correo, contraseña o segundo paso. Lleva la persona, qué pasó en una frase, el correo al
# que se avisa y el momento. Un cambio de correo se cuenta dos veces: al de antes y al nuevo.
credencial_cambiada = Signal()
