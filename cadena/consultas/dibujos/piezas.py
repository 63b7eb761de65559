"""Las piezas de un dibujo en SVG: rectángulos, líneas, círculos y palabras con las clases de los colores.

Se dibuja para dos anchos, en píxeles: el texto nunca se encoge.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

ANCHO, ANGOSTO = 474, 324
MAS_ANCHO = 540  # el de la carga, que va en una tarjeta mayor
LETRA = 7  # píxeles, a lo más, de una letra de 13


@dataclass(frozen=True)
class Pieza:
    """Una figura: su etiqueta de SVG, sus atributos, su clase y, si es palabra, lo que dice."""

    etiqueta: str
    atributos: Sequence[tuple[str, int | str]]
    clase: str
    texto: str = ""


@dataclass(frozen=True)
class Dibujo:
    """Un dibujo de un ancho, con la frase que lo dice entero."""

    ancho: int
    alto: int
    frase: str
    piezas: list[Pieza] = field(default_factory=list)

    @property
    def es_angosto(self) -> bool:
        return self.ancho < ANCHO

    def barra(self, x: float, y: float, ancho: float, alto: float, clase: str, *, radio: int = 0) -> None:
        """Un rectángulo; sin ancho no se dibuja nada."""
        if ancho >= 1:
            medidas = [("x", round(x)), ("y", round(y)), ("width", round(ancho)), ("height", round(alto))]
            self.piezas.append(Pieza("rect", [*medidas, ("rx", radio)], clase))

    def raya(self, x1: float, y1: float, x2: float, y2: float, clase: str) -> None:
        puntas = [("x1", round(x1)), ("y1", round(y1)), ("x2", round(x2)), ("y2", round(y2))]
        self.piezas.append(Pieza("line", puntas, clase))

    def punto(self, x: float, y: float, radio: float, clase: str) -> None:
        medidas: list[tuple[str, int | str]] = [("cx", round(x)), ("cy", round(y)), ("r", f"{radio:.1f}")]
        self.piezas.append(Pieza("circle", medidas, clase))

    def palabra(self, x: float, y: float, texto: str, clase: str = "", *, al: str = "start") -> None:
        self.piezas.append(Pieza("text", [("x", round(x)), ("y", round(y)), ("text-anchor", al)], clase, texto))


def recortar(texto: str, pixeles: float) -> str:
    """Lo que cabe, con su «…»: el texto entero va en la tabla."""
    caben = max(4, int(pixeles // LETRA))
    if len(texto) <= caben:
        return texto
    return f"{texto[: caben - 1].rstrip()}…"
