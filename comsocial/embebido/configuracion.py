"""La lista de procesos de `servir` y el archivo de supervisord que sale de ella."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from comsocial.embebido.arranque import embebidos
from comsocial.embebido.rutas import RAIZ, dir_datos, dir_enchufes, dir_registro
from comsocial.servidor.lugares import Cuentas
from nucleo.archivos import escribir_entero

HILOS = Cuentas().todos + 8  # ocho, siempre del portal
APP_CELERY = "comsocial.celery:app"
APP_DEL_RELOJ = "comsocial.reloj.timbre:app"


@dataclass(frozen=True)
class Programa:
    """Un proceso que se vuelve a levantar si muere. Los de `prioridad` baja se detienen al final."""

    nombre: str
    orden: list[str]
    espera: int = 10
    prioridad: int = 100


def _modulo(nombre: str, *argumentos: str) -> list[str]:
    return [sys.executable, "-m", nombre, *argumentos]


def web(anfitrion: str, puerto: int) -> Programa:
    """granian: dos procesos con hilos de sobra; los teléfonos lentos ocupan hilos, no el sitio."""
    orden = _modulo(
        "granian",
        "comsocial.wsgi:application",
        "--interface",
        "wsgi",
        "--host",
        anfitrion,
        "--port",
        str(puerto),
        "--workers",
        "2",
        "--blocking-threads",
        str(HILOS),
        "--http",
        "1",
        "--no-ws",
        "--respawn-failed-workers",
        "--respawn-interval",
        "0.5",
        "--workers-kill-timeout",
        "10",
        "--log-level",
        "warning",
    )
    return Programa("web", orden, espera=15)


def celery(cola: str, concurrencia: int) -> Programa:
    """Un trabajador por cola: lo pesado no retrasa lo urgente."""
    orden = _modulo(
        "celery",
        "-A",
        APP_CELERY,
        "worker",
        "-Q",
        cola,
        "-n",
        f"{cola}@%h",
        "-c",
        str(concurrencia),
        "--without-gossip",
        "--without-mingle",
        "-l",
        "WARNING",
    )
    return Programa(f"worker_{cola}", orden, espera=20)


def beat() -> Programa:
    """El reloj: sólo toca el timbre."""
    orden = _modulo(
        "celery", "-A", APP_DEL_RELOJ, "beat", "-s", str(dir_datos() / "beat"), "--pidfile=", "-l", "WARNING"
    )
    return Programa("beat", orden)


def programas(anfitrion: str, puerto: int, dobles: dict[str, int]) -> list[Programa]:
    """Todos los procesos; `dobles` da el puerto de cada servicio simulado de la demostración."""
    lista = [web(anfitrion, puerto), celery("urgente", 2), celery("pesado", 1), beat()]
    if "smtp" in dobles:
        carpeta = str(dir_datos() / "correo")
        lista.append(Programa("correo", _modulo("doubles", "smtp", "--puerto", str(dobles["smtp"]), "--dir", carpeta)))
    if "graph" in dobles:
        muro = str(dir_datos() / "muro")
        lista.append(Programa("redes", _modulo("doubles", "graph", "--puerto", str(dobles["graph"]), "--dir", muro)))
    if embebidos():
        lista.append(Programa("guardian", _modulo("comsocial.embebido.guardian"), prioridad=1))
    return lista


def _seccion(programa: Programa) -> str:
    orden = shlex.join(_modulo("comsocial.embebido.lanzar", programa.nombre, "--", *programa.orden))
    registro = dir_registro() / f"{programa.nombre}.log"
    renglones = [
        f"[program:{programa.nombre}]",
        f"command={orden}",
        f"directory={RAIZ}",
        f"priority={programa.prioridad}",
        "autorestart=true",
        "startsecs=1",
        "startretries=1000000",
        f"stopwaitsecs={programa.espera}",
        "stopasgroup=false",
        "killasgroup=true",
        "redirect_stderr=true",
        f"stdout_logfile={registro}",
        "stdout_logfile_maxbytes=5MB",
        "stdout_logfile_backups=2",
    ]
    return "\n".join(renglones).replace("%", "%%")


def escribir(lista: list[Programa]) -> Path:
    """Escribe el archivo de supervisord y devuelve su ruta."""
    general = [
        "[supervisord]",
        "nodaemon=true",
        "silent=true",
        f"directory={RAIZ}",
        f"childlogdir={dir_registro()}",
        f"logfile={dir_registro() / 'supervisor.log'}",
        "logfile_maxbytes=5MB",
        "logfile_backups=2",
        f"pidfile={dir_enchufes() / 'supervisor.pid'}",
        "minfds=1024",
    ]
    # Un grupo se detiene a la vez; el guardián, con prioridad 1, se detiene después.
    grupo = ["[group:comsocial]", f"programs={','.join(p.nombre for p in lista if p.prioridad > 1)}"]
    secciones = ["\n".join(general).replace("%", "%%"), *map(_seccion, lista), "\n".join(grupo)]
    archivo = dir_datos() / "supervisor.ini"
    escribir_entero(archivo, "\n\n".join(secciones) + "\n")
    return archivo
