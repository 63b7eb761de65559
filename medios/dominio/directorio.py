"""Altas y cambios del directorio de medios."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from medios.estados import Cobertura, TipoDeMedio
from medios.models import Contacto, Medio
from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.texto.correos import CampoDeCorreo
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
    if contacto.telefono != antes.telefono:
        contacto.equivocado_en = None
    validar(contacto)
    if contacto.telefono:
        contacto.telefono = limpiar_telefono(contacto.telefono)
        validar(contacto)
    if contacto.whatsapp:
        contacto.whatsapp = limpiar_telefono(contacto.whatsapp)
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


@transaction.atomic
def dar_de_alta(*, medio: str, nombre: str, localizar: str, por: Persona, ahora: datetime) -> Contacto:
    """Un contacto con lo que dijo de sí, en su medio o en uno nuevo; va en la transacción del acto que lo reconoce.

    Lo que no sea un correo ni un teléfono no se guarda. Rechaza el correo que ya es de otro.
    """
    exigir(por, EDITAR_MEDIOS, frase="cambiar el directorio")
    suyo = Medio.objects.filter(nombre__iexact=medio).first()
    if suyo is None:
        suyo = Medio(nombre=medio, tipo=TipoDeMedio.OTRO, cobertura=Cobertura.LOCAL)
        validar(suyo)
        suyo.save()
        asentar("agregar medio", suyo, por=por, ahora=ahora, nombre=suyo.nombre)
    contacto = Contacto(medio=suyo, nombre=nombre, **_como_se_localiza(localizar))
    validar(contacto)
    contacto.save()
    asentar("agregar contacto", contacto, por=por, ahora=ahora)
    return contacto


def _como_se_localiza(texto: str) -> dict[str, str]:
    """El campo donde va: `{}` si no se entiende."""
    try:
        if "@" in texto:
            return {"correo": CampoDeCorreo().clean(texto, None)}
        return {"telefono": limpiar_telefono(texto)} if texto else {}
    except (ValueError, ValidationError):
        return {}


@transaction.atomic(durable=True)
def archivar(cosa: Medio | Contacto, *, activo: bool, por: Persona, ahora: datetime) -> Any:
    """Archiva o reactiva: nada se borra, la historia se conserva."""
    exigir(por, EDITAR_MEDIOS, frase="cambiar el directorio")
    type(cosa)._default_manager.filter(pk=cosa.pk).update(activo=activo)
    cosa.activo = activo
    asentar("reactivar" if activo else "archivar", cosa, por=por, ahora=ahora)
    return cosa
