"""Lo que sabe hacer un canal de salida y las tres maneras en que puede no entregar."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from difusion.models import Envio


class ErrorDeEntrega(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """No salió nada. `permanente` dice si insistir tiene caso; `respuesta`, lo que contestó el otro lado."""

    def __init__(self, respuesta: str, *, permanente: bool) -> None:
        super().__init__(respuesta)
        self.respuesta = respuesta
        self.permanente = permanente


class ResultadoDesconocido(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """Ya no se puede saber si llegó: decide una persona."""


class HayQueEsperar(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """No salió nada y no es culpa del envío (la cuenta está ocupada, en pausa o sin permiso): no gasta un intento."""

    def __init__(self, razon: str, *, espera: timedelta) -> None:
        super().__init__(razon)
        self.espera = espera


class ArriendoPerdido(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
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
