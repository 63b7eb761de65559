"""Guardar el plan leído y decir qué cosas llevan sus líneas."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Model

from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento
from nucleo.texto.formato import plegar
from personas.models import Dependencia, Persona
from personas.permisos import PLANEAR
from pmd.dominio.lectura import Lectura, Leido
from pmd.models import ElementoDelPMD, PlanMunicipal
from pmd.signals import pmd_cambio


class ConLineas(Protocol):
    """Lo que puede llevar líneas del plan: un evento, un boletín, una actividad."""

    lineas: Any


@transaction.atomic(durable=True)
def guardar_plan(
    lectura: Lectura,
    *,
    nombre: str,
    desde: int,
    hasta: int,
    por: Persona,
    ahora: datetime,
    es_ejemplo: bool = False,
) -> PlanMunicipal:
    """Guarda el árbol entero y deja ese plan como el que rige.

    Con el mismo nombre corrige el que ya regía: lo que lleva una línea la conserva y nada se borra. Rechaza lo que
    tenga un error en algún renglón.
    """
    exigir(por, PLANEAR, frase="cargar el plan municipal")
    rechazar_si([Impedimento(e, "texto") for e in lectura.errores])
    en_fila("cargar el PMD")
    plan = PlanMunicipal.objects.filter(nombre=nombre, rige=True).first()
    if plan is None:
        plan = PlanMunicipal(nombre=nombre)
    plan.desde, plan.hasta, plan.es_ejemplo, plan.rige = desde, hasta, es_ejemplo, True
    plan.cargado_en, plan.cargado_por = ahora, por
    validar(plan, salvo=["rige"])
    PlanMunicipal.objects.filter(rige=True).exclude(pk=plan.pk).update(rige=False)
    plan.save()
    dependencias = {plegar(d.nombre): d for d in Dependencia.objects.all()}
    guardados: dict[str, ElementoDelPMD] = {}
    for orden, leido in enumerate(lectura.elementos):
        guardados[leido.clave] = _guardar(plan, leido, orden, guardados, dependencias)
    asentar("cargar el PMD", plan, por=por, ahora=ahora, elementos=len(guardados))
    pmd_cambio.send(PlanMunicipal, por=por, ahora=ahora)
    return plan


def _guardar(
    plan: PlanMunicipal,
    leido: Leido,
    orden: int,
    guardados: dict[str, ElementoDelPMD],
    dependencias: dict[str, Dependencia],
) -> ElementoDelPMD:
    elemento, _ = ElementoDelPMD.objects.update_or_create(
        plan=plan,
        clave=leido.clave,
        defaults={
            "nivel": leido.nivel,
            "padre": guardados.get(leido.padre),
            "eje": guardados.get(leido.eje),
            "texto": leido.texto,
            "orden": orden,
            "dependencia": dependencias.get(plegar(leido.dependencia)),
            "tema": leido.tema,
        },
    )
    return elemento


@transaction.atomic(durable=True)
def poner_lineas(cosa: Model, *, lineas: Collection[int], por: Persona, ahora: datetime) -> int:
    """Deja esas líneas, y sólo ésas, en la cosa. Lo que no sea una línea se ignora. Devuelve cuántas quedaron."""
    escogidas = list(ElementoDelPMD.objects.lineas().filter(pk__in=lineas).order_by("orden"))
    llevada: ConLineas = cosa  # type: ignore[assignment] # quien llama da algo con líneas
    llevada.lineas.set(escogidas)
    asentar("poner líneas del PMD", cosa, por=por, ahora=ahora, lineas=[linea.clave for linea in escogidas])
    pmd_cambio.send(type(cosa), por=por, ahora=ahora)
    return len(escogidas)
