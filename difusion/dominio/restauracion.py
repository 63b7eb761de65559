"""Después de restaurar un respaldo: nada sale hasta que una persona lo revise, y lo dudoso lo decide una persona."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from difusion.estados import EN_CURSO, Canal, EstadoEnvio
from difusion.models import Envio, Freno
from nucleo.dominio.bitacora import asentar
from nucleo.texto.formato import fecha_larga, hora

PUESTO = "Freno puesto: se restauró un respaldo."
DE_ENSAYO = "Copia de ensayo: de aquí no sale nada."


@dataclass(frozen=True)
class Detenido:
    """Qué se detuvo al restaurar: lo que pudo haber llegado ya y lo que saldría al soltar el freno."""

    por_verificar: int
    saldrian: int


@transaction.atomic(durable=True)
def detener_lo_restaurado(*, respaldado_en: datetime, es_ensayo: bool, ahora: datetime) -> Detenido:
    """Pone el freno y pasa a «por verificar» todo correo que el respaldo tenía por salir y ya pudo haber salido.

    Lo del portal vuelve a esperar: escribir otra vez la misma página no le llega a nadie. Repetirlo no cambia nada.
    """
    Freno.objects.actual()
    Freno.objects.filter(pk=1).update(
        puesto=True, motivo=DE_ENSAYO if es_ensayo else PUESTO, puesto_por=None, puesto_en=ahora,
        respaldado_en=respaldado_en, es_ensayo=es_ensayo,
    )  # fmt: skip
    dudosos = _apartar(respaldado_en, ahora)
    saldrian = Envio.objects.filter(estado=EstadoEnvio.PENDIENTE).count()
    freno = Freno.objects.get(pk=1)
    asentar("restaurar un respaldo", freno, por=None, ahora=ahora, respaldado_en=respaldado_en.isoformat(),
            por_verificar=dudosos, pendientes=saldrian, ensayo=es_ensayo)  # fmt: skip
    return Detenido(dudosos, saldrian)


def _apartar(respaldado_en: datetime, ahora: datetime) -> int:
    """Lo que tenía hora de salir después de ahora no ha podido salir: sigue pendiente, detrás del freno."""
    propio = Envio.objects.filter(canal=Canal.PORTAL, estado__in=EN_CURSO)
    propio.update(estado=EstadoEnvio.PENDIENTE, ficha=None, arriendo_hasta=None)
    ajenos = Envio.objects.exclude(canal=Canal.PORTAL)
    dudosos = ajenos.filter(estado__in=EN_CURSO) | ajenos.por_salir(ahora)
    return dudosos.update(
        estado=EstadoEnvio.POR_VERIFICAR, ficha=None, arriendo_hasta=None, resuelto_en=ahora,
        razon=f"Estaba por salir en el respaldo del {fecha_larga(respaldado_en)}, {hora(respaldado_en)} h:"
        " no se sabe si ya llegó.",
    )  # fmt: skip
