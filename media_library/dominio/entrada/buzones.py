"""Buzones: un enlace sin cuenta para mandar evidencia, con vencimiento, que se renueva y se retira."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from agenda.models import Evento
from media_library.dominio.entrada.cierre import cancelar_las_del_buzon
from media_library.models import Buzon, Evidencia
from nucleo.dominio.actos import validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from personas.models import Dependencia, Persona

DIAS_MAXIMOS = 365


@dataclass(frozen=True)
class BuzonAbierto:
    """Un buzón y su enlace, que sólo se conoce ahora: en la base queda su huella."""

    buzon: Buzon
    enlace: str


def buzon_del_token(token: str, ahora: datetime) -> Buzon | None:
    """El buzón abierto de ese enlace; desconocido, vencido y retirado se ven igual."""
    abiertos = Buzon.objects.abiertos(ahora).select_related("dependencia", "creado_por")
    return abiertos.filter(huella=huella_del_token(token)).first()


@transaction.atomic(durable=True)
def abrir_buzon(
    *, nombre: str, dependencia: Dependencia, dias: int, evento: Evento | None = None, por: Persona, ahora: datetime
) -> BuzonAbierto:
    """Crea el enlace de una dependencia. Rechaza un plazo de menos de un día o de más de un año."""
    _exigir_plazo(dias)
    token = nuevo_token()
    buzon = Buzon(
        nombre=nombre.strip(),
        dependencia=dependencia,
        evento=evento,
        huella=huella_del_token(token),
        vence_en=ahora + timedelta(days=dias),
        creado_por=por,
        creado_en=ahora,
    )
    validar(buzon)
    buzon.save()
    asentar("abrir buzón", buzon, por=por, ahora=ahora, dependencia=dependencia.pk, vence=buzon.vence_en)
    return BuzonAbierto(buzon, direccion_personal("buzon:subir", token))


def _exigir_plazo(dias: int) -> None:
    if not 1 <= dias <= DIAS_MAXIMOS:
        raise NoSePuede(f"El enlace puede durar de 1 a {DIAS_MAXIMOS} días.")


@transaction.atomic(durable=True)
def renovar_buzon(buzon: Buzon, *, dias: int, por: Persona, ahora: datetime) -> BuzonAbierto:
    """Da un enlace nuevo y deja muerto el anterior; también reabre uno vencido o retirado."""
    _exigir_plazo(dias)
    buzon = Buzon.objects.select_for_update(no_key=True).get(pk=buzon.pk)
    token = nuevo_token()
    buzon.huella, buzon.vence_en, buzon.retirado_en = huella_del_token(token), ahora + timedelta(days=dias), None
    buzon.save(update_fields=["huella", "vence_en", "retirado_en"])
    asentar("renovar buzón", buzon, por=por, ahora=ahora, vence=buzon.vence_en)
    return BuzonAbierto(buzon, direccion_personal("buzon:subir", token))


@transaction.atomic(durable=True)
def retirar_buzon(buzon: Buzon, *, por: Persona, ahora: datetime) -> Buzon:
    """Desde este momento su enlace no recibe nada, ni lo que venía a medias. Repetirlo no hace nada."""
    if Buzon.objects.filter(pk=buzon.pk, retirado_en__isnull=True).update(retirado_en=ahora):
        asentar("retirar buzón", buzon, por=por, ahora=ahora)
        cancelar_las_del_buzon(buzon, ahora=ahora)
    buzon.refresh_from_db()
    return buzon


@transaction.atomic(durable=True)
def aceptar_aportaciones(evidencias: Iterable[Evidencia], *, por: Persona, ahora: datetime) -> int:
    """Da por revisado lo que llegó por un buzón; desde entonces puede usarse. Devuelve cuántas."""
    pendientes = Evidencia.objects.por_revisar().filter(pk__in=[e.pk for e in evidencias])
    filas = list(pendientes.select_for_update(no_key=True).order_by("pk"))
    Evidencia.objects.filter(pk__in=[e.pk for e in filas]).update(revisada_en=ahora)
    for evidencia in filas:
        asentar("aceptar aportación", evidencia, por=por, ahora=ahora)
    return len(filas)
