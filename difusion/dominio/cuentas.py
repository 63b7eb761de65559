"""Los correos de la cuenta: con que se estrena y los avisos de que cambió con qué se entra."""

from datetime import datetime

from django.db import transaction

from difusion.dominio.bandeja import encolar
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from difusion.models import Envio
from nucleo.referencias import ref
from personas.models import InvitacionDePersona, Oficina, Persona


@transaction.atomic
def apuntar_invitacion(*, invitacion: InvitacionDePersona, enlace: str, por: Persona | None, ahora: datetime) -> Envio:
    """Apunta el correo de la invitación en la transacción que la crea; deja de intentarse cuando el enlace vence."""
    oficina = Oficina.objects.actual()
    return encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.CUENTA,
        objeto=ref(invitacion),
        vez=invitacion.huella[:12],
        destinatario=invitacion.correo,
        asunto="Tu cuenta en Comunicación Social",
        carga={"nombre": invitacion.nombre, "responder_a": oficina.correo},
        secreto=componer("cuenta_invitada", oficina=oficina, invitacion=invitacion, enlace=enlace),
        por=por,
        ahora=ahora,
        vence_en=invitacion.vence_en,
        prioridad=1,
    )


@transaction.atomic
def avisar_de_credencial(*, persona: Persona, frase: str, correo: str, ahora: datetime) -> Envio:
    """Apunta el aviso de que cambió su correo, su contraseña o su segundo paso. No lleva ningún enlace."""
    oficina = Oficina.objects.actual()
    texto = componer("credencial", oficina=oficina, persona=persona, frase=frase, ahora=ahora)
    return encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.CREDENCIAL,
        objeto=ref(persona),
        vez=None,
        destinatario=correo,
        asunto=frase.partition(":")[0],
        carga={"responder_a": oficina.correo, **texto},
        por=None,
        ahora=ahora,
        prioridad=1,
    )
