"""Las copias: la misma foto en otro evento muestra a los mismos y se cuida igual (docs/dominio.md, reglas 26 a 28).

Sólo se aprieta: lo que protege en un evento protege en todos; quitar una decisión en uno no la quita en los demás.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from media_library.dominio.versiones import recetas
from media_library.estados import Difuminado, Menores
from media_library.models import Evidencia
from nucleo.dominio.bitacora import asentar
from nucleo.referencias import ref
from personas.models import Persona

RIGOR = {Menores.SIN_REVISAR: 0, Menores.NO: 0, Menores.SI: 1, Menores.PROTEGIDOS: 2}
DEL_DIFUMINADO = ("difuminado", "zonas", "difuminado_por", "difuminado_en", "difuminado_motivo")


def igualar(evidencias: Iterable[int], *, por: Persona | None, ahora: datetime) -> list[int]:
    """Lleva a las copias los menores, el difuminado y las cartas de estas evidencias, dentro del acto que los cambió.

    Devuelve todas las llaves tocadas: éstas y sus copias.
    """
    tocadas = list(evidencias)
    for modelo in _con_copias(Evidencia.objects.filter(pk__in=tocadas, original__es_repetido=True)):
        bloqueadas = _con_copias(_copias_de(modelo).select_for_update(of=("self",), no_key=True))
        tocadas += [copia.pk for copia in bloqueadas if _proteger(copia, modelo, por=por, ahora=ahora)]
    return tocadas


def heredar(evidencia: Evidencia, *, ahora: datetime) -> None:
    """Una foto que llega a otro evento trae lo que ya se sabe de quienes aparecen en ella."""
    for modelo in _con_copias(_copias_de(evidencia)):
        _proteger(evidencia, modelo, por=None, ahora=ahora)


def _copias_de(evidencia: Evidencia) -> QuerySet[Evidencia]:
    return Evidencia.objects.filter(original=evidencia.original_id).exclude(pk=evidencia.pk)


def _con_copias(evidencias: QuerySet[Evidencia]) -> QuerySet[Evidencia]:
    return evidencias.select_related("original").prefetch_related("consentimientos").defer("vector").order_by("pk")


def _proteger(copia: Evidencia, modelo: Evidencia, *, por: Persona | None, ahora: datetime) -> bool:
    cambio: dict[str, Any] = {}
    if RIGOR[Menores(modelo.menores)] > RIGOR[Menores(copia.menores)]:
        cambio["menores"] = modelo.menores
    if modelo.difuminado == Difuminado.HECHO != copia.difuminado:
        cambio |= {campo: getattr(modelo, campo) for campo in DEL_DIFUMINADO}
    cartas = set(modelo.consentimientos.all()) - set(copia.consentimientos.all())
    if not cambio and not cartas:
        return False
    copia.consentimientos.add(*cartas)
    Evidencia.objects.filter(pk=copia.pk).update(**cambio, version=F("version") + 1)
    for campo, valor in cambio.items():
        setattr(copia, campo, valor)
    recetas.apuntar_difuminadas(copia, ahora=ahora)
    detalle = {"de": ref(modelo), "cambios": sorted(cambio), "cartas": sorted(c.pk for c in cartas)}
    asentar("igualar con su copia", copia, por=por, ahora=ahora, **detalle)
    return True
