"""El paquete de prensa: lo que lleva, su ZIP al vuelo y la cuenta de descargas, sin tocar la base."""

import json
import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, cast

from django.conf import settings

from nucleo.texto.formato import CENTRO
from portal.dominio.ediciones.turno import raiz_servida
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.ejemplar.fotos import FotoPublica
from portal.models import DescargaDePrensa

MANIFIESTO = "paquete.json"
TROZO = 256 * 1024
PALABRAS = 4  # del título, en el nombre de cada foto


def manifiesto(ejemplar: Ejemplar) -> str:
    """Los archivos del paquete y el nombre de cada uno dentro del ZIP."""
    boletin = ejemplar.boletin
    carpeta = boletin.folio.replace("/", "-")
    archivos = {
        f"{carpeta}/{carpeta}.txt": f"{boletin.ruta_publica}prensa/boletin.txt",
    }
    if ejemplar.pdf:
        archivos[f"{carpeta}/{carpeta}.pdf"] = ejemplar.pdf
    if ejemplar.word:
        archivos[f"{carpeta}/{carpeta}.docx"] = ejemplar.word
    if ejemplar.fotos:
        archivos[f"{carpeta}/fotos.txt"] = f"{boletin.ruta_publica}prensa/fotos.txt"
    for nombre, foto in _nombradas(ejemplar):
        archivos[f"{carpeta}/{nombre}"] = foto.grande
    for corte in ejemplar.cortes:
        for ruta in filter(None, (corte.ruta, corte.subtitulos)):
            archivos[f"{carpeta}/{ruta.rpartition('/')[2]}"] = ruta
    return json.dumps({"nombre": carpeta, "archivos": archivos}, ensure_ascii=False)


def pies_de_las_fotos(ejemplar: Ejemplar) -> str:
    """Qué es cada foto, para quien la publica: archivo, pie, crédito, fecha, derechos y qué se ve."""
    fichas = [
        [
            nombre,
            f"Pie: {foto.pie}",
            f"Crédito: {foto.credito}",
            f"Fecha: {foto.fecha}",
            f"Derechos: {foto.derechos}",
            f"Qué se ve: {foto.texto_alternativo}",
        ]
        for nombre, foto in _nombradas(ejemplar)
    ]
    return "\n\n".join("\n".join(r for r in ficha if not r.endswith(": ")) for ficha in fichas) + "\n"


def _nombradas(ejemplar: Ejemplar) -> list[tuple[str, FotoPublica]]:
    """Cada foto con su nombre dentro del ZIP: fuera de él, el folio y el tema dicen de dónde salió."""
    boletin = ejemplar.boletin
    de_que = "-".join(boletin.slug.split("-")[:PALABRAS])
    carpeta = boletin.folio.replace("/", "-")
    return [(f"{carpeta}-{foto.base.rpartition('-')[2]}-{de_que}.jpg", foto) for foto in ejemplar.fotos]


def leer_manifiesto(ejercicio: int, slug: str) -> dict | None:
    """El del boletín en la edición que se sirve: lo retirado, embargado u oculto no tiene."""
    archivo = raiz_servida() / f"boletines/{ejercicio}/{slug}/prensa/{MANIFIESTO}"
    try:
        return json.loads(archivo.read_text())
    except (OSError, ValueError):
        return None


def archivo_servido(camino: str) -> Path | None:
    """El archivo del árbol que se sirve, o nada: no se sale de él ni sigue ligas hacia afuera."""
    raiz = raiz_servida().resolve()
    try:
        ruta = (raiz / camino.lstrip("/")).resolve()
        return ruta if ruta.is_relative_to(raiz) and ruta.is_file() else None
    except (OSError, ValueError):
        return None


class _Tuberia:
    """Un destino que no se puede rebobinar: zipfile escribe aquí y los octetos salen conforme llegan."""

    def __init__(self) -> None:
        self._pendiente = bytearray()

    def write(self, octetos: bytes) -> int:
        self._pendiente += octetos
        return len(octetos)

    def tell(self) -> int:
        """zipfile lo pregunta para saber si puede rebobinar: no."""
        raise OSError("No se puede rebobinar.")

    def seekable(self) -> bool:
        return False

    def flush(self) -> None:
        """No guarda nada que vaciar."""

    def sacar(self) -> bytes:
        octetos, self._pendiente = bytes(self._pendiente), bytearray()
        return octetos


def empacar(archivos: dict[str, str]) -> Iterator[bytes]:
    """El ZIP por trozos de 256 kB: ni memoria ni disco crecen con las fotos. Los JPEG van sin recomprimir."""
    salida = _Tuberia()
    with zipfile.ZipFile(cast("IO[bytes]", salida), "w", zipfile.ZIP_STORED) as paquete:
        for nombre, camino in archivos.items():
            if (origen := archivo_servido(camino)) is None:
                continue
            dato = zipfile.ZipInfo(nombre, date_time=(1980, 1, 1, 0, 0, 0))
            with origen.open("rb") as entrada, paquete.open(dato, "w", force_zip64=True) as destino:
                while trozo := entrada.read(TROZO):
                    destino.write(trozo)
                    yield salida.sacar()
    yield salida.sacar()


def _diario(fecha: date) -> Path:
    return settings.DIR_DATOS / "descargas" / f"{fecha:%Y-%m-%d}.log"


def apuntar_descarga(camino: str, ahora: datetime) -> None:
    """Un renglón en el diario del día. Si el disco no deja, la descarga sigue: contar nunca estorba."""
    archivo = _diario(ahora.astimezone(CENTRO).date())
    try:
        archivo.parent.mkdir(exist_ok=True)
        descriptor = os.open(archivo, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
        try:
            os.write(descriptor, (camino[:300].replace("\n", " ") + "\n").encode())
        finally:
            os.close(descriptor)
    except OSError:
        return


def contar_descargas(fecha: date) -> int:
    """Pasa a la base la cuenta de un día; repetirlo no la duplica. Devuelve cuántos archivos distintos."""
    archivo = _diario(fecha)
    if not archivo.exists():
        return 0
    cuentas = Counter(archivo.read_text().splitlines())
    DescargaDePrensa.objects.bulk_create(
        [DescargaDePrensa(camino=c, fecha=fecha, cuantas=n) for c, n in cuentas.items()],
        update_conflicts=True,
        unique_fields=["camino", "fecha"],
        update_fields=["cuantas"],
    )
    return len(cuentas)
