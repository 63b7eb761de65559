"""Guardar un original: vive en el almacén bajo su SHA-256 y no se toca (docs/fiabilidad.md, «El original»)."""

import errno
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from media_library.clientes import almacen
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado
from media_library.models import Original

MB = 1024 * 1024
ENTRADA = ".entrada"
SOLO_LECTURA = 0o444


@dataclass(frozen=True)
class Recibido:
    """Un archivo ya escrito en la entrada, con su huella; todavía no es un original."""

    ruta: Path
    huella: str
    octetos: int

    def descartar(self) -> None:
        self.ruta.unlink(missing_ok=True)


def nombre_de(huella: str) -> str:
    """Con qué nombre vive un original en el almacén: `ab/abcdef…`."""
    return f"{huella[:2]}/{huella}"


def ruta_de(huella: str) -> Path:
    """Dónde vive un original en el disco de este equipo: `originales/ab/abcdef…`."""
    return Path(settings.DIR_ORIGINALES) / nombre_de(huella)


def abrir_original(original: Original) -> BinaryIO:
    """El original, abierto para leer. `FileNotFoundError` si no está."""
    return almacen.abrir(almacen.originales(), nombre_de(original.huella))


def _trozos(archivo: Any) -> Iterator[bytes]:
    if hasattr(archivo, "chunks"):
        return archivo.chunks(almacen.TROZO)
    return iter(lambda: archivo.read(almacen.TROZO), b"")


def recibir(archivo: Any, nombre: str) -> Recibido:
    """Escribe lo que llega en la entrada, calculando su huella. Rechaza lo que pasa del tope o no cabe."""
    entrada = Path(settings.DIR_ORIGINALES) / ENTRADA
    entrada.mkdir(parents=True, exist_ok=True)
    huella, octetos = hashlib.sha256(), 0
    descriptor, camino = tempfile.mkstemp(dir=entrada)
    ruta = Path(camino)
    try:
        with os.fdopen(descriptor, "wb") as salida:
            for trozo in _trozos(archivo):
                octetos += len(trozo)
                exigir_tope(octetos, nombre)
                huella.update(trozo)
                salida.write(trozo)
            salida.flush()
            os.fsync(salida.fileno())
    except OSError as error:
        ruta.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise ArchivoRechazado(
                f"No hay espacio en el servidor para «{nombre}». Avisa a quien lo administra."
            ) from error
        raise
    except BaseException:
        ruta.unlink(missing_ok=True)
        raise
    return Recibido(ruta, huella.hexdigest(), octetos)


def adoptar(ruta: Path, nombre: str) -> Recibido:
    """Pone en la entrada un archivo que ya está entero en este equipo, sin quitarlo de donde está.

    En el mismo disco es otro nombre para los mismos octetos; si no, una copia. Si algo falla después, nada se pierde.
    """
    exigir_tope(ruta.stat().st_size, nombre)
    entrada = Path(settings.DIR_ORIGINALES) / ENTRADA
    entrada.mkdir(parents=True, exist_ok=True)
    enlace = entrada / f"adoptado-{secrets.token_hex(8)}"
    with ruta.open("rb") as archivo:
        try:
            enlace.hardlink_to(ruta)
        except OSError:
            return recibir(archivo, nombre)
        huella = hashlib.file_digest(archivo, "sha256").hexdigest()
    return Recibido(enlace, huella, enlace.stat().st_size)


def exigir_tope(octetos: int, nombre: str) -> None:
    """Rechaza lo que pesa más de lo que la oficina acepta."""
    if octetos > settings.SUBIDA_MAXIMA_BYTES:
        tope = settings.SUBIDA_MAXIMA_BYTES // MB
        raise ArchivoRechazado(f"«{nombre}» pesa demasiado; el máximo son {tope} MB.")


def asegurar(recibido: Recibido) -> None:
    """Pone lo recibido en su lugar definitivo y no vuelve hasta que está a salvo, antes de cualquier fila.

    Si ya estaba entero, descarta la copia; si estaba dañado en tamaño, lo repone.
    """
    nombre = nombre_de(recibido.huella)
    if almacen.pesa(almacen.originales(), nombre) == recibido.octetos:
        recibido.descartar()
        return
    recibido.ruta.chmod(SOLO_LECTURA)
    almacen.poner(almacen.originales(), recibido.ruta, nombre)


def reponer(copia: Path, huella: str) -> bool:
    """Pone en su lugar una copia sana de un original dañado o perdido; `False` si la copia tampoco es la buena."""
    with copia.open("rb") as archivo:
        recibido = recibir(archivo, huella)
    if recibido.huella != huella:
        recibido.descartar()
        return False
    almacen.originales().delete(nombre_de(huella))
    asegurar(recibido)
    return True


def limpiar_entrada(*, ahora: datetime) -> int:
    """Borra lo que quedó a medias en la entrada hace más de un día; nunca toca un original."""
    limite = (ahora - timedelta(days=1)).timestamp()
    viejos = [r for r in (Path(settings.DIR_ORIGINALES) / ENTRADA).glob("*") if r.stat().st_mtime < limite]
    for ruta in viejos:
        ruta.unlink(missing_ok=True)
    return len(viejos)
