"""Levanta los servidores embebidos que hagan falta antes de cada comando."""

import os
import sys
from types import ModuleType

from comsocial.embebido import postgres, redis
from comsocial.embebido.rutas import preparar_carpetas

# Comandos que no tocan la base ni la cola.
SIN_SERVIDORES = frozenset(
    {"", "help", "version", "check", "collectstatic", "compilemessages", "makemessages", "parar", "procesos"}
)
AYUDAS = frozenset({"-h", "--help", "--version"})


def embebidos() -> list[ModuleType]:
    """Los servidores que nos tocan: los que el entorno no da ya hechos."""
    propios = (("DATABASE_URL", postgres), ("REDIS_URL", redis))
    return [modulo for variable, modulo in propios if not os.environ.get(variable)]


def levantar() -> None:
    """Deja atendiendo los servidores embebidos; siguen vivos al terminar este proceso."""
    modulos = embebidos()
    if modulos:
        preparar_carpetas()
    for modulo in modulos:
        modulo.iniciar()


def detener() -> None:
    """Detiene los servidores embebidos que estén corriendo."""
    preparar_carpetas()
    for modulo in (redis, postgres):
        modulo.detener()


def asegurar_servidores(argv: list[str]) -> None:
    """Lo llama `manage.py`: levanta los servidores salvo que el comando no los use."""
    comando = argv[1] if len(argv) > 1 else ""
    if comando not in SIN_SERVIDORES and not AYUDAS & set(argv):
        levantar()


if __name__ == "__main__":
    asegurar_servidores(["manage.py", *(sys.argv[1:] or ["levantar"])])
