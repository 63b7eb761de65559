"""Quien confirma por la sala de prensa: se anota sin cuenta y la oficina lo reconoce antes de contarlo."""

from datetime import datetime

from django.db import transaction

from agenda.estados import EstadoEvento
from agenda.models import Evento
from medios.dominio.acto import datos_del_acto
from medios.dominio.directorio import dar_de_alta
from medios.dominio.respuestas import apuntar_respuesta
from medios.estados import CanalDeInvitacion, EstadoRespuesta, ViaDeRespuesta
from medios.models import Anotacion, Contacto, Invitacion
from medios.transiciones import DESCARTAR, REABRIR, RECONOCER
from nucleo.dominio.actos import exigir, rechazar_si, rechazar_si_insiste, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import Transicion, aplicar
from nucleo.enlaces.personales import huella_del_token, nuevo_token
from personas.models import Persona
from personas.permisos import INVITAR_MEDIOS

POR_EVENTO = 100  # por reconocer: más que eso no es una rueda de prensa
LLENO = "Ya se anotaron muchas personas. Llama a la oficina para confirmar."


def impedimentos_para_anotarse(evento: Evento, ahora: datetime) -> list[Impedimento]:
    """Por qué ya no se confirma por la sala de prensa."""
    if evento.estado != EstadoEvento.CONFIRMADO:
        return [Impedimento(f"El acto está {evento.get_estado_display().lower()}: no hace falta confirmar.")]
    if evento.inicio <= ahora:
        return [Impedimento("El acto ya empezó: no hace falta confirmar.")]
    return []


@transaction.atomic(durable=True)
def anotarse(
    evento: Evento, *, nombre: str, medio: str, personas: int, localizar: str, origen: str, ahora: datetime
) -> Anotacion:
    """Guarda que esa persona irá. No es una respuesta: espera a que la oficina reconozca de quién es.

    La misma persona otra vez corrige lo que dijo, no se anota dos veces. Rechaza la sexta de la hora desde la misma
    conexión, y lo que ya empezó o no sigue en pie.
    """
    en_fila("anotarse", evento.pk)
    evento = Evento.objects.get(pk=evento.pk)
    rechazar_si(impedimentos_para_anotarse(evento, ahora))
    esperan = Anotacion.objects.por_reconocer().filter(evento=evento)
    anotacion = esperan.filter(nombre__iexact=nombre, medio__iexact=medio).first()
    if anotacion is None:
        rechazar_si_insiste(Anotacion.objects.filter(origen=origen), "recibida_en", ahora)
        if esperan.count() >= POR_EVENTO:
            raise NoSePuede(LLENO)
        anotacion = Anotacion(evento=evento, nombre=nombre, medio=medio, origen=origen, recibida_en=ahora)
    elif (anotacion.personas, anotacion.localizar) == (personas, localizar):
        return anotacion
    anotacion.personas, anotacion.localizar = personas, localizar
    validar(anotacion)
    anotacion.save()
    asentar("anotarse", anotacion, por=None, ahora=ahora, evento=evento.pk, personas=personas)
    return anotacion


@transaction.atomic(durable=True)
def reconocer(anotacion: Anotacion, *, contacto: Contacto, por: Persona, ahora: datetime) -> Invitacion:
    """Es ese contacto: su respuesta queda en el tablero, con la invitación que ya tenía o una nueva sin correo."""
    exigir(por, INVITAR_MEDIOS, frase="registrar respuestas")
    return _reconocer(anotacion, contacto, por, ahora)


@transaction.atomic(durable=True)
def reconocer_y_agregar(anotacion: Anotacion, *, por: Persona, ahora: datetime) -> Invitacion:
    """No estaba en el directorio: se da de alta con lo que dijo y queda su respuesta."""
    exigir(por, INVITAR_MEDIOS, frase="registrar respuestas")
    contacto = dar_de_alta(
        medio=anotacion.medio, nombre=anotacion.nombre, localizar=anotacion.localizar, por=por, ahora=ahora
    )
    return _reconocer(anotacion, contacto, por, ahora)


def _reconocer(anotacion: Anotacion, contacto: Contacto, por: Persona, ahora: datetime) -> Invitacion:
    en_fila("invitar a medios", anotacion.evento_id)
    anotacion = Anotacion.objects.bloquear(anotacion.pk)
    invitacion = Invitacion.objects.filter(evento=anotacion.evento_id, contacto=contacto).first()
    invitacion = invitacion or _invitar(anotacion, contacto, ahora)
    aplicar(
        anotacion,
        RECONOCER,
        por=por,
        ahora=ahora,
        invitacion=invitacion,
        atendida_en=ahora,
        atendida_por=por,
    )
    return apuntar_respuesta(
        invitacion,
        estado=EstadoRespuesta.ASISTE,
        via=ViaDeRespuesta.SALA,
        asistentes=anotacion.personas,
        por=por,
        ahora=ahora,
    )


def _invitar(anotacion: Anotacion, contacto: Contacto, ahora: datetime) -> Invitacion:
    """Nadie le mandó un enlace: el suyo no lo conoce nadie."""
    convocatoria = anotacion.evento.convocatorias.first()
    if convocatoria is None:
        raise NoSePuede("A este evento no se ha invitado a ningún medio.")
    return Invitacion.objects.create(
        convocatoria=convocatoria,
        evento=anotacion.evento,
        contacto=contacto,
        huella=huella_del_token(nuevo_token()),
        vence_en=datos_del_acto(anotacion.evento).vence_en,
        canal=CanalDeInvitacion.TELEFONO,
        creada_en=ahora,
    )


def descartar_anotacion(anotacion: Anotacion, *, por: Persona, ahora: datetime) -> Anotacion:
    """No es de ningún medio: deja de esperar, y se puede deshacer."""
    return _mover(anotacion, DESCARTAR, por, ahora)


def reabrir_anotacion(anotacion: Anotacion, *, por: Persona, ahora: datetime) -> Anotacion:
    return _mover(anotacion, REABRIR, por, ahora)


@transaction.atomic(durable=True)
def _mover(anotacion: Anotacion, transicion: Transicion, por: Persona, ahora: datetime) -> Anotacion:
    exigir(por, transicion.capacidad)
    anotacion = Anotacion.objects.bloquear(anotacion.pk)
    reabre = transicion is REABRIR
    aplicar(
        anotacion,
        transicion,
        por=por,
        ahora=ahora,
        atendida_en=None if reabre else ahora,
        atendida_por=None if reabre else por,
    )
    return anotacion
