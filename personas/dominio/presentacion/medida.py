"""Cuánto mide un texto en la lámina: se parte antes de escribirlo, porque PowerPoint no avisa cuando no cabe."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

PUNTOS_POR_PULGADA = 72
INTERLINEADO = 1.22
# Si quien lo abre no tiene la letra de la oficina, la que la sustituya puede ser más ancha.
HOLGURA = 0.88
FINO = 20  # la letra se mide de este tamaño y se lleva al que toque
LETRAS = {"texto": "public-sans-400.ttf", "fuerte": "public-sans-700.ttf", "titulo": "faustina-700.ttf"}


@cache
def _letra(cual: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(settings.BASE_DIR) / "static" / "fuentes" / "ttf" / LETRAS[cual]), FINO)


@lru_cache(maxsize=50_000)
def _ancho(palabra: str, cual: str) -> float:
    return _letra(cual).getlength(palabra)


def partir_en_renglones(texto: str, ancho: float, puntos: float, letra: str = "texto") -> list[str]:
    """Los renglones de ese texto en ese ancho, en pulgadas. Una palabra que no cabe se corta: no se sale."""
    cabe = ancho * HOLGURA * PUNTOS_POR_PULGADA * FINO / puntos
    return [renglon for parrafo in texto.split("\n") for renglon in _renglones(parrafo, cabe, letra)]


def _renglones(parrafo: str, cabe: float, letra: str) -> Iterator[str]:
    espacio = _ancho(" ", letra)
    actual, mide = "", 0.0
    for palabra in (pedazo for entera in parrafo.split() for pedazo in _pedazos(entera, cabe, letra)):
        suyo = _ancho(palabra, letra)
        if actual and mide + espacio + suyo > cabe:
            yield actual
            actual, mide = palabra, suyo
        else:
            actual, mide = f"{actual} {palabra}".strip(), mide + (espacio if actual else 0) + suyo
    yield actual


def _pedazos(palabra: str, cabe: float, letra: str) -> Iterator[str]:
    while palabra and _ancho(palabra, letra) > cabe:
        corte = max(1, int(len(palabra) * cabe / _ancho(palabra, letra)))
        yield palabra[:corte]
        palabra = palabra[corte:]
    yield palabra


def alto_de(texto: str, ancho: float, puntos: float, letra: str = "texto") -> float:
    """Cuántas pulgadas de alto ocupa."""
    return len(partir_en_renglones(texto, ancho, puntos, letra)) * puntos * INTERLINEADO / PUNTOS_POR_PULGADA


def puntos_que_caben(texto: str, ancho: float, alto: float, tamanos: tuple[float, ...], letra: str = "texto") -> float:
    """El mayor de esos tamaños con que el texto cabe en esa caja; si con ninguno, el menor."""
    return next((t for t in tamanos if alto_de(texto, ancho, t, letra) <= alto), tamanos[-1])
