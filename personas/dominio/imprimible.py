"""Qué signos se pueden imprimir con las letras que trae el programa y qué se ve en lugar de los demás.

`templates/typst/signos.txt` dice los que sí, por intervalos en base 16. Se hizo con typst y las letras de
`static/fuentes/ttf` (`herramientas/signos_imprimibles.py`): al cambiar unas u otro se vuelve a hacer.
"""

import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

from django.conf import settings

SUSTITUTO = "□"  # lo que se ve en lugar de un signo sin letra
SIEMPRE = frozenset("\n\t ")
UNE, COMO_EMOJI, MARCAS = "\u200d", "\ufe0f", range(0x300, 0x370)
TONOS_DE_PIEL = range(0x1F3FB, 0x1F400)
SENCILLO = 0x250  # hasta aquí, letras latinas con sus acentos


@cache
def _intervalos() -> tuple[list[int], list[int]]:
    texto = (Path(settings.BASE_DIR) / "templates" / "typst" / "signos.txt").read_text()
    pares = [(p.partition("-")[0], p.rpartition("-")[2]) for p in texto.split()]
    return [int(desde, 16) for desde, _ in pares], [int(hasta, 16) for _, hasta in pares]


def tiene_letra(signo: str) -> bool:
    """Si alguna de las letras del programa lo dibuja."""
    desde, hasta = _intervalos()
    lugar = bisect_right(desde, ord(signo)) - 1
    return signo in SIEMPRE or (lugar >= 0 and ord(signo) <= hasta[lugar])


def imprimible(texto: str, *, sencillo: bool = False) -> str:
    """El mismo texto con `□` por cada signo que no se puede imprimir.

    Lo que no se ve se quita; los acentos, tonos de piel y uniones se dejan sólo donde la letra los sabe poner.
    Con `sencillo` sólo quedan las letras latinas: es lo que typst nunca rechaza.
    """
    salida: list[str] = []
    for signo in unicodedata.normalize("NFC", texto):
        puesto = _uno(signo, salida[-1] if salida else "")
        if sencillo and puesto and ord(puesto) >= SENCILLO and puesto not in "–—‘’“”•…":
            puesto = SUSTITUTO
        if puesto:
            salida.append(puesto)
    while salida and salida[-1] == UNE:
        salida.pop()
    return "".join(salida)


def _uno(signo: str, anterior: str) -> str:
    clase = unicodedata.category(signo)
    if signo in SIEMPRE:
        return signo
    if clase in {"Zl", "Zp"}:
        return " "
    if _sobra(signo, clase, anterior):
        return ""
    if signo.isascii() or signo == UNE or clase.startswith("M"):  # se imprime, o se pone sobre el anterior
        return signo
    if clase in {"Co", "Cn"} or not tiene_letra(signo):
        return SUSTITUTO
    return signo


def _sobra(signo: str, clase: str, anterior: str) -> bool:
    """Lo que no se ve, y la unión, el tono o el acento que la letra anterior no sabe llevar."""
    numero = ord(signo)
    if signo in (UNE, COMO_EMOJI) or numero in TONOS_DE_PIEL:
        return not _es_emoji(anterior)
    if clase.startswith("M"):
        return not (numero in MARCAS and anterior.isalpha() and ord(anterior) < SENCILLO)
    return clase in {"Cc", "Cf", "Cs"}


def _es_emoji(signo: str) -> bool:
    return bool(signo) and ord(signo) > 0x2100 and unicodedata.category(signo) in {"So", "Sk"} and signo != SUSTITUTO  # noqa: PLR2004 - antes no hay dibujos


def signos_sin_letra(texto: str) -> list[str]:
    """Los signos, sin repetir, que en el PDF y en la tarjeta se verán como `□`."""
    compuesto = unicodedata.normalize("NFC", texto)
    return [s for s in dict.fromkeys(compuesto) if s != SUSTITUTO and _uno(s, "") == SUSTITUTO]
