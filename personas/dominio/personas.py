"""Qué hace cada quien, quién sigue en la oficina y cómo quiere ver su pantalla."""

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import transaction

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import limpiar_telefono
from personas.dominio.invitaciones import (
    Invitada,
    aceptar_invitacion,
    exigir_papeles,
    invitar_persona,
    retirar_invitacion,
)
from personas.models import Dependencia, InvitacionDePersona, Persona
from personas.permisos import ADMINISTRAR_PERSONAS

__all__ = [
    "Invitada",
    "aceptar_invitacion",
    "cambiar_colores",
    "cambiar_papeles",
    "cerrar_sesiones",
    "desactivar_persona",
    "editar_perfil",
    "invitar_persona",
    "reactivar_persona",
    "retirar_invitacion",
]
DEL_PERFIL = ("first_name", "last_name", "cargo", "telefono", "colores", "usa_atajos")


def _bloquear(persona: Persona) -> tuple[Persona, bool]:
    """La fila al día y si hay otra directora activa.

    Aparta en orden a todas las directoras: dos bajas a la vez no pueden dejar la oficina sin ninguna.
    """
    directoras = Persona.objects.activas().con_papel("directora").order_by("pk").select_for_update(no_key=True)
    hay_otra = any(directora.pk != persona.pk for directora in list(directoras))
    return Persona.objects.select_for_update(of=("self",), no_key=True).get(pk=persona.pk), hay_otra


@transaction.atomic(durable=True)
def cambiar_papeles(
    persona: Persona, *, papeles: list[str], dependencia: Dependencia | None, por: Persona, ahora: datetime
) -> Persona:
    """Cambia lo que una persona puede hacer.

    Rechaza quitarse a sí misma la dirección y dejar a la oficina sin ninguna directora activa.
    """
    exigir(por, ADMINISTRAR_PERSONAS)
    exigir_papeles(papeles, dependencia)
    persona, hay_otra = _bloquear(persona)
    if "directora" in persona.papeles and "directora" not in papeles:
        if persona.pk == por.pk:
            raise NoSePuede(
                [Impedimento("No puedes quitarte la dirección; pídeselo a otra persona que dirija.", "papeles")]
            )
        if persona.is_active and not hay_otra:
            raise NoSePuede([Impedimento("La oficina se quedaría sin nadie que la dirija.", "papeles")])
    antes = persona.papeles
    persona.papeles, persona.dependencia = papeles, dependencia
    validar(persona, salvo=("password",))
    persona.save(update_fields=["papeles", "dependencia"])
    asentar("cambiar papeles", persona, por=por, ahora=ahora, de=antes, a=papeles)
    return persona


@transaction.atomic(durable=True)
def desactivar_persona(persona: Persona, *, por: Persona, ahora: datetime) -> Persona:
    """Quita el acceso: cierra sus sesiones y vence las invitaciones que hizo. Nada se borra.

    Rechaza desactivarse a sí misma y desactivar a la última directora activa.
    """
    exigir(por, ADMINISTRAR_PERSONAS)
    persona, hay_otra = _bloquear(persona)
    if persona.pk == por.pk:
        raise NoSePuede("No puedes desactivar tu propia cuenta; pídeselo a otra persona que dirija.")
    if not persona.is_active:
        raise NoSePuede("Esa cuenta ya está desactivada.")
    if "directora" in persona.papeles and not hay_otra:
        raise NoSePuede("La oficina se quedaría sin nadie que la dirija.")
    persona.is_active = False
    persona.save(update_fields=["is_active"])
    InvitacionDePersona.objects.por_estrenar(ahora).filter(creada_por=persona).update(vence_en=ahora)
    asentar("desactivar persona", persona, por=por, ahora=ahora, sesiones=_terminar_sesiones(persona))
    return persona


@transaction.atomic(durable=True)
def reactivar_persona(persona: Persona, *, por: Persona, ahora: datetime) -> Persona:
    """Devuelve el acceso con los papeles que tenía."""
    exigir(por, ADMINISTRAR_PERSONAS)
    persona, _ = _bloquear(persona)
    if persona.is_active:
        raise NoSePuede("Esa cuenta ya está activa.")
    persona.is_active = True
    persona.save(update_fields=["is_active"])
    asentar("reactivar persona", persona, por=por, ahora=ahora)
    return persona


@transaction.atomic(durable=True)
def cerrar_sesiones(persona: Persona, *, por: Persona, ahora: datetime) -> int:
    """Saca a la persona de todos sus equipos y dice de cuántos; su cuenta sigue activa."""
    exigir(por, ADMINISTRAR_PERSONAS)
    cuantas = _terminar_sesiones(persona)
    asentar("cerrar sesiones", persona, por=por, ahora=ahora, cuantas=cuantas)
    return cuantas


def _terminar_sesiones(persona: Persona) -> int:
    sesiones = list(UserSession.objects.filter(user=persona).order_by("pk"))
    for sesion in sesiones:
        sesion.end()
    return len(sesiones)


@transaction.atomic(durable=True)
def editar_perfil(*, datos: dict[str, Any], por: Persona, ahora: datetime) -> Persona:
    """Cada quien corrige lo suyo: nombre, cargo, teléfono, tema y atajos. No toca papeles, correo ni contraseña."""
    persona = Persona.objects.select_for_update(of=("self",), no_key=True).get(pk=por.pk)
    cambios = [campo for campo in DEL_PERFIL if campo in datos and getattr(persona, campo) != datos[campo]]
    for campo in cambios:
        setattr(persona, campo, datos[campo])
    validar(persona, salvo=("password",))
    if persona.telefono:
        persona.telefono = limpiar_telefono(persona.telefono)
    persona.save(update_fields=DEL_PERFIL)
    asentar("editar perfil", persona, por=persona, ahora=ahora, campos=cambios)
    return persona


@transaction.atomic(durable=True)
def cambiar_colores(*, colores: str, por: Persona, ahora: datetime) -> str:
    """Pone los colores pedidos; sin pedir ninguno, el que sigue (equipo, claro, oscuro)."""
    posibles = Persona.Colores.values
    if colores and colores not in posibles:
        raise NoSePuede("Esos colores no existen.")
    nuevo = colores or posibles[(posibles.index(por.colores) + 1) % len(posibles)]
    Persona.objects.filter(pk=por.pk).update(colores=nuevo)
    por.colores = nuevo
    asentar("cambiar colores", por, por=por, ahora=ahora, colores=nuevo)
    return nuevo
