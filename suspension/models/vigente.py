"""Lo que rige en un momento en que corre la suspensión."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Self

from suspension.estados import Trato
from suspension.models.decision import Decidido
from suspension.models.periodo import PeriodoSuspension
from suspension.models.regla import ReglaDeSuspension

DESDE_SIEMPRE = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Suspension(ABC):
    """Los periodos que corren, los temas que la ley exceptúa y lo decidido cosa por cosa.

    Las decisiones las lee la app dueña de la cosa, en la clase que hereda de ésta: sin ellas no se sabe qué se ve.
    """

    periodos: tuple[PeriodoSuspension, ...]
    permitidas: frozenset[str]
    decidido: Decidido

    @classmethod
    @abstractmethod
    def lo_decidido(cls, periodos: Sequence[PeriodoSuspension]) -> Decidido:
        """Lo resuelto en esos periodos sobre cada cosa de quien hereda."""

    @classmethod
    def en(cls, momento: datetime) -> Self | None:
        """La de ese momento, o nada si no corre ningún periodo. Una consulta cuando no corre; tres cuando sí."""
        periodos = tuple(PeriodoSuspension.objects.vigentes(momento).order_by("inicio", "pk"))
        if not periodos:
            return None
        reglas = ReglaDeSuspension.objects.vigentes(momento).values()
        permitidas = frozenset(r.tema for r in reglas if r.trato == Trato.PERMITIDA)
        return cls(periodos, permitidas, cls.lo_decidido(periodos))

    @classmethod
    def que_viene(cls, ahora: datetime) -> tuple[Self, datetime] | None:
        """La que corre o la siguiente, y el momento en que se mira: ahora o el de su inicio. Nada si no hay."""
        if (periodo := PeriodoSuspension.objects.proximo(ahora)) is None:
            return None
        momento = max(ahora, periodo.inicio)
        suspension = cls.en(momento)
        if suspension:
            return (suspension, momento)
        return None

    @cached_property
    def alcanza_desde(self) -> datetime:
        """Lo publicado desde aquí queda alcanzado; casi siempre, todo."""
        return min(DESDE_SIEMPRE if p.oculta_archivo else p.inicio for p in self.periodos)

    @property
    def inicio(self) -> datetime:
        return min(p.inicio for p in self.periodos)

    @property
    def fin(self) -> datetime:
        return max(p.fin for p in self.periodos)

    def admite(self, tema: str, clave: int) -> bool:
        """Si esa cosa, de ese tema, puede difundirse. Niega por defecto: sin tema, o con uno que la ley no exceptúa."""
        permitida = tema in self.permitidas or clave in self.decidido.con_excepcion
        return permitida and clave not in self.decidido.negados
