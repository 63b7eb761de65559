"""Los modelos de la suspensión, por tema."""

from suspension.models.decision import Decidido, DecisionBase, DecisionQuerySet
from suspension.models.periodo import PeriodoSuspension
from suspension.models.regla import ReglaDeSuspension
from suspension.models.vigente import Suspension

__all__ = ["Decidido", "DecisionBase", "DecisionQuerySet", "PeriodoSuspension", "ReglaDeSuspension", "Suspension"]
