"""La compuerta: lo que se pregunta al despachar, no al programar (domain.md reglas 2, 8 y 23)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from difusion.models import Publicacion


class Salida(Protocol):
    """Algo que quiere salir: de qué objeto y por qué canal o red. Un `Envio` lo es."""

    objeto: str
    canal: str


@dataclass(frozen=True)
class Negativa:
    """Por qué no sale. Si es definitiva el envío se cancela; si no, espera otra vuelta."""

    motivo: str
    definitiva: bool = False


@dataclass
class SalidaEnRed:
    """Una publicación que una persona pondrá en una red."""

    objeto: str
    canal: str


Pregunta = Callable[[Salida, datetime], Negativa | None]
_PREGUNTAS: dict[str, Pregunta] = {}


def registrar_pregunta(etiqueta: str, pregunta: Pregunta) -> None:
    """La app dueña de un objeto (`boletines.boletin`) dice cuándo lo suyo puede salir."""
    _PREGUNTAS[etiqueta] = pregunta


def puede_salir(envio: Salida, ahora: datetime) -> Negativa | None:
    """`None` si puede salir; si no, la negativa de la app dueña del objeto."""
    pregunta = _PREGUNTAS.get(envio.objeto.partition(":")[0])
    return pregunta(envio, ahora) if pregunta else None


def puede_publicarse(publicacion: Publicacion, ahora: datetime) -> Negativa | None:
    """Lo mismo para lo que una persona publica en una red: el modo asistido no se salta la compuerta."""
    return puede_salir(SalidaEnRed(objeto=publicacion.origen, canal=publicacion.red), ahora)
