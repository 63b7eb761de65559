"""Qué se respalda: la única lista. De ella salen lo que se copia, lo que se acepta al restaurar y dónde se pone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from media_library.clientes import almacen
from paginas.dominio.comprobar import carpeta_de_capturas


@dataclass(frozen=True)
class Fuente:
    """Una carpeta del respaldo."""

    nombre: str
    carpeta: Callable[[], Path]
    inmutable: bool = False  # el nombre de cada archivo es su huella y es de sólo lectura
    del_almacen: bool = False  # puede vivir en S3: entonces se respalda allá, con versiones y réplica


FUENTES = (
    Fuente("originales", lambda: Path(settings.DIR_ORIGINALES), inmutable=True, del_almacen=True),
    Fuente("derivados", lambda: Path(settings.DIR_DERIVADOS), del_almacen=True),
    Fuente("archivos", lambda: Path(settings.MEDIA_ROOT)),
    Fuente("capturas", carpeta_de_capturas),
)
CARPETAS = frozenset(fuente.nombre for fuente in FUENTES)


def de_este_equipo() -> dict[str, Fuente]:
    """Las que viven en el disco de este equipo."""
    local = almacen.es_local(almacen.originales())
    return {fuente.nombre: fuente for fuente in FUENTES if local or not fuente.del_almacen}


def anclas() -> Path:
    """Las anclas de la bitácora, fuera de la base."""
    return Path(settings.DIR_DATOS) / "anclas.jsonl"
