"""Releer los originales: lo dañado se repone del respaldo o se avisa (docs/fiabilidad.md, «El original»)."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from media_library import bodega
from media_library.dominio.originales import almacen
from media_library.models import Original
from nucleo.dominio.bitacora import asentar

POR_VUELTA = 200


@dataclass(frozen=True)
class Hallazgo:
    """Un original que no estaba como se guardó, y si se pudo reponer."""

    huella: str
    motivo: str
    repuesto: bool = False

    def __str__(self) -> str:
        return f"{self.huella}: {self.motivo}" + ("; se repuso del respaldo" if self.repuesto else "")


def verificar_originales() -> list[Hallazgo]:
    """Vuelve a leer cada original y dice cuáles faltan o cambiaron. No corrige ni anota nada."""
    todos = Original.objects.filter(baja__isnull=True).order_by("pk").only("huella", "octetos").iterator()
    return [Hallazgo(o.huella, motivo) for o in todos if (motivo := que_le_pasa(o))]


def revisar(*, ahora: datetime, respaldo: Path | None = None, segundos: float | None = None) -> list[Hallazgo]:
    """Relee los originales, empezando por los que llevan más sin revisarse, hasta terminar o agotar el tiempo.

    Anota cuándo se revisó cada uno y qué le pasa. Con `respaldo` (la carpeta de `respaldar`) repone los malos
    con una copia cuya huella coincida; cada reposición queda en la bitácora.
    """
    limite = None if segundos is None else time.monotonic() + segundos
    hallazgos = []
    for original in _los_que_tocan(ahora):
        if limite is not None and time.monotonic() > limite:
            break
        motivo = que_le_pasa(original)
        repuesto = bool(motivo and respaldo and _reponer(original.huella, respaldo))
        _anotar(original, "" if repuesto else motivo, repuesto=repuesto, ahora=ahora)
        if motivo:
            hallazgos.append(Hallazgo(original.huella, motivo, repuesto))
    return hallazgos


def _los_que_tocan(ahora: datetime) -> Iterator[Original]:
    """Por tandas: cada una deja de tocarle al anotarse, así que no hace falta recordar dónde iba."""
    pendientes = Original.objects.filter(baja__isnull=True).exclude(revisado_en__gte=ahora)
    while tanda := list(pendientes.order_by(*Original.POR_REVISAR).only("huella", "octetos", "dano")[:POR_VUELTA]):
        yield from tanda


def que_le_pasa(original: Original) -> str:
    """Una frase con lo que está mal, o nada si el archivo es exactamente el que se guardó."""
    try:
        pesa = bodega.pesa(bodega.originales(), almacen.nombre_de(original.huella))
        if pesa is None:
            return "falta el archivo"
        if pesa != original.octetos:
            return f"pesa {pesa} octetos y debía pesar {original.octetos}"
        with almacen.abrir_original(original) as archivo:
            actual = _huella(archivo)
    except FileNotFoundError:
        return "falta el archivo"
    except OSError as error:
        return f"el disco no lo deja leer: {error.strerror}"[:120]
    return "" if actual == original.huella else "su contenido cambió"


def _huella(archivo: BinaryIO) -> str:
    suma = hashlib.sha256()
    while trozo := archivo.read(almacen.TROZO):
        suma.update(trozo)
    return suma.hexdigest()


def _reponer(huella: str, respaldo: Path) -> bool:
    copia = respaldo / "originales" / huella[:2] / huella
    return copia.is_file() and almacen.reponer(copia, huella)


@transaction.atomic(durable=True)
def _anotar(original: Original, dano: str, *, repuesto: bool, ahora: datetime) -> None:
    Original.objects.filter(pk=original.pk).update(revisado_en=ahora, dano=dano)
    if repuesto:
        asentar("reponer original del respaldo", original, por=None, ahora=ahora, sha256=original.huella)
    elif dano and dano != original.dano:
        asentar("hallar original dañado", original, por=None, ahora=ahora, sha256=original.huella, motivo=dano)
