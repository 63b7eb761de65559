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
    antes = Contacto.objects.filter(pk=contacto.pk).first() or Contacto()
    validar(contacto)
    if contacto.telefono:
        contacto.telefono = limpiar_telefono(contacto.telefono)
        validar(contacto)
    contacto.save()
    asentar("agregar contacto" if nuevo else "editar contacto", contacto, por=por, ahora=ahora)
    _igualar_el_buzon(contacto, era_baja=antes.no_enviar_correos, por=por, ahora=ahora)
    return contacto


def _igualar_el_buzon(contacto: Contacto, *, era_baja: bool, por: Persona, ahora: datetime) -> None:
    """La baja vale para todo el buzón, y sólo quien la tenía puesta la quita: un alta o una corrección la heredan."""
    otros = Contacto.objects.del_buzon(contacto.correo).exclude(pk=contacto.pk)
    if not contacto.no_enviar_correos and not era_baja and otros.filter(no_enviar_correos=True).exists():
        contacto.no_enviar_correos = True
        contacto.save(update_fields=["no_enviar_correos"])
    for otro in otros.exclude(no_enviar_correos=contacto.no_enviar_correos):
        otro.no_enviar_correos = contacto.no_enviar_correos
        otro.save(update_fields=["no_enviar_correos"])
        asentar("igualar el buzón", otro, por=por, ahora=ahora, no_enviar_correos=otro.no_enviar_correos)


@transaction.atomic(durable=True)
def archivar(cosa: Medio | Contacto, *, activo: bool, por: Persona, ahora: datetime) -> Any:
    """Archiva o reactiva: nada se borra, la historia se conserva."""
    exigir(por, EDITAR_MEDIOS, frase="cambiar el directorio")
    type(cosa)._default_manager.filter(pk=cosa.pk).update(activo=activo)
    cosa.activo = activo
    asentar("reactivar" if activo else "archivar", cosa, por=por, ahora=ahora)
    return cosa
