"""Altas y cambios del directorio de medios."""

from datetime import datetime
from typing import Any

from django.db import transaction

from medios.models import Contacto, Medio
from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.texto.formato import limpiar_telefono
from personas.models import Persona
from personas.permisos import EDITAR_MEDIOS


@transaction.atomic(durable=True)
def guardar_medio(medio: Medio, *, por: Persona, ahora: datetime) -> Medio:
    """Da de alta o corrige un medio."""
    exigir(por, EDITAR_MEDIOS, frase="cambiar el directorio")
    nuevo = medio.pk is None
    validar(medio)
    medio.save()
    asentar("agregar medio" if nuevo else "editar medio", medio, por=por, ahora=ahora, nombre=medio.nombre)
    return medio


@transaction.atomic(durable=True)
def guardar_contacto(contacto: Contacto, *, por: Persona, ahora: datetime) -> Contacto:
    """Da de alta o corrige un contacto; el teléfono queda como lo marca un enlace `tel:`.

    Un correo repetido se rechaza diciendo de quién es, salvo que se diga que comparten buzón. «No enviar correos» vale
    para todo el buzón: quien pide la baja no ve a quién iba dirigido.
    """
    exigir(por, EDITAR_MEDIOS, frase="cambiar el directorio")
    nuevo = contacto.pk is None
    validar(contacto)
    if contacto.telefono:
        contacto.telefono = limpiar_telefono(contacto.telefono)
        validar(contacto)
    contacto.save()
    asentar("agregar contacto" if nuevo else "editar contacto", contacto, por=por, ahora=ahora)
    del_buzon = Contacto.objects.del_buzon(contacto.correo).exclude(pk=contacto.pk)
    del_buzon.exclude(no_enviar_correos=contacto.no_enviar_correos).update(no_enviar_correos=contacto.no_enviar_correos)
    return contacto


@transaction.atomic(durable=True)
def archivar(cosa: Medio | Contacto, *, activo: bool, por: Persona, ahora: datetime) -> Any:
    """Archiva o reactiva: nada se borra, la historia se conserva."""
    exigir(por, EDITAR_MEDIOS, frase="cambiar el directorio")
    type(cosa)._default_manager.filter(pk=cosa.pk).update(activo=activo)
    cosa.activo = activo
    asentar("reactivar" if activo else "archivar", cosa, por=por, ahora=ahora)
    return cosa
