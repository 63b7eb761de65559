"""Única puerta por la que cambia un estado: comparar y cambiar en un UPDATE, con su asiento."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import YaCambio


@dataclass(frozen=True)
class Transicion:
    """Un renglón de la tabla de estados: nombre del acto, de dónde, a dónde y la capacidad que exige."""

    nombre: str
    desde: frozenset[str]
    hacia: str
    capacidad: str = ""

    @classmethod
    def de(cls, nombre: str, desde: Iterable[str], hacia: str, capacidad: str = "") -> "Transicion":
        return cls(nombre, frozenset(desde), hacia, capacidad)


def aplicar(
    objeto: Any,
    transicion: Transicion,
    *,
    por: Model | None,
    ahora: datetime,
    detalle: dict | None = None,
    **campos: Any,
) -> None:
    """Cambia el estado si sigue siendo el que el objeto traía, y lo asienta.

    Rechaza con `YaCambio` cuando el estado no admite el acto o alguien se adelantó.
    Debe llamarse dentro de la transacción del acto.
    """
    origen = objeto.estado
    if origen not in transicion.desde:
        raise YaCambio(f"No se puede {transicion.nombre}: ahora está {objeto.get_estado_display().lower()}.")
    cambios = {"estado": transicion.hacia, **campos}
    filas = type(objeto)._base_manager.filter(pk=objeto.pk, estado=origen).update(**cambios)
    if filas != 1:
        raise YaCambio(f"No se pudo {transicion.nombre}: otra persona lo cambió hace un momento. Vuelve a cargar.")
    for nombre, valor in cambios.items():
        setattr(objeto, nombre, valor)
    asentar(transicion.nombre, objeto, por=por, ahora=ahora, de=origen, a=transicion.hacia, **(detalle or {}))


def puede(persona: Any, objeto: Any, transicion: Transicion) -> bool:
    """Si el botón debe ofrecerse: la misma tabla y la misma capacidad que usará el acto."""
    return objeto.estado in transicion.desde and (not transicion.capacidad or persona.puede(transicion.capacidad))
