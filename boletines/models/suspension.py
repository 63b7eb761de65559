"""Lo que la suspensión deja ver de los boletines: la decisión sobre cada uno y el filtro de lo que puede verse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from suspension.models import Decidido, DecisionBase, DecisionQuerySet, PeriodoSuspension, Suspension
from suspension.models.decision import una_vigente

if TYPE_CHECKING:
    from boletines.models import Boletin


class DecisionDeSuspension(DecisionBase):
    """Lo resuelto sobre un boletín en un periodo: por esta excepción sí se difunde, o no."""

    COSA = "boletin"

    boletin = models.ForeignKey("boletines.Boletin", on_delete=models.CASCADE, related_name="decisiones_de_suspension")

    objects = DecisionQuerySet["DecisionDeSuspension"].as_manager()

    class Meta(DecisionBase.Meta):
        verbose_name = "decisión de suspensión"
        verbose_name_plural = "decisiones de suspensión"
        constraints = [*DecisionBase.Meta.constraints, una_vigente("boletin")]


@dataclass(frozen=True)
class SuspensionDeBoletines(Suspension):
    """Lo que rige en un momento en que corre la suspensión: qué boletines pueden verse."""

    @classmethod
    def lo_decidido(cls, periodos: Sequence[PeriodoSuspension]) -> Decidido:
        return DecisionDeSuspension.objects.all().decidido(periodos)

    def condicion(self) -> Q:
        """El filtro de lo que puede verse mientras corre. Niega por defecto (LGIPE 449 c)."""
        permitido = Q(tema__in=self.permitidas) | Q(pk__in=self.decidido.con_excepcion)
        return (Q(publicado_en__lt=self.alcanza_desde) | permitido) & ~Q(pk__in=self.decidido.negados)

    def permite(self, boletin: "Boletin") -> bool:
        """Lo mismo que `condicion`, para un boletín que ya se tiene en la mano."""
        anterior = boletin.publicado_en is not None and boletin.publicado_en < self.alcanza_desde
        if anterior:
            return boletin.pk not in self.decidido.negados
        return self.admite(boletin.tema, boletin.pk)
