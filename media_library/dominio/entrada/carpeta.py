"""Ingresar una carpeta entera, como la tarjeta de una cámara: con avance, y repetirlo no duplica."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from agenda.models import Evento
from media_library.dominio.entrada.ingesta import ResultadoDeIngreso, ingresar
from media_library.dominio.reconocimiento.firmas import INICIO
from media_library.dominio.reconocimiento.nombres import limpiar_nombre
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado, exigir_inicio
from media_library.models import Evidencia
from personas.models import Persona


@dataclass(frozen=True)
class Avance:
    """Un archivo ya atendido y en cuál va de cuántos."""

    numero: int
    total: int
    resultado: ResultadoDeIngreso


def archivos_de(carpeta: Path) -> list[Path]:
    """Los archivos de la carpeta y sus subcarpetas, en orden; sin los ocultos ni los enlaces."""
    visibles = (r for r in carpeta.rglob("*") if not any(p.startswith(".") for p in r.relative_to(carpeta).parts))
    return sorted(r for r in visibles if r.is_file() and not r.is_symlink())


def ingresar_carpeta(carpeta: Path, *, por: Persona, ahora: datetime, **datos: Any) -> Iterator[Avance]:
    """Ingresa cada archivo por su cuenta, con los `datos` de `ingresar`; lo que ya está en ese evento no se copia."""
    rutas = archivos_de(carpeta)
    for numero, ruta in enumerate(rutas, start=1):
        yield Avance(numero, len(rutas), _ingresar_uno(ruta, por=por, ahora=ahora, **datos))


def _ingresar_uno(ruta: Path, *, por: Persona, ahora: datetime, **datos: Any) -> ResultadoDeIngreso:
    nombre = limpiar_nombre(ruta.name)
    try:
        with ruta.open("rb") as archivo:
            exigir_inicio(archivo.read(INICIO), nombre)
            archivo.seek(0)
            huella = hashlib.file_digest(archivo, "sha256").hexdigest()
            ya_esta = _que_ya_esta(huella, datos.get("evento"))
            if ya_esta is not None:
                return ResultadoDeIngreso(nombre, ya_esta, repetida=True)
            archivo.seek(0)
            ingreso = ingresar(archivo=archivo, nombre=nombre, por=por, ahora=ahora, **datos)
    except ArchivoRechazado as rechazo:
        return ResultadoDeIngreso(nombre, rechazo=str(rechazo))
    except OSError as error:
        return ResultadoDeIngreso(nombre, rechazo=f"«{nombre}» no se pudo leer: {error.strerror or error}.")
    return ResultadoDeIngreso(nombre, ingreso.evidencia, repetida=ingreso.repetida)


def _que_ya_esta(huella: str, evento: Evento | None) -> Evidencia | None:
    return Evidencia.objects.vivas().filter(original__huella=huella, evento=evento).first()
