"""El contrato de un canal de salida y el registro de los que hay.

Un canal nuevo: una clase con `entregar`, un renglón en `estados.Canal` y `registrar_canal` en su `apps.py`.
"""

from collections.abc import Callable
from typing import Protocol

from difusion.models import Envio


class ErrorDeEntrega(Exception):  # noqa: N818 - las excepciones son frases (style.md)
    """No salió nada. `permanente` dice si insistir tiene caso; `respuesta`, lo que contestó el otro lado."""

    def __init__(self, respuesta: str, *, permanente: bool) -> None:
        super().__init__(respuesta)
        self.respuesta = respuesta
        self.permanente = permanente


class ResultadoDesconocido(Exception):  # noqa: N818 - las excepciones son frases (style.md)
    """Ya no se puede saber si llegó: decide una persona."""


class ArriendoPerdido(Exception):  # noqa: N818 - las excepciones son frases (style.md)
    """Otro proceso tomó el envío, o pusieron el freno: hay que soltarlo sin entregar."""


class Canal(Protocol):
    """Lo que sabe hacer un canal."""

    def entregar(self, envio: Envio, confirmar: Callable[[], None]) -> str:
        """Entrega y devuelve lo que contestó el otro lado.

        Llama a `confirmar()` justo antes del paso que ya no tiene regreso; antes de eso,
        todo fallo es `ErrorDeEntrega`. Después, lo que no se sepa es `ResultadoDesconocido`.
        """

    def cerrar(self) -> None:
        """Suelta las conexiones."""


_CANALES: dict[str, Callable[[], Canal]] = {}


def registrar_canal(clave: str, fabrica: Callable[[], Canal]) -> None:
    """Da de alta un canal; lo llama `apps.ready` de la app que lo tiene."""
    _CANALES[clave] = fabrica


class CanalesAbiertos:
    """Los canales de una vuelta del despacho: se abren al usarse y se cierran juntos."""

    def __init__(self) -> None:
        self._abiertos: dict[str, Canal] = {}

    def __enter__(self) -> "CanalesAbiertos":
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
