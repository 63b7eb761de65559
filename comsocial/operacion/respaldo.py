"""Respaldar: la base con pg_dump, los originales por su huella y lo demás que no se puede rehacer de la nada."""

import contextlib
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from comsocial.operacion import herramientas
from comsocial.operacion.fuentes import FUENTES, Fuente, anclas, de_este_equipo
from comsocial.operacion.herramientas import NoSePudo
from comsocial.operacion.manifiesto import Ficha, Manifiesto, escribir, leer, sha256_de

Avisar = Callable[[str], object]
LLENO = "No space left on device"  # así lo dice pg_dump


@dataclass(frozen=True)
class Resumen:
    """Cómo quedó un respaldo. `danados` son originales cuyo contenido ya no es el suyo: no se copiaron."""

    archivos: int
    nuevos: int
    octetos: int
    danados: list[str]


def respaldar(destino: Path, *, ahora: datetime, avisar: Avisar) -> Resumen:
    """Deja en `destino` un respaldo completo; si ya había uno, sólo copia lo nuevo.

    El manifiesto se escribe al final: un respaldo cortado a la mitad no estropea el anterior.
    La base va antes que los originales, que siempre se escriben antes que sus renglones: no falta ninguno.
    """
    _exigir_destino(destino)
    try:
        with _candado(destino):
            return _respaldar(destino, ahora, avisar)
    except OSError as error:
        raise _no_cupo(destino, error.strerror or str(error), lleno=error.errno == errno.ENOSPC) from error
    except NoSePudo as error:
        if LLENO not in str(error):
            raise
        raise _no_cupo(destino, str(error), lleno=True) from error


def _no_cupo(destino: Path, razon: str, *, lleno: bool) -> NoSePudo:
    dicho = f"No queda espacio en {destino}" if lleno else f"No se pudo escribir en {destino} ({razon})"
    return NoSePudo(f"{dicho}: el respaldo no se terminó. El anterior, si lo había, sigue valiendo.")


def _respaldar(destino: Path, ahora: datetime, avisar: Avisar) -> Resumen:
    previo = leer(destino)
    copia = _Copia(destino, dict(previo.archivos) if previo else {})
    propias = de_este_equipo()
    copia.carpeta(propias["archivos"])  # antes y después: lo que se quite mientras corre también queda
    base, sello = _volcar_base(destino, ahora, avisar)
    if len(propias) < len(FUENTES):
        avisar("Los originales viven en S3: se respaldan allá, con versiones y réplica. Aquí va lo demás.")
    for fuente in propias.values():
        avisar(f"Copiando {fuente.nombre}…")
        copia.carpeta(fuente)
    del_dia = _copiar_anclas(destino, sello)
    completo = {ruta: f for ruta, f in copia.fichas.items() if "/" in ruta}
    completo |= {nombre: _ficha(destino / nombre) for nombre in (base, del_dia) if nombre}
    nuevo = Manifiesto(
        hecho_en=ahora.astimezone(UTC).isoformat(),
        base=base,
        anclas=del_dia,
        versiones=_versiones(),
        migraciones=_migraciones(),
        archivos=completo,
    )
    escribir(destino, nuevo)
    _quitar_anteriores(destino, nuevo, previo)
    return Resumen(len(completo), copia.nuevos, sum(f.octetos for f in completo.values()), copia.danados)


def _exigir_destino(destino: Path) -> None:
    prohibidas = [*(fuente.carpeta() for fuente in FUENTES), Path(settings.DIR_PUBLICO)]
    if any(destino.resolve().is_relative_to(carpeta.resolve()) for carpeta in prohibidas):
        raise NoSePudo("El respaldo no puede vivir dentro de lo que respalda ni de lo que se publica.")
    try:
        destino.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NoSePudo(f"No se puede escribir en {destino}: {error.strerror}.") from error
    if any(destino.iterdir()) and leer(destino) is None and not (destino / ".candado").exists():
        raise NoSePudo(f"{destino} tiene otras cosas: da una carpeta vacía o una de respaldos.")


@contextlib.contextmanager
def _candado(destino: Path) -> Iterator[None]:
    with (destino / ".candado").open("w") as archivo:
        try:
            fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NoSePudo("Ya corre otro respaldo en esa carpeta.") from None
        yield


