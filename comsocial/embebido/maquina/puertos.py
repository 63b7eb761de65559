"""Elige y aparta puertos TCP locales."""

import contextlib
import fcntl
import os
import socket
from typing import IO

from comsocial.embebido.rutas import RAIZ_DE_ENCHUFES, ErrorDeArranque

PUERTO = 8000
INTENTOS = 100


def libre(anfitrion: str, puerto: int) -> bool:
    """Si nadie escucha en el puerto."""
    with socket.socket() as prueba:
        prueba.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prueba.bind((anfitrion, puerto))
        except OSError:
            return False
    return True


def apartar(anfitrion: str, puerto: int) -> IO[str] | None:
    """Aparta un puerto libre para que otra copia que arranque a la vez no lo elija; `None` si no se puede."""
    if not libre(anfitrion, puerto):
        return None
    archivo = (RAIZ_DE_ENCHUFES / f"comsocial-{os.getuid()}-puerto-{puerto}").open("w")
    with contextlib.suppress(OSError):
        fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return archivo
    archivo.close()
    return None


def elegir(anfitrion: str, pedido: int | None) -> tuple[int, IO[str]]:
    """El puerto pedido o, si no se pidió ninguno, el primero libre desde 8000."""
    candidatos = [pedido] if pedido else range(PUERTO, PUERTO + INTENTOS)
    for puerto in candidatos:
        apartado = apartar(anfitrion, puerto)
        if apartado:
            return puerto, apartado
    if pedido:
        raise ErrorDeArranque(f"El puerto {pedido} está ocupado; elija otro con PORT= o --puerto.")
    raise ErrorDeArranque(f"No hay un puerto libre entre {PUERTO} y {PUERTO + INTENTOS}; elija uno con PORT=.")


def pedido_en_entorno() -> int | None:
    """El puerto de `PORT`, si se dio."""
    valor = os.environ.get("PORT", "").strip()
    if not valor:
        return None
    if not valor.isdecimal() or not 0 < int(valor) < 65536:  # noqa: PLR2004 - puertos TCP
        raise ErrorDeArranque(f"PORT vale «{valor}» y debe ser un número de puerto, por ejemplo 8000.")
    return int(valor)


def cualquiera() -> int:
    """Un puerto libre que elige el sistema, para los servicios simulados de la demostración."""
    with socket.socket() as prueba:
        prueba.bind(("127.0.0.1", 0))
        return int(prueba.getsockname()[1])
