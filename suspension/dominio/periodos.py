"""Apuntar y terminar los periodos de suspensión."""

from datetime import datetime

from django.db import transaction

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Persona
from personas.permisos import AJUSTAR_OFICINA
from suspension.models import PeriodoSuspension


@transaction.atomic(durable=True)
def agregar_periodo(periodo: PeriodoSuspension, *, por: Persona, ahora: datetime) -> PeriodoSuspension:
    """Apunta un periodo de suspensión. Pueden encimarse varios; rechaza el que termina antes de empezar."""
    exigir(por, AJUSTAR_OFICINA)
    validar(periodo)
    periodo.save()
    asentar(
        "agregar periodo de suspensión",
        periodo,
        por=por,
        ahora=ahora,
        nombre=periodo.nombre,
        inicio=periodo.inicio,
        fin=periodo.fin,
        fundamento=periodo.fundamento,
        oculta_archivo=periodo.oculta_archivo,
    )
    return periodo


@transaction.atomic(durable=True)
def terminar_periodo(periodo: PeriodoSuspension, *, por: Persona, ahora: datetime) -> None:
    """Termina hoy un periodo que corre y borra el que aún no empieza. Rechaza el que ya terminó: es historia."""
    exigir(por, AJUSTAR_OFICINA)
    periodo = PeriodoSuspension.objects.select_for_update().get(pk=periodo.pk)
    if periodo.fin <= ahora:
        raise NoSePuede("Ese periodo ya terminó; se conserva como historia.")
    detalle = {"nombre": periodo.nombre, "inicio": periodo.inicio, "fin": periodo.fin}
    if periodo.inicio >= ahora:
        asentar("quitar periodo de suspensión", periodo, por=por, ahora=ahora, **detalle)
        periodo.delete()
        return
    periodo.fin = ahora
    periodo.save(update_fields=["fin"])
    asentar("terminar periodo de suspensión", periodo, por=por, ahora=ahora, **detalle)
