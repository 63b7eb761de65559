"""Lo que se escribe en el buscador, como lo entiende PostgreSQL."""

import re

from nucleo.texto.formato import plegar

PALABRAS_MAXIMAS = 12


def palabras_de(texto: str) -> list[str]:
    """Las palabras plegadas de lo que alguien escribió en el buscador."""
    return re.findall(r"[a-z0-9]+", plegar(texto))[:PALABRAS_MAXIMAS]


def consulta_de(texto: str) -> str:
    """La consulta de PostgreSQL: todas las palabras, en singular o plural, y la última por su principio.

    Sólo la última: «img-777» con las dos por su principio recorre todas las fotos que se llaman «img…».
    """
    *enteras, ultima = palabras_de(texto) or [""]
    if ultima:
        return " & ".join([*map(_con_su_plural, enteras), f"{ultima}:*"])
    return ""


def _con_su_plural(palabra: str) -> str:
    singular = re.sub(r"(?<=[aeiou])s$|(?<=[dlnrz])es$", "", palabra)
    return f"({' | '.join(dict.fromkeys((palabra, singular, f'{singular}s', f'{singular}es')))})"
