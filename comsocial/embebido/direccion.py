"""En qué dirección está de verdad el `servir` que corre: la leen los comandos que escriben enlaces.

No importa Django: `comsocial/settings.py` la usa antes de que exista.
"""

import contextlib
import os
from pathlib import Path

from comsocial.embebido.rutas import dir_datos

DE_FABRICA = "http://localhost:8000"


def _archivo() -> Path:
    return dir_datos() / ".servir.direccion"


def anotar(url: str) -> None:
    """Deja escrita la dirección, junto al proceso que la atiende."""
    _archivo().write_text(f"{os.getpid()} {url}\n")


def olvidar() -> None:
    """Borra lo anotado; si ya no estaba, no importa."""
    with contextlib.suppress(OSError):
        _archivo().unlink()


def vigente() -> str:
    """La dirección del `servir` que corre en esta carpeta de datos; si ninguno corre, la de fábrica."""
    try:
        pid, url = _archivo().read_text().split()
        os.kill(int(pid), 0)
    except PermissionError:
        return url  # corre, con otro usuario
    except (OSError, ValueError):
        return DE_FABRICA
    return url
