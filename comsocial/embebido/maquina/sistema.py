"""Preguntas al sistema operativo: qué procesos viven, de quién son, quién tiene el candado."""

import contextlib
import fcntl
import os
import signal
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from comsocial.embebido.rutas import dir_datos

MARCA_DATOS = "COMSOCIAL_DATOS"
MARCA_PROGRAMA = "COMSOCIAL_PROGRAMA"


def _leer(pid: int, archivo: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{archivo}").read_bytes()
    except OSError:
        return b""


def _campos(pid: int) -> list[bytes]:
    """Los campos de /proc/PID/stat después del nombre: estado, padre…"""
    return _leer(pid, "stat").rpartition(b")")[2].split()


def vivo(pid: int) -> bool:
    """Si el proceso corre; un zombi cuenta como muerto (y se recoge si era hijo nuestro)."""
    campos = _campos(pid)
    if campos and campos[0] == b"Z":
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
    return bool(campos) and campos[0] not in {b"Z", b"X"}


def padre(pid: int) -> int:
    """El padre del proceso; 0 si ya no está."""
    campos = _campos(pid)
    return int(campos[1]) if campos else 0


def pids() -> Iterator[int]:
    """Todos los procesos vivos menos este."""
    yo = os.getpid()
    for carpeta in Path("/proc").iterdir():
        if carpeta.name.isdecimal() and int(carpeta.name) != yo and vivo(int(carpeta.name)):
            yield int(carpeta.name)


def linea(pid: int) -> str:
    """La línea de órdenes del proceso."""
    return _leer(pid, "cmdline").replace(b"\0", b" ").decode(errors="replace")


def pids_con(texto: str) -> list[int]:
    """Procesos cuya línea de órdenes contiene el texto."""
    return [pid for pid in pids() if texto in linea(pid)]


def marcados() -> dict[int, str]:
    """Procesos de `servir` en esta carpeta de datos: pid y programa."""
    encontrados = {}
    datos = f"{MARCA_DATOS}={dir_datos()}".encode()
    for pid in pids():
        entorno = _leer(pid, "environ").split(b"\0")
        if datos in entorno:
            programa = next((v for v in entorno if v.startswith(MARCA_PROGRAMA.encode() + b"=")), b"")
            if programa:
                encontrados[pid] = programa.partition(b"=")[2].decode()
    return encontrados


def esperar(condicion: Callable[[], bool], segundos: float, pausa: float = 0.02) -> bool:
    """Espera a que se cumpla la condición; dice si se cumplió."""
    limite = time.monotonic() + segundos
    while not condicion():
        if time.monotonic() > limite:
            return False
        time.sleep(pausa)
    return True


def terminar(procesos: Iterable[int], *, senal: signal.Signals = signal.SIGTERM, espera: float = 5) -> None:
    """Pide a los procesos que terminen y mata a los que no lo hagan a tiempo."""
    procesos = list(procesos)
    for orden in (senal, signal.SIGKILL):
        for pid in procesos:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, orden)
        if esperar(lambda: not any(vivo(pid) for pid in procesos), espera):
            return


def atiende(enchufe: Path) -> bool:
    """Si alguien acepta conexiones en el enchufe."""
    with socket.socket(socket.AF_UNIX) as conexion:
        conexion.settimeout(1)
        try:
            conexion.connect(str(enchufe))
        except OSError:
            return False
    return True


@contextlib.contextmanager
def candado(nombre: str) -> Iterator[None]:
    """Uno a la vez entre procesos; se suelta solo si el dueño muere."""
    with (dir_datos() / f".{nombre}.candado").open("w") as archivo:
        fcntl.flock(archivo, fcntl.LOCK_EX)
        yield
