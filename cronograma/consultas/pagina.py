"""La página de una celda: todo lo que dice, con su nombre. La vista la arma y la plantilla la lee."""

from collections.abc import Sequence
from dataclasses import dataclass

from cronograma.consultas.pruebas import EN_LA_CELDA, GrupoDePruebas
from cronograma.models import EvidenciaManual


@dataclass(frozen=True)
class PaginaDeLaCelda:
    """Lo que cuenta en un mes: lo agregado a mano y, por clases, lo que el sistema contó."""

    grupos: Sequence[GrupoDePruebas]
    clase: str  # la que se pidió ver entera; vacía si se ven todas
    manuales: Sequence[EvidenciaManual]
    puede_agregar: bool
    puede_planear: bool

    @property
    def primeras_manuales(self) -> Sequence[EvidenciaManual]:
        return self.manuales[:EN_LA_CELDA]

    @property
    def demas_manuales(self) -> Sequence[EvidenciaManual]:
        return self.manuales[EN_LA_CELDA:]

    @property
    def lugares_plegados(self) -> Sequence[str]:
        """Los campos que quedan dentro de lo plegado: si uno trae un rechazo, se abre."""
        return [f"an{m.pk}" for m in self.demas_manuales]
