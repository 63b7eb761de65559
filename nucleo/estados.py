"""De qué color se pinta cada estado: lo dice cada app junto a sus estados y aquí se junta."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from nucleo.casa import APPS

TONOS_DE_LA_CASA = {"pub", "rev", "bor", "prog", "cam", "apr"}


def juntar(por_app: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """El tono de cada palabra de estado; `ValueError` si no es de la casa o si dos apps pintan la misma distinto."""
    tonos: dict[str, str] = {}
    for app, suyos in por_app.items():
        for estado, tono in suyos.items():
            if tono not in TONOS_DE_LA_CASA:
                raise ValueError(f"{app}.estados.TONOS: «{tono}» no es un tono de la casa")
            if tonos.setdefault(str(estado), tono) != tono:
                raise ValueError(f"{app}.estados.TONOS pinta «{estado}» de {tono} y otra app de {tonos[str(estado)]}")
    return tonos


@cache
def tonos() -> dict[str, str]:
    """Los de todas las apps de la casa, de su `estados.TONOS`."""
    con_estados = [app for app in APPS if find_spec(f"{app}.estados")]
    return juntar({app: getattr(import_module(f"{app}.estados"), "TONOS", {}) for app in con_estados})


def tono_de(estado: str) -> str:
    """El color de un estado, o el mismo si ya es un color; gris si nadie lo dijo."""
    if estado in TONOS_DE_LA_CASA:
        return estado
    return tonos().get(estado, "bor")
