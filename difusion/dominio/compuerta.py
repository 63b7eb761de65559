"""La compuerta: lo que se pregunta al despachar, no al programar (docs/dominio.md, reglas 2, 8 y 23)."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from nucleo.referencias import etiqueta_de


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
PreguntaJunta = Callable[[Sequence[Salida], datetime], list[Negativa | None]]
_PREGUNTAS: dict[str, Pregunta] = {}
_JUNTAS: dict[str, PreguntaJunta] = {}


def registrar_pregunta(etiqueta: str, pregunta: Pregunta, juntas: PreguntaJunta | None = None) -> None:
    """La app dueña de un objeto (`boletines.boletin`) dice cuándo lo suyo sale; con `juntas`, varios de una vez."""
    _PREGUNTAS[etiqueta] = pregunta
    if juntas:
        _JUNTAS[etiqueta] = juntas


def puede_salir(envio: Salida, ahora: datetime) -> Negativa | None:
    """`None` si puede salir; si no, la negativa de la app dueña del objeto."""
    pregunta = _PREGUNTAS.get(etiqueta_de(envio.objeto))
    return pregunta(envio, ahora) if pregunta else None


def pueden_salir(salidas: Sequence[Salida], ahora: datetime) -> list[Negativa | None]:
    """Lo mismo para las de una lista, en su orden; si la app dueña las contesta juntas, con las consultas de una."""
    por_etiqueta: dict[str, list[int]] = defaultdict(list)
    for lugar, salida in enumerate(salidas):
        por_etiqueta[etiqueta_de(salida.objeto)].append(lugar)
    respuestas: list[Negativa | None] = [None] * len(salidas)
    for etiqueta, lugares in por_etiqueta.items():
        suyas = [salidas[lugar] for lugar in lugares]
        junta = _JUNTAS.get(etiqueta)
        dichas = junta(suyas, ahora) if junta else [puede_salir(s, ahora) for s in suyas]
        for lugar, respuesta in zip(lugares, dichas, strict=True):
            respuestas[lugar] = respuesta
    return respuestas


def puede_salir_de(objeto: str, canal: str, ahora: datetime) -> Negativa | None:
    """Lo mismo por un objeto y un canal, sin que haya un envío."""
    return puede_salir(OtraSalida(objeto=objeto, canal=canal), ahora)
