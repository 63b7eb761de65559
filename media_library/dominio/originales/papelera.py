"""La papelera: quitar de la vista y devolver. El original nunca se borra (docs/dominio.md, regla 30)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from media_library.models import Evidencia
from nucleo.dominio.actos import rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento
from personas.models import Persona


def impedimentos_para_tirar(evidencia: Evidencia) -> list[Impedimento]:
    """Por qué no puede ir a la papelera: un boletín la usa, entera o en un corte."""
    if evidencia.en_boletines.exists():
        return [Impedimento(f"«{evidencia}» está en un boletín. Quítala primero de ahí.")]
    if evidencia.cortes.filter(en_boletines__isnull=False).exists():
        return [Impedimento(f"Un boletín lleva un corte de «{evidencia}». Quítalo primero de ahí.")]
    return []


@transaction.atomic(durable=True)
def tirar(evidencias: Iterable[Evidencia], *, por: Persona, ahora: datetime) -> int:
    """Manda evidencias a la papelera, todas o ninguna. Rechaza si alguna está en un boletín."""
    filas = list(_bloquear(evidencias).filter(papelera_en__isnull=True))
    rechazar_si(i for e in filas for i in impedimentos_para_tirar(e))
    Evidencia.objects.filter(pk__in=[e.pk for e in filas]).update(papelera_en=ahora)
    for evidencia in filas:
        asentar("mandar a la papelera", evidencia, por=por, ahora=ahora)
    return len(filas)


@transaction.atomic(durable=True)
def restaurar(evidencias: Iterable[Evidencia], *, por: Persona, ahora: datetime) -> int:
    """Saca evidencias de la papelera; repetirlo no hace nada."""
    filas = list(_bloquear(evidencias).filter(papelera_en__isnull=False))
    Evidencia.objects.filter(pk__in=[e.pk for e in filas]).update(papelera_en=None)
    for evidencia in filas:
        asentar("restaurar evidencia", evidencia, por=por, ahora=ahora)
    return len(filas)


def _bloquear(evidencias: Iterable[Evidencia]) -> QuerySet[Evidencia]:
    # FOR UPDATE completo: choca con la llave foránea de un boletín que la esté agregando en ese momento.
    return Evidencia.objects.filter(pk__in=[e.pk for e in evidencias]).select_for_update().order_by("pk")
