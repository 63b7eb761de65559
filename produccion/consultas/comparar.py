"""Antes y ahora de unas láminas: cuáles cambiaron de una versión a otra, de dos en dos."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Func
from django.db.models.functions import Length

from produccion.models import ImagenDeLamina, VersionDeLaminas


@dataclass(frozen=True)
class ParDeLaminas:
    """La misma lámina en las dos versiones; sin una, se agregó o se quitó."""

    numero: int
    antes: ImagenDeLamina | None
    ahora: ImagenDeLamina | None

    @property
    def palabra(self) -> str:
        if self.antes is None:
            return "Nueva"
        return "Cambió" if self.ahora else "Ya no está"

    @property
    def tono(self) -> str:
        return "rev" if self.antes and self.ahora else "apr"


@dataclass(frozen=True)
class LaminasComparadas:
    """Las distintas, y cuántas quedaron iguales."""

    antes: VersionDeLaminas
    ahora: VersionDeLaminas
    distintas: Sequence[ParDeLaminas]
    iguales: int


def comparadas(antes: VersionDeLaminas, ahora: VersionDeLaminas) -> LaminasComparadas:
    """Por su número: la misma imagen y el mismo título son la misma lámina. Los PNG no salen de la base."""
    eran, son = _imagenes(antes), _imagenes(ahora)
    pares = [ParDeLaminas(n, eran.get(n), son.get(n)) for n in sorted({*eran, *son})]
    distintas = [par for par in pares if _huella(par.antes) != _huella(par.ahora)]
    return LaminasComparadas(antes, ahora, distintas, len(pares) - len(distintas))


def _imagenes(version: VersionDeLaminas) -> dict[int, ImagenDeLamina]:
    imagenes = ImagenDeLamina.objects.filter(version=version).defer("png").order_by("numero")
    return {i.numero: i for i in imagenes.annotate(octetos=Length("png"), md5=Func("png", function="md5"))}


def _huella(imagen: ImagenDeLamina | None) -> tuple[str, str] | None:
    return (imagen.titulo, imagen.md5) if imagen else None  # type: ignore[attr-defined] # lo anota `_imagenes`
