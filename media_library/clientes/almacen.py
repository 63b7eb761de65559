"""Dónde viven originales y derivados: una carpeta de este equipo o un almacén S3, según `STORAGES`.

Quien necesita un archivo en el disco (la jaula, typst) lo pide con `en_disco`; quien sólo lo lee, con `abrir`.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

TROZO = 256 * 1024  # cuánto se lee de una vez


class Disco(FileSystemStorage):
    """Una carpeta de los ajustes, por su nombre: `Disco("DIR_ORIGINALES", "originales")`.

    `interna` es su nombre dentro de la ruta con que nginx la entrega.
    """

    def __init__(self, carpeta: str, interna: str) -> None:
        super().__init__()
        self.carpeta = carpeta
        self.interna = interna

    @property
    def base_location(self) -> str:
        return str(getattr(settings, self.carpeta))

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)  # noqa: PTH100 - sin seguir enlaces, como la clase de Django


def originales() -> Storage:
    return storages["originales"]


def derivados() -> Storage:
    return storages["derivados"]


def es_local(almacen: Storage) -> bool:
    """Si sus archivos tienen ruta en este equipo."""
    return isinstance(almacen, FileSystemStorage)


def poner(almacen: Storage, ruta: Path, nombre: str, *, durable: bool = True) -> None:
    """Mueve un archivo al almacén bajo ese nombre, entero o nada; si es durable, no vuelve hasta que está a salvo."""
    if es_local(almacen):
        _mover(ruta, Path(almacen.path(nombre)), durable=durable)
        return
    with ruta.open("rb") as archivo:
        almacen.save(nombre, File(archivo))
    if pesa(almacen, nombre) != ruta.stat().st_size:
        raise OSError(f"El almacén no guardó completo {nombre}.")
    ruta.unlink()


def _mover(ruta: Path, destino: Path, *, durable: bool) -> None:
    if not destino.parent.exists():
        destino.parent.mkdir(parents=True, exist_ok=True)
        if durable:
            _fsync_carpeta(destino.parent.parent)
    ruta.replace(destino)
    if durable:
        _fsync_carpeta(destino.parent)


def _fsync_carpeta(carpeta: Path) -> None:
    descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def pesa(almacen: Storage, nombre: str) -> int | None:
    """Sus octetos, o `None` si no está."""
    try:
        return int(almacen.size(nombre))
    except FileNotFoundError:
        return None


def nombres(almacen: Storage) -> set[str]:
    """Los de todos sus archivos. Sólo de una carpeta de este equipo."""
    raiz = Path(almacen.path(""))
    return {archivo.relative_to(raiz).as_posix() for archivo in raiz.rglob("*") if archivo.is_file()}


def abrir(almacen: Storage, nombre: str) -> BinaryIO:
    """Abierto para leer. `FileNotFoundError` si no está."""
    return cast("BinaryIO", almacen.open(nombre, "rb"))


def por_trozos(almacen: Storage, nombre: str) -> Iterator[bytes]:
    """Su contenido, de a poco: nunca entero en la memoria."""
    with abrir(almacen, nombre) as archivo:
        yield from iter(lambda: archivo.read(TROZO), b"")


@contextmanager
def en_disco(almacen: Storage, nombre: str) -> Iterator[Path]:
    """Su ruta en este equipo; de un almacén remoto, una copia que se borra al salir."""
    if es_local(almacen):
        yield Path(almacen.path(nombre))
        return
    with tempfile.TemporaryDirectory(prefix="almacen-", dir=settings.DIR_SUBIDAS) as carpeta:
        ruta = Path(carpeta) / Path(nombre).name
        bajar(almacen, nombre, ruta)
        yield ruta


def bajar(almacen: Storage, nombre: str, destino: Path) -> None:
    """Copia un archivo del almacén a este equipo."""
    with abrir(almacen, nombre) as origen, destino.open("wb") as salida:
        shutil.copyfileobj(origen, salida)
