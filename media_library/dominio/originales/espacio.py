"""Cuánto ocupa la biblioteca, cuánto queda y para cuándo alcanza."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Sum

from media_library.dominio.reconocimiento.puerta import ArchivoRechazado
from media_library.estados import Clase
from media_library.models import Original

GB = 1024**3
JUSTO = 0.15  # con menos de esto libre se avisa
RITMO = timedelta(days=90)
SEGUNDOS_EN_CACHE = 60
SEGUNDOS_DEL_AVISO = 600
MUCHOS_DIAS = 3650


@dataclass(frozen=True)
class Espacio:
    """Octetos. `tope` es lo que la biblioteca puede llegar a ocupar: su cuota o lo que da el disco."""

    ocupado: int
    tope: int
    libre: int
    por_clase: dict[str, int]
    por_dia: int

    @property
    def lleno(self) -> bool:
        """Ya no se aceptan archivos."""
        return self.libre <= 0

    @property
    def justo(self) -> bool:
        return not self.lleno and self.libre < self.tope * JUSTO

    @property
    def dias(self) -> int | None:
        """Para cuántos días alcanza al ritmo de los últimos noventa; `None` si es para años o no hay ritmo."""
        dias = MUCHOS_DIAS
        if self.por_dia:
            dias = self.libre // self.por_dia
        if 0 <= dias < MUCHOS_DIAS:
            return dias
        return None

    @property
    def fraccion(self) -> float:
        if self.tope:
            return min(1.0, self.ocupado / self.tope)
        return 1.0


def medir(*, ahora: datetime) -> Espacio:
    """El espacio de ahora mismo. La cuota es `BIBLIOTECA_CUOTA_GB`; del disco se reserva `DISCO_RESERVA_GB`."""
    vivos = Original.objects.filter(baja__isnull=True)
    sumas = dict(vivos.order_by().values_list("clase").annotate(Sum("octetos")))
    reciente = vivos.filter(guardado_en__gte=ahora - RITMO).aggregate(suma=Sum("octetos"))["suma"] or 0
    ocupado = sum(sumas.values())
    libre = libres(ocupado)
    por_clase = {str(Clase(clase).label): octetos for clase, octetos in sorted(sumas.items(), key=lambda s: -s[1])}
    return Espacio(ocupado, ocupado + max(0, libre), libre, por_clase, reciente // RITMO.days)


def aviso_en_cache(*, ahora: datetime) -> str:
    """La alarma del disco en una frase, o nada; se mide cada diez minutos."""
    return cache.get_or_set("biblioteca-aviso", lambda: _aviso(medir(ahora=ahora)), SEGUNDOS_DEL_AVISO) or ""


def _aviso(espacio: Espacio) -> str:
    if espacio.lleno:
        return "No queda espacio: no se aceptan más archivos"
    if espacio.justo:
        return "Queda poco espacio en la biblioteca"
    return ""


def libres(ocupado: int) -> int:
    """Octetos que aún se aceptan, por cuota y por disco; negativo si ya se pasó."""
    carpeta = settings.DIR_DATOS
    if settings.DIR_ORIGINALES.is_dir():
        carpeta = settings.DIR_ORIGINALES
    disco = shutil.disk_usage(carpeta).free - settings.DISCO_RESERVA_GB * GB
    if settings.BIBLIOTECA_CUOTA_GB:
        return min(disco, settings.BIBLIOTECA_CUOTA_GB * GB - ocupado)
    return disco


def espacio_libre() -> int:
    """Octetos que aún se aceptan; lo ocupado se suma cada minuto."""
    con_cuota = settings.BIBLIOTECA_CUOTA_GB > 0
    ocupado = 0
    if con_cuota:
        ocupado = cache.get_or_set("biblioteca-ocupado", _ocupado, SEGUNDOS_EN_CACHE) or 0
    return libres(ocupado)


def exigir_espacio(octetos: int, nombre: str) -> None:
    """Rechaza con `ArchivoRechazado` un archivo de ese tamaño si no cabe en la cuota o en el disco."""
    if max(octetos, 1) > espacio_libre():
        raise ArchivoRechazado(
            f"No hay espacio en el servidor para «{nombre}». No se guardó; avisa a quien lo administra."
        )


def _ocupado() -> int:
    return Original.objects.filter(baja__isnull=True).aggregate(suma=Sum("octetos"))["suma"] or 0