def _volcar_base(destino: Path, ahora: datetime, avisar: Avisar) -> tuple[str, str]:
    sello = ahora.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    nombre = f"base-{sello}.dump"
    temporal = destino / f".{nombre}"
    avisar("Volcando la base…")
    temporal.touch(mode=0o600)
    herramientas.correr("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={temporal}")
    temporal.replace(destino / nombre)
    return nombre, sello


def _copiar_anclas(destino: Path, sello: str) -> str:
    if not anclas().exists():
        return ""
    nombre = f"anclas-{sello}.jsonl"
    shutil.copyfile(anclas(), destino / nombre)
    return nombre


def _ficha(ruta: Path) -> Ficha:
    return Ficha(ruta.stat().st_size, sha256_de(ruta))


def _versiones() -> dict[str, str]:
    return {
        "django": django.get_version(),
        "servidor": str(herramientas.version_del_servidor()),
        "pg_dump": herramientas.correr("pg_dump", "--version").strip(),
    }


def _migraciones() -> list[str]:
    return sorted(f"{app}.{nombre}" for app, nombre in MigrationRecorder(connection).applied_migrations())


def _quitar_anteriores(destino: Path, vigente: Manifiesto, previo: Manifiesto | None) -> None:
    """Los volcados, las anclas y las versiones de archivos que el manifiesto nuevo ya no nombra."""
    for patron in ("base-*.dump", ".base-*.dump", "anclas-*.jsonl"):
        for viejo in destino.glob(patron):
            if viejo.name not in {vigente.base, vigente.anclas}:
                viejo.unlink()
    vigentes = {vigente.lugar(ruta) for ruta in vigente.archivos}
    for ruta in previo.archivos if previo else ():
        if "/" in ruta and previo and previo.lugar(ruta) not in vigentes:
            (destino / previo.lugar(ruta)).unlink(missing_ok=True)


class _Copia:
    """Copia carpetas al respaldo sin repetir lo que ya está igual y sin pisar lo que nombra el manifiesto anterior."""

    def __init__(self, destino: Path, fichas: dict[str, Ficha]) -> None:
        self._destino = destino
        self.fichas = fichas
        self.nuevos = 0
        self.danados: list[str] = []

    def carpeta(self, fuente: Fuente) -> None:
        origen = fuente.carpeta()
        archivos = [a for a in sorted(origen.rglob("*")) if a.is_file() and not a.is_symlink()]
        for archivo in archivos:
            relativa = archivo.relative_to(origen)
            if any(parte.startswith(".") for parte in relativa.parts):
                continue  # entradas a medias
            with contextlib.suppress(FileNotFoundError):  # lo quitaron mientras se copiaba
                self._archivo(archivo, f"{fuente.nombre}/{relativa.as_posix()}", inmutable=fuente.inmutable)

    def _archivo(self, origen: Path, ruta: str, *, inmutable: bool) -> None:
        datos, conocida = origen.stat(), self.fichas.get(ruta)
        if conocida and self._esta_igual(ruta, conocida, datos):
            return
        huella = sha256_de(origen)
        if inmutable and huella != origen.name:
            self.danados.append(origen.name)
            return
        cambio = conocida is not None and conocida.sha256 != huella
        guardado = f"{ruta}~{huella[:16]}" if cambio else ""
        copia = self._destino / (guardado or ruta)
        copia.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporal = copia.with_name(f".{copia.name}")
        temporal.unlink(missing_ok=True)
        _enlazar_o_copiar(origen, temporal, enlazar=inmutable)
        temporal.replace(copia)
        self.fichas[ruta] = Ficha(datos.st_size, huella, datos.st_mtime_ns, guardado)
        self.nuevos += 1

    def _esta_igual(self, ruta: str, conocida: Ficha, datos: os.stat_result) -> bool:
        copia = self._destino / (conocida.guardado or ruta)
        igual = (conocida.octetos, conocida.mtime_ns) == (datos.st_size, datos.st_mtime_ns)
        return igual and copia.is_file() and copia.stat().st_size == datos.st_size


def _enlazar_o_copiar(origen: Path, destino: Path, *, enlazar: bool) -> None:
    """En el mismo disco un original se enlaza (nunca cambia); en otro, se copia."""
    if enlazar:
        with contextlib.suppress(OSError):
            os.link(origen, destino)
            return
    shutil.copy2(origen, destino)
