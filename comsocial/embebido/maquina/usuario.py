"""Con qué usuario del sistema corre PostgreSQL: se niega a correr como root."""

import contextlib
import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

from comsocial.embebido.maquina.sistema import esperar
from comsocial.embebido.rutas import ErrorDeArranque

USUARIO = "pgserver"


def hay_que_ceder() -> bool:
    """Si somos root y el servidor debe correr con otro usuario."""
    return os.geteuid() == 0


def _existe() -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(USUARIO))
    return False


def asegurar() -> None:
    """Crea el usuario de PostgreSQL cuando hace falta; soporta a dos creándolo a la vez."""
    if not hay_que_ceder() or _existe():
        return
    orden = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USUARIO]

    def intentar() -> bool:
        subprocess.run(orden, capture_output=True, check=False)  # noqa: S603 - orden fija
        return _existe()

    if not esperar(intentar, 10, pausa=0.3):
        raise ErrorDeArranque(f"No se pudo crear el usuario «{USUARIO}», con el que corre PostgreSQL bajo root.")


def opciones() -> dict[str, Any]:
    """Argumentos de `subprocess` para correr como ese usuario, con un entorno limpio."""
    ajustes: dict[str, Any] = {
        "env": {"PATH": os.defpath, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        "stdin": subprocess.DEVNULL,
        "cwd": "/",
        "umask": 0o077,
    }
    if hay_que_ceder():
        ajustes |= {"user": USUARIO, "group": pwd.getpwnam(USUARIO).pw_gid, "extra_groups": []}
    return ajustes


def ceder(carpeta: Path) -> None:
    """Hace al usuario dueño de la carpeta y le deja atravesar las de arriba (sólo atravesar)."""
    if not hay_que_ceder():
        return
    dueno = pwd.getpwnam(USUARIO)
    if carpeta.stat().st_uid != dueno.pw_uid:
        for ruta in (carpeta, *carpeta.rglob("*")):
            os.lchown(ruta, dueno.pw_uid, dueno.pw_gid)
    dejar_atravesar(carpeta)


def dejar_atravesar(ruta: Path) -> None:
    """Añade el permiso de atravesar (x) a las carpetas de arriba que no lo tengan."""
    if hay_que_ceder():
        for carpeta in ruta.parents:
            modo = carpeta.stat().st_mode
            if not modo & 0o001:
                carpeta.chmod(modo | 0o001)


def dejar_leer(carpeta: Path) -> None:
    """Abre a lectura un árbol de programas instalado con máscara estricta (077)."""
    for ruta in (carpeta, *carpeta.rglob("*")):
        if not ruta.is_symlink():
            modo = ruta.stat().st_mode
            ruta.chmod(modo | (0o055 if ruta.is_dir() or modo & 0o100 else 0o044))
    dejar_atravesar(carpeta)
