"""Que una base que no contesta se note en dos segundos, aunque la conexión ya estuviera abierta.

`statement_timeout` lo cuenta el servidor: congelado, no lo cuenta nadie y la consulta espera para siempre. Aquí espera
el cliente: si tarda, se le pregunta al servidor si vive por otra conexión. Quien sí vive puede tardar lo suyo.
"""

import select
import socket
import struct
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from psycopg2 import OperationalError, extensions

# SSLRequest: PostgreSQL y sus intermediarios contestan un octeto sin pedir usuario.
# https://www.postgresql.org/docs/current/protocol-message-formats.html
VIVES = struct.pack("!ii", 8, 80877103)
PUERTO = "5432"
SE_ESPERA = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}
NO_CONTESTA = "La base no contesta."


class Vigia:
    """Espera a PostgreSQL en lugar de libpq. Todos los hilos de un proceso comparten lo que uno averigua."""

    def __init__(self, anfitrion: str, puerto: str, *, paciencia: float = 0.8, respuesta: float = 0.7) -> None:
        self._direccion: Any = (anfitrion, int(puerto or PUERTO))
        if anfitrion.startswith("/"):
            self._direccion = str(Path(anfitrion) / f".s.PGSQL.{puerto or PUERTO}")
        self._paciencia, self._respuesta = {True: paciencia, False: 0.05}, respuesta
        self._turno = Lock()
        self._vive, self._hasta = True, 0.0

    def esperar(self, conexion: Any) -> None:
        """Lo que psycopg2 llama mientras la conexión trabaja (`set_wait_callback`)."""
        while (falta := conexion.poll()) != extensions.POLL_OK:
            if not self._hay_algo(conexion, falta) and not self.vive():
                raise OperationalError(
                    NO_CONTESTA
                )  # psycopg2 cierra la conexión; cerrarla aquí se traba con su candado

    def _hay_algo(self, conexion: Any, falta: int) -> bool:
        """Si la conexión se movió en lo que dura la paciencia; con la base muda, casi ninguna."""
        mira = select.poll()
        mira.register(conexion.fileno(), SE_ESPERA[falta])
        return bool(mira.poll(self._paciencia[self._vive] * 1000))

    def vive(self) -> bool:
        """Si el servidor contesta. Pregunta un hilo a la vez y lo averiguado vale un segundo para todos."""
        with self._turno:
            if monotonic() >= self._hasta:
                self._vive = self._contesta()
                self._hasta = monotonic() + 1
            return self._vive

    def _contesta(self) -> bool:
        try:
            with self._llamar() as enchufe:
                enchufe.sendall(VIVES)
                return bool(enchufe.recv(1))
        except OSError:
            return False

    def _llamar(self) -> socket.socket:
        if not isinstance(self._direccion, str):
            return socket.create_connection(self._direccion, self._respuesta)
        enchufe = socket.socket(socket.AF_UNIX)
        enchufe.settimeout(self._respuesta)
        try:
            enchufe.connect(self._direccion)
        except OSError:
            enchufe.close()
            raise
        return enchufe


def vigilar(base: dict[str, Any]) -> None:
    """Pone el vigía en este proceso. Sin anfitrión escrito, libpq decide a dónde va y no hay a quién preguntar."""
    if base.get("HOST"):
        extensions.set_wait_callback(Vigia(base["HOST"], str(base.get("PORT") or "")).esperar)
