"""MANIFEST.json: qué trae un respaldo, con el SHA-256 de cada archivo y el suyo propio."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from comsocial.operacion.fuentes import CARPETAS
from comsocial.operacion.herramientas import NoSePudo
from nucleo.archivos import escribir_entero

NOMBRE = "MANIFEST.json"
FORMATO = 2
SIN_SUMA = 1  # los primeros respaldos no traían la suma del manifiesto; se siguen pudiendo restaurar


@dataclass(frozen=True)
class Ficha:
    """Un archivo del respaldo. `guardado` es su nombre ahí cuando no es el mismo: una versión no pisa a la anterior."""

    octetos: int
    sha256: str
    mtime_ns: int = 0
    guardado: str = ""


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

    def lugar(self, ruta: str) -> str:
        """Con qué nombre está en el respaldo el archivo de esa ruta."""
        return self.archivos[ruta].guardado or ruta


def sha256_de(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def suma_de(crudo: dict[str, Any]) -> str:
    """El SHA-256 de todo el manifiesto menos su suma, escrito siempre igual."""
    sin_suma = {clave: valor for clave, valor in crudo.items() if clave != "suma"}
    return hashlib.sha256(json.dumps(sin_suma, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def leer(carpeta: Path) -> Manifiesto | None:
    """El manifiesto de una carpeta; `None` si no tiene. Rechaza el que no se entienda o no sea el que se escribió."""
    try:
        crudo = json.loads((carpeta / NOMBRE).read_text())
        entero = crudo.get("formato") == SIN_SUMA or crudo.get("suma") == suma_de(crudo)
        crudo.pop("suma", None)
        fichas = {ruta: Ficha(**datos) for ruta, datos in crudo.pop("archivos").items()}
        leido = Manifiesto(archivos=fichas, **crudo)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoSePudo(f"{carpeta / NOMBRE} no se entiende: {error}") from error
    if leido.formato not in {FORMATO, SIN_SUMA} or not _rutas_propias(leido):
        raise NoSePudo(f"{carpeta / NOMBRE} no es de este sistema o es de otra versión.")
    if not entero:
        raise NoSePudo(f"{carpeta / NOMBRE} no está como se escribió: su suma no coincide.")
    return leido


def _rutas_propias(manifiesto: Manifiesto) -> bool:
    """Ningún renglón señala fuera de la carpeta del respaldo."""
    sueltos = {manifiesto.base, manifiesto.anclas}
    rutas = [*manifiesto.archivos, *(f.guardado for f in manifiesto.archivos.values() if f.guardado)]
    return manifiesto.base in manifiesto.archivos and all(_es_propia(ruta, sueltos) for ruta in rutas)


def _es_propia(ruta: str, sueltos: set[str]) -> bool:
    partes = PurePosixPath(ruta).parts
    if ".." in partes or not partes:
        return False
    return ruta in sueltos if len(partes) == 1 else partes[0] in CARPETAS


def escribir(carpeta: Path, manifiesto: Manifiesto) -> None:
    """Lo último que se escribe, y de una vez: sin él no hay respaldo nuevo y el anterior sigue valiendo."""
    os.sync()
    crudo = asdict(manifiesto)
    crudo["suma"] = suma_de(crudo)
    escribir_entero(carpeta / NOMBRE, json.dumps(crudo, ensure_ascii=False, indent=1, sort_keys=True), modo=0o600)


def fallas(carpeta: Path, manifiesto: Manifiesto) -> Iterator[str]:
    """Lee cada archivo del respaldo y dice cuáles faltan o cambiaron."""
    for ruta, ficha in manifiesto.archivos.items():
        archivo = carpeta / manifiesto.lugar(ruta)
        if not archivo.is_file():
            yield f"Falta {ruta}."
        elif archivo.stat().st_size != ficha.octetos or sha256_de(archivo) != ficha.sha256:
            yield f"{ruta} no está como se respaldó."
