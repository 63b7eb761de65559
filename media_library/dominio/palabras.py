"""Lo que se dice de una evidencia: pie, texto alternativo, crédito, punto focal y evento."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from media_library.dominio import recetas
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import YaCambio
from personas.models import Persona


@dataclass(frozen=True)
class CambioDeLote:
    """Lo que se cambia a una selección; `None` deja como está."""

    pie: str | None = None
    credito: str | None = None
    evento_ref: str | None = None

    def campos(self) -> dict[str, str]:
        return {clave: valor for clave, valor in vars(self).items() if valor is not None}


@dataclass(frozen=True)
class ResultadoDeLote:
    """Cuántas cambiaron y cuántas no, porque su archivo ya está en ese evento."""

    cambiadas: int
    repetidas: int = 0


@transaction.atomic(durable=True)
def editar_palabras(  # noqa: PLR0913 - son los campos de la pantalla
    evidencia: Evidencia,
    *,
    version: int,
    pie: str,
    texto_alternativo: str,
    credito: str,
    foco: tuple[int, int],
    por: Persona,
    ahora: datetime,
) -> Evidencia:
    """Cambia las palabras y el punto focal si nadie las cambió desde `version`.

    Un foco nuevo deja pendientes sus recortes. Rechaza con `YaCambio` la pantalla vieja.
    """
    nuevas = {
        "pie": pie,
        "texto_alternativo": texto_alternativo,
        "credito": credito,
        "foco_x": foco[0],
        "foco_y": foco[1],
    }
    filas = Evidencia.objects.filter(pk=evidencia.pk, version=version).update(**nuevas, version=F("version") + 1)
    if filas != 1:
        raise YaCambio("Otra persona cambió estos datos mientras los editabas. Compara y vuelve a guardar.")
    evidencia.refresh_from_db()
    if evidencia.original.clase == Clase.FOTO:
        recetas.apuntar(evidencia.original, foco=foco, ahora=ahora)
    asentar("editar evidencia", evidencia, por=por, ahora=ahora, **nuevas)
    return evidencia


@transaction.atomic(durable=True)
def editar_lote(
    evidencias: Iterable[Evidencia], *, cambio: CambioDeLote, por: Persona, ahora: datetime
) -> ResultadoDeLote:
    """Cambia pie, crédito o evento de una selección. Se salta lo que quedaría repetido en un evento."""
    campos = cambio.campos()
    filas = list(
        Evidencia.objects.filter(pk__in=[e.pk for e in evidencias]).select_for_update(no_key=True).order_by("pk")
    )
    libres = _sin_repetir(filas, campos["evento_ref"]) if "evento_ref" in campos else filas
    if campos and libres:
        Evidencia.objects.filter(pk__in=[e.pk for e in libres]).update(**campos, version=F("version") + 1)
        for evidencia in libres:
            asentar("editar evidencia", evidencia, por=por, ahora=ahora, **campos)
    return ResultadoDeLote(len(libres) if campos else 0, len(filas) - len(libres))


def _sin_repetir(filas: list[Evidencia], evento_ref: str) -> list[Evidencia]:
    """Las que pueden pasar a un evento sin que un mismo archivo quede dos veces en él."""
    originales = [e.original_id for e in filas]
    ajenas = Evidencia.objects.filter(evento_ref=evento_ref, original__in=originales).exclude(
        pk__in=[e.pk for e in filas]
    )
    ocupados = set(ajenas.values_list("original_id", flat=True))
    ocupados |= {e.original_id for e in filas if e.evento_ref == evento_ref}
    libres = []
    for evidencia in filas:
        if evidencia.evento_ref == evento_ref or evidencia.original_id not in ocupados:
            libres.append(evidencia)
            ocupados.add(evidencia.original_id)
    return libres
