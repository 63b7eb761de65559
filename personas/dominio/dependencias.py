"""El catálogo de dependencias del Ayuntamiento: se agregan, se renombran y se desactivan; nunca se borran."""

from datetime import datetime

from django.db import transaction

from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from personas.dominio.reglas import exigir, validar
from personas.models import Dependencia, Persona
from personas.permisos import AJUSTAR_OFICINA


@transaction.atomic(durable=True)
def guardar_dependencia(
    dependencia: Dependencia | None, *, nombre: str, siglas: str, por: Persona, ahora: datetime
) -> Dependencia:
    """Da de alta o renombra. Rechaza un nombre que ya exista, sin importar mayúsculas."""
    exigir(por, AJUSTAR_OFICINA)
    dependencia = dependencia or Dependencia()
    if Dependencia.objects.filter(nombre__iexact=nombre).exclude(pk=dependencia.pk).exists():
        raise NoSePuede([Impedimento("Ya hay una dependencia con ese nombre.", "nombre")])
    nueva, antes = dependencia.pk is None, dependencia.nombre
    dependencia.nombre, dependencia.siglas = nombre, siglas
    validar(dependencia)
    dependencia.save()
    accion = "agregar dependencia" if nueva else "renombrar dependencia"
    asentar(accion, dependencia, por=por, ahora=ahora, de=antes, a=nombre)
    return dependencia


@transaction.atomic(durable=True)
def mover_dependencia(dependencia: Dependencia, *, activa: bool, por: Persona, ahora: datetime) -> Dependencia:
    """Desactiva o reactiva. Lo que ya la usa la conserva; deja de ofrecerse en lo nuevo."""
    exigir(por, AJUSTAR_OFICINA)
    if not Dependencia.objects.filter(pk=dependencia.pk, activa=not activa).update(activa=activa):
        raise NoSePuede("Esa dependencia ya estaba así.")
    dependencia.activa = activa
    accion = "reactivar dependencia" if activa else "desactivar dependencia"
    asentar(accion, dependencia, por=por, ahora=ahora)
    return dependencia
