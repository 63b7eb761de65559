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
    """Por qué no sale. Si es definitiva el envío se cierra; si no, espera otra vuelta."""

    motivo: str
    definitiva: bool = False
    por_suspension: bool = False  # la detiene un periodo de suspensión: si se autoriza, una persona la reenvía


@dataclass
class OtraSalida:
    """Lo que sale sin ser un envío: una publicación que alguien pondrá en una red, una llamada."""

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


def puede_salir_de(objeto: str, canal: str, ahora: datetime) -> Negativa | None:
    """Lo mismo por un objeto y un canal, sin que haya un envío."""
    return puede_salir(OtraSalida(objeto=objeto, canal=canal), ahora)


def puede_publicarse(publicacion: Publicacion, ahora: datetime) -> Negativa | None:
    """Lo mismo para lo que una persona publica en una red: el modo asistido no se salta la compuerta."""
    return puede_salir_de(publicacion.origen, publicacion.red, ahora)
