"""La tarjeta con que un boletín aparece en una lista."""

from collections.abc import Sequence
from dataclasses import dataclass

from boletines.models import Boletin
from portal.consultas.edicion import Edicion
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.ejemplar.fotos import FotoPublica


@dataclass(frozen=True)
class Tarjeta:
    """Un boletín en una lista."""

    boletin: Boletin
    foto: FotoPublica | None


def tarjetas(boletines: Sequence[Boletin], edicion: Edicion) -> list[Tarjeta]:
    """La de cada uno, con la primera de sus fotos que puede verse."""
    return [Tarjeta(boletin, Ejemplar.de(boletin, edicion).en_lista) for boletin in boletines]
