"""Dependencias y comunidades: se agregan, se renombran y se desactivan; nunca se borran."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from personas.models import Persona, RenglonDeCatalogo
from personas.permisos import AJUSTAR_OFICINA

Renglon = TypeVar("Renglon", bound=RenglonDeCatalogo)


@transaction.atomic(durable=True)
def guardar_en_catalogo(renglon: Renglon, *, nombre: str, por: Persona, ahora: datetime, siglas: str = "") -> Renglon:
    """Da de alta o renombra. Rechaza un nombre que ya exista, sin importar mayúsculas."""
    exigir(por, AJUSTAR_OFICINA)
    que = renglon._meta.verbose_name
    if type(renglon)._default_manager.filter(nombre__iexact=nombre).exclude(pk=renglon.pk).exists():
        raise NoSePuede([Impedimento(f"Ya hay una {que} con ese nombre.", "nombre")])
    nueva, antes = renglon.pk is None, renglon.nombre
    renglon.nombre = nombre
    if hasattr(renglon, "siglas"):
        renglon.siglas = siglas
    validar(renglon)
    renglon.save()
    asentar(f"agregar {que}" if nueva else f"renombrar {que}", renglon, por=por, ahora=ahora, de=antes, a=nombre)
    return renglon


@transaction.atomic(durable=True)
def mover_en_catalogo(renglon: Renglon, *, activa: bool, por: Persona, ahora: datetime) -> Renglon:
    """Desactiva o reactiva. Lo que ya lo usa lo conserva; deja de ofrecerse en lo nuevo."""
    exigir(por, AJUSTAR_OFICINA)
    que = renglon._meta.verbose_name
    if not type(renglon)._default_manager.filter(pk=renglon.pk, activa=not activa).update(activa=activa):
        raise NoSePuede(f"Esa {que} ya estaba así.")
    renglon.activa = activa
    asentar(f"reactivar {que}" if activa else f"desactivar {que}", renglon, por=por, ahora=ahora)
    return renglon
