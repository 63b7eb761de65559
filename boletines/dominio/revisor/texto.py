"""Lo que el revisor lee y lo que contesta."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nucleo.texto.rico import Bloque, bloques

CONVIENE, DATO = "conviene", "dato"
FIN_DE_FRASE = re.compile(r"(?<=[.!?…])[»”\"')]*\s+(?=[A-ZÁÉÍÓÚÑ¿¡«“\"])")
ABREVIATURAS = re.compile(
    r"\b(?:Lic|Ing|Arq|Mtr[oa]|Dra?|Profra?|Sra?|C|L\.? ?E|Av|No|Núm|Col|Tel|art|aprox|Gral|Cmte|Jal|[ap])\.$"
)
PALABRA = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Aviso:
    """Una observación: qué tan seria es, la frase que se muestra, el campo y el pedazo de texto que la causó."""

    gravedad: str
    frase: str
    campo: str = "cuerpo"
    fragmento: str = ""


@dataclass(frozen=True)
class Texto:
    """El boletín visto por el revisor: texto sencillo, sin base de datos."""

    titulo: str
    sumario: str
    balazos: tuple[str, ...]
    bloques: tuple[Bloque, ...]
    frase: str = ""
    frase_de: str = ""
    contacto: str = ""

    @classmethod
    def de(cls, objeto: Any) -> "Texto":
        partes = tuple(bloques(objeto.cuerpo))
        return cls(
            objeto.titulo, objeto.sumario, tuple(objeto.balazos), partes, objeto.frase, objeto.frase_de, objeto.contacto
        )

    @property
    def parrafos(self) -> list[str]:
        return [b.texto.strip() for b in self.bloques]

    @property
    def redactado(self) -> list[str]:
        """Los párrafos de corrido: sin subtítulos ni renglones de lista."""
        return [b.texto.strip() for b in self.bloques if b.tipo in {"parrafo", "cita"}]

    def por_campo(self) -> Iterator[tuple[str, str]]:
        """Cada campo con su texto, en orden de pantalla."""
        yield "titulo", self.titulo
        yield "sumario", self.sumario
        yield "balazos", "\n".join(self.balazos)
        yield from (("cuerpo", p) for p in self.parrafos)
        yield "frase", self.frase


def palabras(texto: str) -> list[str]:
    """Las palabras de un texto, sin números ni signos."""
    return PALABRA.findall(texto)


def frases(texto: str) -> list[str]:
    """Las frases de un párrafo; una abreviatura con punto no corta."""
    salida: list[str] = []
    for pedazo in FIN_DE_FRASE.split(texto):
        if salida and ABREVIATURAS.search(salida[-1]):
            salida[-1] += f" {pedazo}"
        else:
            salida.append(pedazo)
    return [f.strip() for f in salida if f.strip()]


def corto(texto: str, largo: int = 60) -> str:
    """El principio de un texto, cortado en palabra."""
    if len(texto) <= largo:
        return texto
    return f"{texto[:largo].rsplit(' ', 1)[0]}…"
