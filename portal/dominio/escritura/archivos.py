"""El árbol público: archivos escritos de una vez (write, fsync, rename), servidos sin Django."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

from nucleo.archivos import en_octetos

AVISO_DE_RETIRO = "retirado.410.html"
A_MEDIAS = re.compile(r"\..+\.[0-9a-f]{8}")
_EN_LOTE: ContextVar[bool] = ContextVar("en_lote", default=False)


def raiz() -> Path:
    return settings.DIR_PUBLICO


@contextmanager
def en_lote(*, al_disco: bool = True) -> Iterator[None]:
    """Al rehacer todo, un solo `sync` al final en vez de dos por archivo: si se va la luz, se rehace otra vez.

    Con `al_disco=False` el `sync` lo hace quien repartió el trabajo.
    """
    ficha = _EN_LOTE.set(True)
    try:
        yield
    finally:
        _EN_LOTE.reset(ficha)
        if al_disco:
            os.sync()


def escribir(ruta: str, contenido: str | bytes, *, en: Path | None = None) -> None:
    """Pone un archivo entero en su lugar o no pone nada; un contenido igual no toca el disco."""
    destino = (en or raiz()) / ruta.lstrip("/")
    octetos = en_octetos(contenido)
    if _ya_esta(destino, octetos):
        return
    destino.parent.mkdir(parents=True, exist_ok=True)
    temporal = destino.parent / f".{destino.name}.{secrets.token_hex(4)}"
    try:
        with temporal.open("wb") as archivo:
            archivo.write(octetos)
            archivo.flush()
            if not _EN_LOTE.get():
                os.fsync(archivo.fileno())
        temporal.chmod(0o644)
        temporal.replace(destino)
    except OSError:
        temporal.unlink(missing_ok=True)
        raise
    fsync_carpeta(destino.parent)


def _ya_esta(destino: Path, octetos: bytes) -> bool:
    try:
        return destino.stat().st_size == len(octetos) and destino.read_bytes() == octetos
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def enlazar(ruta: str, modelo: Path, *, en: Path | None = None) -> None:
    """Pone el mismo archivo en otro lugar sin copiarlo (enlace duro); si no se puede enlazar, lo copia."""
    destino = (en or raiz()) / ruta.lstrip("/")
    if destino.exists() and destino.samefile(modelo):
        return
    destino.parent.mkdir(parents=True, exist_ok=True)
    temporal = destino.parent / f".{destino.name}.{secrets.token_hex(4)}"
    try:
        temporal.hardlink_to(modelo)
    except OSError:
        shutil.copyfile(modelo, temporal)
    temporal.replace(destino)
    temporal.unlink(missing_ok=True)  # rename(2) entre dos enlaces del mismo archivo no hace nada
    fsync_carpeta(destino.parent)


def escribir_pagina(direccion: str, html: str, *, en: Path | None = None) -> None:
    """Escribe `direccion/index.html` y quita el aviso de retiro si lo había."""
    carpeta = direccion.strip("/")
    escribir(f"{carpeta}/index.html", html, en=en)
    ((en or raiz()) / carpeta / AVISO_DE_RETIRO).unlink(missing_ok=True)


def escribir_retiro(direccion: str, html: str, *, en: Path | None = None) -> None:
    """Deja el aviso de retiro (se sirve con 410) y después quita la página: nunca hay un 404 de por medio."""
    carpeta = direccion.strip("/")
    escribir(f"{carpeta}/{AVISO_DE_RETIRO}", html, en=en)
    vaciar(direccion, menos=AVISO_DE_RETIRO, en=en)


def vaciar(direccion: str, *, menos: str, en: Path | None = None) -> None:
    """Borra todo lo de una carpeta menos un archivo."""
    carpeta = (en or raiz()) / direccion.strip("/")
    if not carpeta.is_dir():
        return
    for archivo in list(carpeta.iterdir()):
        if archivo.is_dir():
            shutil.rmtree(archivo)
        elif archivo.name != menos:
            archivo.unlink(missing_ok=True)
    fsync_carpeta(carpeta)


def quitar_carpeta(ruta: str, *, en: Path | None = None) -> None:
    """Borra una carpeta de medios públicos y lo que tenga."""
    carpeta = (en or raiz()) / ruta.strip("/")
    if carpeta.is_dir():
        shutil.rmtree(carpeta)
        fsync_carpeta(carpeta.parent)


def dejar_solo(ruta: str, nombres: set[str], *, en: Path | None = None, como: str = "*") -> None:
    """Borra de una carpeta pública los archivos de esa forma que no están en la lista."""
    carpeta = (en or raiz()) / ruta.strip("/")
    if not carpeta.is_dir():
        return
    sobran = [a for a in carpeta.glob(como) if a.name not in nombres]
    for archivo in sobran:
        archivo.unlink(missing_ok=True)
    if sobran:
        fsync_carpeta(carpeta)


def quitar_a_medias(antes_de: float, *, en: Path) -> None:
    """Borra lo que quedó sin renombrar porque mataron a quien lo escribía; `antes_de`, en segundos de época.

    Mira cuándo apareció en su carpeta: lo que otro proceso escribe ahora no se toca.
    """
    for carpeta, _, nombres in os.walk(en):
        for nombre in filter(A_MEDIAS.fullmatch, nombres):
            archivo = Path(carpeta, nombre)
            with suppress(FileNotFoundError):
                if archivo.lstat().st_ctime < antes_de:
                    archivo.unlink()


def fsync_carpeta(carpeta: Path) -> None:
    if _EN_LOTE.get():
        return
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
