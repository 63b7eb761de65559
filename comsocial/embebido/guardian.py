"""Vigila PostgreSQL y Redis y los levanta si mueren. No los detiene: eso lo hace `servir` al final."""

import logging
import time
from types import ModuleType

from comsocial.embebido.arranque import embebidos
from comsocial.embebido.rutas import ErrorDeArranque, preparar_carpetas

PAUSA = 0.5
registro = logging.getLogger(__name__)


def revisar(modulo: ModuleType) -> None:
    """Una vuelta: si el servidor no corre, lo levanta; uno detenido con SIGSTOP sigue corriendo y no se toca."""
    if modulo.pid() is not None:
        return
    registro.warning("%s no corre; se levanta de nuevo", modulo.__name__)
    try:
        modulo.iniciar()
    except (ErrorDeArranque, OSError):
        registro.exception("%s no arrancó; se intenta otra vez", modulo.__name__)


def vigilar() -> None:
    """Vueltas sin fin; termina con SIGTERM."""
    preparar_carpetas()
    while True:
        for modulo in embebidos():
            revisar(modulo)
        time.sleep(PAUSA)


if __name__ == "__main__":
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    vigilar()
