"""Lo que difusión oye; cada receptor es una llamada."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from difusion.dominio.cuentas import apuntar_invitacion, avisar_de_credencial
from personas.models import InvitacionDePersona, Persona
from personas.signals import credencial_cambiada, persona_invitada


@receiver(persona_invitada)
def invitaron_a_una_persona(
    *, invitacion: InvitacionDePersona, enlace: str, por: Persona | None, ahora: datetime, **_: Any
) -> None:
    if invitacion.correo:
        apuntar_invitacion(invitacion=invitacion, enlace=enlace, por=por, ahora=ahora)


@receiver(credencial_cambiada)
def cambio_con_que_entra(*, persona: Persona, frase: str, correo: str, ahora: datetime, **_: Any) -> None:
    avisar_de_credencial(persona=persona, frase=frase, correo=correo, ahora=ahora)
