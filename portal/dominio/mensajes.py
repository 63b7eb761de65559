"""Recibir lo que el público escribe, con folio y acuse, y atenderlo."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from boletines.dominio.folios import siguiente_folio
from difusion.dominio.bandeja import encolar
from difusion.estados import Canal, MotivoDeEnvio
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso
from nucleo.dominio.transiciones import Transicion, aplicar
from nucleo.referencias import ref
from nucleo.texto_llano import texto_llano
from personas.models import Oficina, Persona
from portal.dominio.conexion import rechazar_si_insiste
from portal.models import MensajeDelPublico
from portal.transiciones import ATENDER, DESCARTAR, REABRIR

SERIE = "MP"


@transaction.atomic(durable=True)
def recibir_mensaje(
    *, nombre: str, correo: str, asunto: str, mensaje: str, origen: str, ahora: datetime
) -> MensajeDelPublico:
    """Guarda el mensaje con folio y apunta el acuse al correo que dejó. Rechaza el sexto de la hora."""
    rechazar_si_insiste(MensajeDelPublico.objects.filter(origen=origen), "recibido_en", ahora)
    nuevo = MensajeDelPublico(
        nombre=nombre, correo=correo, asunto=asunto, mensaje=mensaje, origen=origen, recibido_en=ahora, folio="MP"
    )
    try:
        nuevo.full_clean(exclude=["folio"])
    except ValidationError as error:
        faltas = error.message_dict.items()
        raise NoSePuede([Impedimento(" ".join(frases), campo) for campo, frases in faltas]) from None
    ejercicio, consecutivo = siguiente_folio(SERIE, ahora)
    nuevo.folio = f"{SERIE}/{consecutivo:03d}/{ejercicio}"
    nuevo.save()
    oficina = Oficina.objects.actual()
    contexto = {"mensaje": nuevo, "oficina": oficina}
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.ACUSE,
        objeto=ref(nuevo),
        destinatario=correo,
        asunto=f"Recibimos tu mensaje {nuevo.folio}",
        por=None,
        ahora=ahora,
        carga={"texto": texto_llano("correos/acuse.txt", contexto), "responder_a": oficina.correo},
    )
    return nuevo


def atender_mensaje(mensaje: MensajeDelPublico, *, nota: str, por: Persona, ahora: datetime) -> MensajeDelPublico:
    """Lo da por atendido, con lo que se hizo."""
    if not nota.strip():
        raise NoSePuede([Impedimento("Escribe qué se hizo.", "nota")])
    return _mover(mensaje, ATENDER, por, ahora, nota=nota.strip()[:300], atendido_en=ahora, atendido_por=por)


def descartar_mensaje(mensaje: MensajeDelPublico, *, por: Persona, ahora: datetime) -> MensajeDelPublico:
    """Publicidad o broma: sale de la bandeja y se puede reabrir."""
    return _mover(mensaje, DESCARTAR, por, ahora)


def reabrir_mensaje(mensaje: MensajeDelPublico, *, por: Persona, ahora: datetime) -> MensajeDelPublico:
    return _mover(mensaje, REABRIR, por, ahora, atendido_en=None, atendido_por=None)


@transaction.atomic(durable=True)
def _mover(
    mensaje: MensajeDelPublico, transicion: Transicion, por: Persona, ahora: datetime, **campos: Any
) -> MensajeDelPublico:
    if not por.puede(transicion.capacidad):
        raise NoTienePermiso("Tu papel en la oficina no permite hacer esto.")
    mensaje = MensajeDelPublico.objects.bloquear(mensaje.pk)
    aplicar(mensaje, transicion, por=por, ahora=ahora, **campos)
    return mensaje
