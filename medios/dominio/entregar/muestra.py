"""Cómo la verá cada quien, antes de mandarla, y «mándame una prueba»."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from agenda.models import Evento
from difusion.consultas import freno_puesto
from difusion.dominio.bandeja import encolar
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from medios.dominio.acto import datos_del_acto, ics_del_acto
from medios.dominio.entregar.canales import Destinatario
from medios.dominio.entregar.entregas import texto_de_la_invitacion
from medios.dominio.llamadas.hoja import guion
from medios.estados import CanalDeInvitacion
from medios.models import Convocatoria, Invitacion
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.referencias import ref
from personas.models import Oficina, Persona
from personas.permisos import INVITAR_MEDIOS

LARGO_DEL_ASUNTO = 150
EN_MUESTRA = "https://…/r/su-enlace/"


@dataclass(frozen=True)
class Muestra:
    """La invitación como la recibe un contacto por su canal."""

    canal: CanalDeInvitacion
    asunto: str
    texto: str


def muestra_de(
    evento: Evento, visto: Destinatario | None, *, asunto: str, mensaje: str, ahora: datetime
) -> Muestra | None:
    """Con las palabras de verdad; su enlace personal nace al invitar."""
    if visto is None:
        return None
    if visto.canal == CanalDeInvitacion.TELEFONO:
        return Muestra(visto.canal, "Lo que se le dice al llamar", "\n".join(guion(evento)))
    if visto.canal == CanalDeInvitacion.WHATSAPP:
        invitacion = Invitacion(pk=0, convocatoria=_convocatoria(evento, asunto, mensaje, ahora), evento=evento)
        invitacion.contacto = visto.contacto
        texto = texto_de_la_invitacion(invitacion, Oficina.objects.actual(), enlace=EN_MUESTRA)
        return Muestra(visto.canal, "El texto que se pone en la conversación", texto)
    saludo = f"Estimada redacción de {visto.contacto.medio}:"
    return Muestra(visto.canal, asunto, f"{saludo}\n\n{mensaje}")


def _convocatoria(evento: Evento, asunto: str, mensaje: str, ahora: datetime) -> Convocatoria:
    return Convocatoria(
        evento=evento,
        asunto=asunto,
        mensaje=mensaje,
        titulo=evento.titulo,
        inicio=evento.inicio,
        fin=evento.fin,
        lugar=evento.donde(),
        creada_en=ahora,
    )


@transaction.atomic(durable=True)
def mandar_prueba(
    evento: Evento, visto: Destinatario | None, *, asunto: str, mensaje: str, por: Persona, ahora: datetime
) -> str:
    """El correo como lo recibirá ese contacto, con [PRUEBA] en el asunto, a quien lo escribe. No invita a nadie."""
    exigir(por, INVITAR_MEDIOS, frase="invitar a medios")
    if visto is None:
        raise NoSePuede([Impedimento("Elige al menos un contacto para ver cómo le llega.", "contactos")])
    if freno_puesto():
        raise NoSePuede("El freno de mano está puesto: la prueba no saldría hasta que se suelte.")
    if not por.email:
        raise NoSePuede("Tu cuenta no tiene correo: ponlo en tu perfil.")
    oficina, convocatoria = Oficina.objects.actual(), _convocatoria(evento, asunto, mensaje, ahora)
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.INVITACION,
        objeto=ref(evento),
        para=ref(por),
        destinatario=por.email,
        asunto=f"[PRUEBA] {asunto}"[:LARGO_DEL_ASUNTO],
        carga={
            "nombre": visto.contacto.nombre,
            "ics": ics_del_acto(datos_del_acto(evento), ahora),
            "responder_a": oficina.correo,
        },
        secreto=componer(
            "invitacion", oficina=oficina, convocatoria=convocatoria, contacto=visto.contacto, enlace=EN_MUESTRA
        ),
        por=por,
        ahora=ahora,
        prioridad=2,
        vez=None,
    )
    return por.email
