"""Altas y cambios del directorio de medios."""

from datetime import datetime
from typing import Any

from django.db import transaction

from medios.models import Contacto, Medio
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoTienePermiso
from nucleo.formato import limpiar_telefono
from personas.models import Persona
from personas.permisos import EDITAR_MEDIOS


def _exigir(por: Persona) -> None:
    if not por.puede(EDITAR_MEDIOS):
        raise NoTienePermiso("Tu papel en la oficina no permite cambiar el directorio.")


@transaction.atomic(durable=True)
def guardar_medio(medio: Medio, *, por: Persona, ahora: datetime) -> Medio:
    """Da de alta o corrige un medio."""
    _exigir(por)
    nuevo = medio.pk is None
    medio.full_clean()
    medio.save()
    asentar("agregar medio" if nuevo else "editar medio", medio, por=por, ahora=ahora, nombre=medio.nombre)
    return medio


@transaction.atomic(durable=True)
def guardar_contacto(contacto: Contacto, *, por: Persona, ahora: datetime) -> Contacto:
    """Da de alta o corrige un contacto; el teléfono queda en E.164."""
    _exigir(por)
    nuevo = contacto.pk is None
    contacto.full_clean()
    if contacto.telefono:
        contacto.telefono = limpiar_telefono(contacto.telefono)
        contacto.full_clean()
    contacto.save()
    asentar("agregar contacto" if nuevo else "editar contacto", contacto, por=por, ahora=ahora)
    return contacto


@transaction.atomic(durable=True)
def archivar(cosa: Medio | Contacto, *, activo: bool, por: Persona, ahora: datetime) -> Any:
    """Archiva o reactiva: nada se borra, la historia se conserva."""
    _exigir(por)
    type(cosa)._default_manager.filter(pk=cosa.pk).update(activo=activo)
    cosa.activo = activo
    asentar("reactivar" if activo else "archivar", cosa, por=por, ahora=ahora)
    return cosa
