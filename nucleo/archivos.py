"""Archivos de estado: se escriben enteros o no se escriben. No importa Django: también los usa el arranque."""

import os
import secrets
from pathlib import Path


def en_octetos(contenido: str | bytes) -> bytes:
    if isinstance(contenido, str):
        return contenido.encode()
    return contenido


def escribir_entero(ruta: Path, contenido: str | bytes, *, modo: int = 0o644) -> None:
    """Pone el archivo completo en su lugar y lo asegura en el disco; si algo falla, queda el que estaba."""
    octetos = en_octetos(contenido)
    temporal = ruta.with_name(f".{ruta.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(temporal, os.O_WRONLY | os.O_CREAT | os.O_EXCL, modo)
        with os.fdopen(descriptor, "wb") as archivo:
            archivo.write(octetos)
            archivo.flush()
            os.fsync(archivo.fileno())
        temporal.replace(ruta)
    except OSError:
        temporal.unlink(missing_ok=True)
        raise
    asegurar_carpeta(ruta.parent)


def agregar_renglon(ruta: Path, renglon: str) -> None:
    """Agrega un renglón al final y lo asegura en el disco; si el anterior quedó a medias, empieza en otro."""
    with ruta.open("ab+") as archivo:
        a_medias = archivo.tell() > 0 and _ultimo_octeto(archivo.fileno(), archivo.tell()) != b"\n"
        archivo.write(b"\n" * a_medias + renglon.encode() + b"\n")
        archivo.flush()
        os.fsync(archivo.fileno())


def _ultimo_octeto(descriptor: int, largo: int) -> bytes:
    return os.pread(descriptor, 1, largo - 1)


def asegurar_carpeta(carpeta: Path) -> None:
    """Que el nombre nuevo también sobreviva a un apagón."""
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
