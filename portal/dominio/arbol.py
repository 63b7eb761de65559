"""El árbol público: archivos escritos de una vez (write, fsync, rename), servidos sin Django."""

import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings

AVISO_DE_RETIRO = "retirado.410.html"


def raiz() -> Path:
    return settings.DIR_PUBLICO


def escribir(ruta: str, contenido: str | bytes) -> None:
    """Pone un archivo entero en su lugar o no pone nada; un contenido igual no toca el disco."""
    destino = raiz() / ruta.lstrip("/")
    octetos = contenido.encode() if isinstance(contenido, str) else contenido
    if destino.is_file() and destino.stat().st_size == len(octetos) and destino.read_bytes() == octetos:
        return
    destino.parent.mkdir(parents=True, exist_ok=True)
    temporal = destino.parent / f".{destino.name}.{secrets.token_hex(4)}"
    try:
        with temporal.open("wb") as archivo:
            archivo.write(octetos)
            archivo.flush()
            os.fsync(archivo.fileno())
        temporal.chmod(0o644)
        temporal.replace(destino)
    except OSError:
        temporal.unlink(missing_ok=True)
        raise
    _fsync_carpeta(destino.parent)


def escribir_pagina(direccion: str, html: str) -> None:
    """Escribe `direccion/index.html` y quita el aviso de retiro si lo había."""
    carpeta = direccion.strip("/")
    escribir(f"{carpeta}/index.html", html)
    (raiz() / carpeta / AVISO_DE_RETIRO).unlink(missing_ok=True)


def escribir_retiro(direccion: str, html: str) -> None:
    """Deja el aviso de retiro (se sirve con 410) y después quita la página: nunca hay un 404 de por medio."""
    carpeta = direccion.strip("/")
    escribir(f"{carpeta}/{AVISO_DE_RETIRO}", html)
    for archivo in (raiz() / carpeta).iterdir():
        if archivo.name != AVISO_DE_RETIRO:
            archivo.unlink(missing_ok=True)
    _fsync_carpeta(raiz() / carpeta)


def quitar_carpeta(ruta: str) -> None:
    """Borra una carpeta de medios públicos y lo que tenga."""
    carpeta = raiz() / ruta.strip("/")
    if carpeta.is_dir():
        shutil.rmtree(carpeta)
        _fsync_carpeta(carpeta.parent)


def _fsync_carpeta(carpeta: Path) -> None:
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
