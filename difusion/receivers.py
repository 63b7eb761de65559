"""Lo que difusión oye; cada receptor es una llamada."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from difusion.dominio.cuentas import apuntar_invitacion, avisar_de_credencial, olvidar_enlace
from difusion.models import Envio
from difusion.signals import envio_resuelto
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


@receiver(envio_resuelto)
def se_resolvio_un_envio(*, envio: Envio, **_: Any) -> None:
    olvidar_enlace(envio)
