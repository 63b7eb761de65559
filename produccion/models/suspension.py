"""Lo que la suspensión de propaganda deja colocar: lo decidido sobre cada diseño y lo que rige en un momento."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from produccion.models.disenos import Diseno
from suspension.models import Decidido, DecisionBase, DecisionQuerySet, PeriodoSuspension, Suspension
from suspension.models.decision import una_vigente


class DecisionDeDiseno(DecisionBase):
    """Lo resuelto sobre un diseño en un periodo: por esta excepción de ley sí se queda a la vista, o no."""

    COSA = "diseno"

    diseno = models.ForeignKey(Diseno, on_delete=models.CASCADE, related_name="decisiones_de_suspension")

    objects = DecisionQuerySet["DecisionDeDiseno"].as_manager()

    class Meta(DecisionBase.Meta):
        verbose_name = "decisión de diseño"
        verbose_name_plural = "decisiones de diseños"
        constraints = [*DecisionBase.Meta.constraints, una_vigente("diseno")]


@dataclass(frozen=True)
class SuspensionDeDisenos(Suspension):
    """Lo que rige en un momento en que corre la suspensión: qué diseños pueden estar a la vista."""

    @classmethod
    def lo_decidido(cls, periodos: Sequence[PeriodoSuspension]) -> Decidido:
        return DecisionDeDiseno.objects.all().decidido(periodos)

    def permite(self, diseno: Diseno) -> bool:
        """Niega por defecto: sin tema, o con uno que la ley no exceptúa."""
        return self.admite(diseno.tema, diseno.pk)
