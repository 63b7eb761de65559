"""Recibir lo que el público escribe, con folio y acuse, y atenderlo."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from boletines.dominio.salida.folios import siguiente_folio
from difusion.dominio.bandeja import encolar
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si_insiste, validar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.transiciones import Transicion, aplicar
from nucleo.referencias import ref
from personas.models import Oficina, Persona
from portal.models import MensajeDelPublico
from portal.transiciones import ATENDER, DESCARTAR, REABRIR

SERIE = "MP"
LARGO_DE_NOTA = 300


@transaction.atomic(durable=True)
def recibir_mensaje(
    *, nombre: str, correo: str, asunto: str, mensaje: str, origen: str, ahora: datetime
) -> MensajeDelPublico:
    """Guarda el mensaje con folio y apunta el acuse al correo que dejó. Rechaza el sexto de la hora.

    El mismo mensaje otra vez en la misma hora es un botón oprimido dos veces: devuelve el que ya hay.
    """
    en_fila("mensaje del público", correo.lower())
    iguales = MensajeDelPublico.objects.filter(nombre=nombre, correo=correo, asunto=asunto, mensaje=mensaje)
    if ya := iguales.filter(recibido_en__gt=ahora - timedelta(hours=1)).first():
        return ya
    rechazar_si_insiste(MensajeDelPublico.objects.filter(origen=origen), "recibido_en", ahora)
    nuevo = MensajeDelPublico(
        nombre=nombre, correo=correo, asunto=asunto, mensaje=mensaje, origen=origen, recibido_en=ahora, folio="MP"
    )
    validar(nuevo, salvo=("folio",))
    ejercicio, consecutivo = siguiente_folio(SERIE, ahora)
    nuevo.folio = f"{SERIE}/{consecutivo:03d}/{ejercicio}"
    nuevo.save()
    oficina = Oficina.objects.actual()
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.ACUSE,
        objeto=ref(nuevo),
        destinatario=correo,
        asunto=f"Recibimos tu mensaje {nuevo.folio}",
        por=None,
        ahora=ahora,
        carga={"responder_a": oficina.correo, **componer("acuse", oficina=oficina, mensaje=nuevo)},
    )
    return nuevo


def atender_mensaje(mensaje: MensajeDelPublico, *, nota: str, por: Persona, ahora: datetime) -> MensajeDelPublico:
    """Lo da por atendido, con lo que se hizo."""
    nota = motivo_escrito(nota, "Escribe qué se hizo.", maximo=LARGO_DE_NOTA, campo="nota")
    return _mover(mensaje, ATENDER, por, ahora, nota=nota, atendido_en=ahora, atendido_por=por)


def descartar_mensaje(mensaje: MensajeDelPublico, *, por: Persona, ahora: datetime) -> MensajeDelPublico:
    """Publicidad o broma: sale de la bandeja y se puede reabrir."""
    return _mover(mensaje, DESCARTAR, por, ahora)


def reabrir_mensaje(mensaje: MensajeDelPublico, *, por: Persona, ahora: datetime) -> MensajeDelPublico:
    return _mover(mensaje, REABRIR, por, ahora, atendido_en=None, atendido_por=None)


@transaction.atomic(durable=True)
def _mover(
    mensaje: MensajeDelPublico, transicion: Transicion, por: Persona, ahora: datetime, **campos: Any
) -> MensajeDelPublico:
    exigir(por, transicion.capacidad)
    mensaje = MensajeDelPublico.objects.bloquear(mensaje.pk)
    aplicar(mensaje, transicion, por=por, ahora=ahora, **campos)
    return mensaje
