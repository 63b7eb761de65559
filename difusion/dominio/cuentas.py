"""Los correos de la cuenta: con que se estrena y los avisos de que cambió con qué se entra."""

import uuid
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string

from difusion.dominio.bandeja import encolar
from difusion.estados import Canal, EstadoEnvio
from difusion.models import Envio
from nucleo.referencias import ref
from nucleo.texto_llano import texto_llano
from personas.models import InvitacionDePersona, Oficina, Persona

DE_LA_CUENTA = ("cuenta", "personas.invitaciondepersona")


@transaction.atomic
def apuntar_invitacion(*, invitacion: InvitacionDePersona, enlace: str, por: Persona | None, ahora: datetime) -> Envio:
    """Apunta el correo de la invitación en la transacción que la crea; deja de intentarse cuando el enlace vence."""
    oficina = Oficina.objects.actual()
    contexto = {"invitacion": invitacion, "enlace": enlace, "oficina": oficina}
    carga = {
        "nombre": invitacion.nombre,
        "texto": texto_llano("correos/cuenta_invitada.txt", contexto),
        "html": render_to_string("correos/cuenta_invitada.html", contexto),
        "responder_a": oficina.correo,
    }
    return encolar(
        canal=Canal.CORREO, clave=f"cuenta:{invitacion.pk}:{invitacion.huella[:12]}", objeto=ref(invitacion),
        destinatario=invitacion.correo, asunto="Tu cuenta en Comunicación Social", carga=carga, por=por, ahora=ahora,
        vence_en=invitacion.vence_en, prioridad=1,
    )  # fmt: skip


@transaction.atomic
def avisar_de_credencial(*, persona: Persona, frase: str, correo: str, ahora: datetime) -> Envio:
    """Apunta el aviso de que cambió su correo, su contraseña o su segundo paso. No lleva ningún enlace."""
    oficina = Oficina.objects.actual()
    contexto = {"persona": persona, "frase": frase, "ahora": ahora, "oficina": oficina}
    carga = {"texto": texto_llano("correos/credencial.txt", contexto), "responder_a": oficina.correo}
    return encolar(
        canal=Canal.CORREO, clave=f"credencial:{uuid.uuid4().hex}", objeto=ref(persona), destinatario=correo,
        asunto=frase.partition(":")[0], carga=carga, por=None, ahora=ahora, prioridad=1,
    )  # fmt: skip


@transaction.atomic
def olvidar_enlace(envio: Envio) -> None:
    """Entregado el correo de una cuenta, su enlace secreto se borra de la bandeja."""
    de_cuenta = envio.objeto.partition(":")[0] in DE_LA_CUENTA
    if de_cuenta and envio.estado == EstadoEnvio.ENTREGADO:
        Envio.objects.filter(pk=envio.pk).update(carga={"nombre": envio.carga.get("nombre", "")})
