"""El registro de los canales de salida.

Un canal nuevo: una clase con `entregar` (`clientes.contrato.Canal`), un renglón en `estados.Canal` y
`registrar_canal` en su `apps.py`.
"""

from collections.abc import Callable
from typing import Self

from difusion.clientes.contrato import Canal, ErrorDeEntrega

_CANALES: dict[str, Callable[[], Canal]] = {}


def registrar_canal(clave: str, fabrica: Callable[[], Canal]) -> None:
    """Da de alta un canal; lo llama `apps.ready` de la app que lo tiene."""
    _CANALES[clave] = fabrica


class CanalesAbiertos:
    """Los canales de una vuelta del despacho: se abren al usarse y se cierran juntos."""

    def __init__(self) -> None:
        self._abiertos: dict[str, Canal] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for canal in self._abiertos.values():
            canal.cerrar()

    def __getitem__(self, clave: str) -> Canal:
        if clave not in self._abiertos:
            if clave not in _CANALES:
                raise ErrorDeEntrega(f"No hay quien entregue por el canal «{clave}».", permanente=True)
            self._abiertos[clave] = _CANALES[clave]()
        return self._abiertos[clave]
