"""La compuerta: lo que se pregunta al despachar, no al programar (domain.md reglas 2, 8 y 23)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from difusion.models import Envio


@dataclass(frozen=True)
class Negativa:
    """Por qué no sale. Si es definitiva el envío se cancela; si no, espera otra vuelta."""

    motivo: str
    definitiva: bool = False


Pregunta = Callable[[Envio, datetime], Negativa | None]
_PREGUNTAS: dict[str, Pregunta] = {}


def registrar_pregunta(etiqueta: str, pregunta: Pregunta) -> None:
    """La app dueña de un objeto (`boletines.boletin`) dice cuándo lo suyo puede salir."""
    _PREGUNTAS[etiqueta] = pregunta


def puede_salir(envio: Envio, ahora: datetime) -> Negativa | None:
    """`None` si puede salir; si no, la negativa de la app dueña del objeto."""
    pregunta = _PREGUNTAS.get(envio.objeto.partition(":")[0])
    return pregunta(envio, ahora) if pregunta else None
