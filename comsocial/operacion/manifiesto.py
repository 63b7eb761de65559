"""MANIFEST.json: qué trae un respaldo, con el SHA-256 de cada archivo."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from comsocial.operacion.herramientas import NoSePudo

NOMBRE = "MANIFEST.json"
FORMATO = 1
CARPETAS = ("originales", "derivados", "archivos")


@dataclass(frozen=True)
class Ficha:
    """Un archivo del respaldo."""

    octetos: int
    sha256: str
    mtime_ns: int = 0


@dataclass(frozen=True)
class Manifiesto:
    """Un respaldo completo. La base y las anclas llevan la fecha en su nombre: uno nuevo no pisa al anterior."""

    hecho_en: str
    base: str
    anclas: str
    versiones: dict[str, str]
    migraciones: list[str]
    archivos: dict[str, Ficha] = field(default_factory=dict)
    formato: int = FORMATO


def sha256_de(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def leer(carpeta: Path) -> Manifiesto | None:
    """El manifiesto de una carpeta; `None` si no tiene. Rechaza el que no se entienda."""
    try:
        crudo = json.loads((carpeta / NOMBRE).read_text())
        fichas = {ruta: Ficha(**datos) for ruta, datos in crudo.pop("archivos").items()}
        leido = Manifiesto(archivos=fichas, **crudo)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoSePudo(f"{carpeta / NOMBRE} no se entiende: {error}") from error
    if leido.formato != FORMATO or not _rutas_propias(leido):
        raise NoSePudo(f"{carpeta / NOMBRE} no es de este sistema o es de otra versión.")
    return leido


def _rutas_propias(manifiesto: Manifiesto) -> bool:
    """Ningún renglón señala fuera de la carpeta del respaldo."""
    for ruta in manifiesto.archivos:
        partes = PurePosixPath(ruta).parts
        suelto = len(partes) == 1 and ruta in {manifiesto.base, manifiesto.anclas}
        if ".." in partes or not partes or not (suelto or (len(partes) > 1 and partes[0] in CARPETAS)):
            return False
    return manifiesto.base in manifiesto.archivos


def escribir(carpeta: Path, manifiesto: Manifiesto) -> None:
    """Lo último que se escribe, y de una vez: sin él no hay respaldo nuevo y el anterior sigue valiendo."""
    os.sync()
    temporal = carpeta / f".{NOMBRE}"
    temporal.write_text(json.dumps(asdict(manifiesto), ensure_ascii=False, indent=1, sort_keys=True))
    temporal.replace(carpeta / NOMBRE)
    os.sync()


def fallas(carpeta: Path, manifiesto: Manifiesto) -> Iterator[str]:
    """Lee cada archivo del respaldo y dice cuáles faltan o cambiaron."""
    for ruta, ficha in manifiesto.archivos.items():
        archivo = carpeta / ruta
        if not archivo.is_file():
            yield f"Falta {ruta}."
        elif archivo.stat().st_size != ficha.octetos or sha256_de(archivo) != ficha.sha256:
            yield f"{ruta} no está como se respaldó."
