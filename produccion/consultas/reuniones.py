"""Las reuniones como se ven en la oficina y en la cuenta del cronograma."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Length

from pmd.models import ElementoDelPMD
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

    @property
    def ultima(self) -> VersionDeLaminas | None:
        return next(iter(self.versiones), None)


def pagina_de_reunion(reunion: Reunion) -> PaginaDeReunion:
    imagenes = Prefetch("imagenes", ImagenDeLamina.objects.defer("png").annotate(octetos=Length("png")))
    versiones = reunion.versiones.defer("octetos").select_related("hecha_por").prefetch_related(imagenes)
    entregas = reunion.entregas.select_related("version", "registrada_por").defer("version__octetos")
    return PaginaDeReunion(reunion, list(versiones.order_by("-numero")), list(entregas), lineas_puestas(reunion))
