"""Las dos ediciones del portal: la ordinaria y la de un periodo de suspensión, cada una en su carpeta.

Las dos se mantienen al día; cuál se sirve lo deciden las fechas (`portal.servidor`, `portal.dominio.turno`).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from boletines.consultas.lo_que_salio import Detenidas, como_salieron, detenidas
from boletines.models import Boletin
from boletines.models.suspension import SuspensionDeBoletines
from nucleo.formato import CENTRO
from suspension.models import PeriodoSuspension

ANTICIPO = timedelta(days=45)  # desde cuándo se prepara la edición de un periodo por venir


def junto_al_arbol(sufijo: str) -> Path:
    """Una ruta hermana de `DIR_PUBLICO`: la otra edición, la liga y el calendario viven junto al árbol."""
    return settings.DIR_PUBLICO.with_name(settings.DIR_PUBLICO.name + sufijo)


@dataclass(frozen=True)
class Edicion:
    """Un corte del portal: a qué hora se mira y, si es la de suspensión, qué rige en ella."""

    ahora: datetime
    suspension: SuspensionDeBoletines | None = None
    # Lo que no cambia mientras se construye esta edición, como la identidad: se lee una vez.
    memoria: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def vigente(cls, ahora: datetime) -> "Edicion":
        """La que el público ve en ese momento."""
        return cls(ahora, SuspensionDeBoletines.en(ahora))

    @property
    def nombre(self) -> str:
        return "suspension" if self.suspension else "ordinaria"

    @property
    def raiz(self) -> Path:
        return junto_al_arbol("-suspension") if self.suspension else settings.DIR_PUBLICO

    @property
    def dia(self) -> datetime:
        """Cuándo empezó el día."""
        return self.ahora.astimezone(CENTRO).replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def detenidas(self) -> Detenidas:
        """Las correcciones que el freno de mano detiene, leídas una vez."""
        if "detenidas" not in self.memoria:
            self.memoria["detenidas"] = detenidas()
        return self.memoria["detenidas"]

    def boletines(self) -> QuerySet[Boletin]:
        """Los que esta edición muestra, cada uno como salió."""
        return como_salieron(Boletin.objects.emitidos_al(self.ahora).permitidos_en(self.suspension))

    def por_escribir(self) -> QuerySet[Boletin]:
        """Los mismos y los que esperan su página: sólo quien la escribe los mira."""
        return como_salieron(Boletin.objects.con_su_hora(self.ahora).permitidos_en(self.suspension))


def suspension_por_preparar(ahora: datetime) -> SuspensionDeBoletines | None:
    """La que corre o la más próxima dentro del anticipo."""
    cercanos = PeriodoSuspension.objects.sin_terminar(ahora).filter(inicio__lte=ahora + ANTICIPO)
    periodo = cercanos.order_by("inicio", "pk").first()
    return SuspensionDeBoletines.en(max(ahora, periodo.inicio)) if periodo else None


def ediciones(ahora: datetime) -> list[Edicion]:
    """Las que hay que mantener al día: la ordinaria y, si corre o se acerca un periodo, la suya."""
    suspension = suspension_por_preparar(ahora)
    return [Edicion(ahora), *([Edicion(ahora, suspension)] if suspension else [])]
