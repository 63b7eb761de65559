"""Lo que sigue al terminar de subir: las apps de arriba dicen aquí qué puede hacer esa persona con ese evento."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from personas.models import Persona


@dataclass(frozen=True)
class Paso:
    """Un botón al final de la pantalla de subir; sin `url`, algo que ya se hizo."""

    evento_ref: str
    evento: str
    texto: str
    url: str = ""


Pregunta = Callable[[Persona, Sequence[str]], list[Paso]]
_PREGUNTAS: list[Pregunta] = []


def registrar_paso(pregunta: Pregunta) -> None:
    """Desde ahora la pantalla de subir le pregunta también a esa función. Se llama en `ready`."""
    if pregunta not in _PREGUNTAS:
        _PREGUNTAS.append(pregunta)


def pasos_para(persona: Persona, referencias: Sequence[str]) -> list[Paso]:
    """Todo lo que esa persona puede hacer al terminar, de cualquiera de esos eventos."""
    return [paso for pregunta in _PREGUNTAS for paso in pregunta(persona, referencias)] if referencias else []
