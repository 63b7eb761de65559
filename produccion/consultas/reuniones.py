"""Las reuniones como se ven en la oficina y en la cuenta del cronograma."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Length

from pmd.models import ElementoDelPMD
from produccion.consultas.comparar import LaminasComparadas, comparadas
from produccion.consultas.lineas import lineas_puestas
from produccion.models import EntregaDeLaminas, ImagenDeLamina, Reunion, VersionDeLaminas


def reuniones(*, palabra: str = "") -> QuerySet[Reunion]:
    """Las reuniones, de la última a la primera; con `palabra`, sólo las que la dicen en su tema."""
    todas = Reunion.objects.select_related("dependencia")
    if palabra:
        todas = todas.filter(tema__icontains=palabra)
    return todas


@dataclass(frozen=True)
class PaginaDeReunion:
    """Una reunión con sus versiones, sus imágenes y sus entregas."""

    reunion: Reunion
    versiones: list[VersionDeLaminas]
    entregas: list[EntregaDeLaminas]
    lineas: list[ElementoDelPMD]
    comparadas: LaminasComparadas | None = None

    @property
    def ultima(self) -> VersionDeLaminas | None:
        return next(iter(self.versiones), None)


def pagina_de_reunion(reunion: Reunion, *, comparar: str = "") -> PaginaDeReunion:
    """Con `comparar`, el número de una versión anterior, también qué cambió de ella a la última."""
    imagenes = Prefetch("imagenes", ImagenDeLamina.objects.defer("png").annotate(octetos=Length("png")))
    versiones = reunion.versiones.defer("octetos").select_related("hecha_por").prefetch_related(imagenes)
    entregas = reunion.entregas.select_related("version", "registrada_por").defer("version__octetos")
    todas = list(versiones.order_by("-numero"))
    antes = next((v for v in todas[1:] if str(v.numero) == comparar), None)
    return PaginaDeReunion(
        reunion, todas, list(entregas), lineas_puestas(reunion), comparadas(antes, todas[0]) if antes else None
    )
