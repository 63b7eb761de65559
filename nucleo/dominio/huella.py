"""La huella de lo que la pantalla enseñó: quien decide la regresa y, si ya es otra cosa, se rehúsa y se dice qué."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from nucleo.dominio.impedimentos import NoSePuede

LARGO_DE_PARTE = 8  # sólo sirve para decir qué cambió; que nada cambió lo dice el SHA-256 entero

Partes = Sequence[tuple[str, Any]]


def huella_de(partes: Partes) -> str:
    """Un SHA-256 de todo y, tras un punto, unas letras por cada parte («los medios», lo que se enseñó de ellos)."""
    valores = [valor for _, valor in partes]
    return f"{resumir(valores)}.{''.join(resumir(valor)[:LARGO_DE_PARTE] for valor in valores)}"


def lo_que_cambio(partes: Partes, huella_vista: str, *, no_llego: str) -> list[str] | None:
    """`None` si es lo que se vio; si no, los nombres de las partes que cambiaron. Rechaza una huella que no es suya."""
    ahora = huella_de(partes)
    if huella_vista == ahora:
        return None
    _, _, letras = huella_vista.partition(".")
    if len(letras) != LARGO_DE_PARTE * len(partes):
        raise NoSePuede(no_llego)
    _, _, de_ahora = ahora.partition(".")
    return [
        nombre
        for lugar, (nombre, _) in zip(range(0, len(letras), LARGO_DE_PARTE), partes, strict=True)
        if letras[lugar : lugar + LARGO_DE_PARTE] != de_ahora[lugar : lugar + LARGO_DE_PARTE]
    ]


def resumir(contenido: Any) -> str:
    """SHA-256 de algo que se pueda escribir en JSON; los momentos, como se leen en la base."""
    return hashlib.sha256(json.dumps(contenido, ensure_ascii=False, default=str).encode()).hexdigest()
