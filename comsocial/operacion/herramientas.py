"""Los programas de PostgreSQL que acompañan al servidor: pg_dump, pg_restore y psql."""

import contextlib
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection

from comsocial.embebido import postgres
from comsocial.embebido.rutas import ErrorDeArranque

NECESARIOS = ("pg_dump", "pg_restore", "psql")
DEL_SISTEMA = (Path("/usr/lib/postgresql"), Path("/opt/homebrew/opt"), Path("/usr/local/pgsql"))


class NoSePudo(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """El respaldo o la restauración no puede seguir; lleva una frase para quien opera."""


def es_embebida() -> bool:
    """Si la base es la que viene con el sistema."""
    return not os.environ.get("DATABASE_URL")


def version_del_servidor() -> int:
    """La versión mayor del servidor en uso, por ejemplo 18."""
    connection.ensure_connection()
    return connection.pg_version // 10000  # type: ignore[attr-defined]  # lo da el motor de PostgreSQL


def carpetas_con_programas() -> list[Path]:
    """Dónde puede haber programas de PostgreSQL en esta máquina; primero los que vienen con el sistema."""
    halladas: list[Path] = []
    with contextlib.suppress(ErrorDeArranque):
        halladas.append(postgres.binarios())
    halladas += [carpeta for raiz in DEL_SISTEMA for carpeta in sorted(raiz.glob("**/bin"))]
    halladas += [Path(parte) for parte in os.environ.get("PATH", "").split(os.pathsep) if parte]
    return [carpeta for carpeta in halladas if all((carpeta / nombre).is_file() for nombre in NECESARIOS)]


def version_de(carpeta: Path) -> int:
    """La versión mayor de los programas de una carpeta; 0 si no corren."""
    orden = [str(carpeta / "pg_dump"), "--version"]
    try:
        salida = subprocess.run(orden, capture_output=True, text=True, check=False, timeout=20).stdout  # noqa: S603 - programa hallado por nosotros
    except (OSError, subprocess.TimeoutExpired):
        return 0
    hallada = re.search(r"\) (\d+)", salida)
    return int(hallada[1]) if hallada else 0


def elegir(versiones: dict[Path, int], servidor: int) -> Path:
    """La versión más cercana que no sea menor que la del servidor.

    La cercana, y no la más nueva: lo que escribe pg_dump 18 trae ajustes que un servidor 15 no entiende.
    """
    sirven = [
        (version, lugar, carpeta) for lugar, (carpeta, version) in enumerate(versiones.items()) if version >= servidor
    ]
    if not sirven:
        raise NoSePudo(f"No hay pg_dump de PostgreSQL {servidor} o posterior: instala postgresql-client-{servidor}.")
    return min(sirven)[2]


def programas() -> Path:
    """La carpeta de programas que le toca a esta base."""
    if es_embebida():
        return postgres.binarios()
    versiones = {carpeta: version_de(carpeta) for carpeta in carpetas_con_programas()}
    return elegir(versiones, version_del_servidor())


def correr(programa: str, *argumentos: str) -> str:
    """Corre un programa contra la base en uso; si falla, la frase lleva lo último que dijo."""
    orden = [str(programas() / programa), *argumentos]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False, env=_entorno())  # noqa: S603 - programa hallado por nosotros
    if hecho.returncode:
        raise NoSePudo(f"{programa} no pudo terminar:\n{hecho.stderr.strip()[-1500:]}")
    return hecho.stdout


def _entorno() -> dict[str, str]:
    """La conexión va por variables de libpq: la contraseña no aparece en la lista de procesos."""
    datos: dict[str, Any] = connection.settings_dict
    pares = {
        # «…/base?host=/run/postgresql» llega como opción de la conexión y no como su anfitrión.
        "PGHOST": datos["HOST"] or datos["OPTIONS"].get("host", ""),
        "PGPORT": str(datos["PORT"] or datos["OPTIONS"].get("port", "")),
        "PGUSER": datos["USER"],
        "PGPASSWORD": datos["PASSWORD"],
        "PGDATABASE": datos["NAME"],
        "PGSSLMODE": datos["OPTIONS"].get("sslmode", ""),
    }
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "PGCONNECT_TIMEOUT": "15",
        **{clave: valor for clave, valor in pares.items() if valor},
    }
