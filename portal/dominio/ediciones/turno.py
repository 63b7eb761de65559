"""Qué edición se sirve: el calendario que lee `portal.servidor` y la liga que sigue nginx.

El servidor propio decide con el calendario y el reloj, sin esperar a nadie; la liga la mueve el tic de beat. Ninguno
cambia antes del minuto, y los dos cambian aunque la base, Redis o beat hayan estado abajo.
"""

import json
import secrets
from datetime import datetime
from pathlib import Path
from time import time

from django.conf import settings

from portal.consultas.edicion import Edicion, junto_al_arbol, raiz_de
from portal.dominio.escritura import archivos
from portal.servidor import Calendario
from suspension.models import PeriodoSuspension


def calendario() -> Path:
    return junto_al_arbol("-periodos.json")


def liga() -> Path:
    """Lo que nginx tiene por raíz: apunta a la edición vigente."""
    return junto_al_arbol("-vigente")


def poner_turno(ahora: datetime) -> str:
    """Deja al día el calendario y la liga; devuelve la edición que se sirve. Repetirlo no cambia nada."""
    periodos = PeriodoSuspension.objects.sin_terminar(ahora).order_by("inicio", "pk")
    fechas = [[p.inicio.timestamp(), p.fin.timestamp()] for p in periodos]
    destino = calendario()
    archivos.escribir(destino.name, json.dumps(fechas), en=destino.parent)
    edicion = Edicion.vigente(ahora)
    _apuntar(edicion.raiz)
    return edicion.nombre


def _apuntar(raiz: Path) -> None:
    """Mueve la liga de un solo paso: rename(2) sobre la anterior."""
    raiz.mkdir(parents=True, exist_ok=True)
    if liga().is_symlink() and liga().readlink() == Path(raiz.name):
        return
    temporal = junto_al_arbol(f"-vigente.{secrets.token_hex(4)}")
    temporal.symlink_to(raiz.name)
    temporal.replace(liga())
    archivos.fsync_carpeta(settings.DIR_PUBLICO.parent)


def raiz_servida() -> Path:
    """La raíz que se sirve en este momento, sin base: el mismo calendario y el mismo reloj que `portal.servidor`."""
    return raiz_de(suspension=Calendario(str(settings.DIR_PUBLICO)).corre(time()))
