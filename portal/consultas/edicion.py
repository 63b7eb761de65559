"""Las dos ediciones del portal: la ordinaria y la de un periodo de suspensión, cada una en su carpeta.

Las dos se mantienen al día; cuál se sirve lo deciden las fechas (`portal.servidor`, `portal.dominio.ediciones.turno`).
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet

from boletines.consultas.lo_que_salio import Detenidas, como_salieron, detenidas
from boletines.models import Boletin
from boletines.models.suspension import SuspensionDeBoletines
from nucleo.texto.formato import CENTRO
from suspension.models import PeriodoSuspension

Leido = TypeVar("Leido")
ANTICIPO = timedelta(days=45)  # desde cuándo se prepara la edición de un periodo por venir


def junto_al_arbol(sufijo: str) -> Path:
    """Una ruta hermana de `DIR_PUBLICO`: la otra edición, la liga y el calendario viven junto al árbol."""
    return settings.DIR_PUBLICO.with_name(settings.DIR_PUBLICO.name + sufijo)


def raiz_de(*, suspension: bool) -> Path:
    """La carpeta de cada edición."""
    if suspension:
        return junto_al_arbol("-suspension")
    return settings.DIR_PUBLICO


@dataclass(frozen=True)
class Edicion:
    """Un corte del portal: a qué hora se mira y, si es la de suspensión, qué rige en ella."""

    ahora: datetime
    suspension: SuspensionDeBoletines | None = None
    # Lo ya leído. Una edición vive lo que dura una orden: mientras tanto, lo que varias páginas piden se lee una vez.
    leido: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def vigente(cls, ahora: datetime) -> "Edicion":
        """La que el público ve en ese momento."""
        return cls(ahora, SuspensionDeBoletines.en(ahora))

    @property
    def nombre(self) -> str:
        return "suspension" if self.suspension else "ordinaria"

    @property
    def raiz(self) -> Path:
        return raiz_de(suspension=self.suspension is not None)

    @property
    def dia(self) -> datetime:
        """Cuándo empezó el día."""
        return self.ahora.astimezone(CENTRO).replace(hour=0, minute=0, second=0, microsecond=0)

    def una_vez(self, clave: Hashable, leer: Callable[[], Leido]) -> Leido:
        """Lo que dé `leer`, preguntado una sola vez mientras viva esta edición."""
        if clave not in self.leido:
            self.leido[clave] = leer()
        return self.leido[clave]

    def al_momento(self) -> "Edicion":
        """La misma, sin nada leído: quien rehace todo no escribe con lo que leyó hace minutos."""
        return Edicion(self.ahora, self.suspension)

    @property
    def detenidas(self) -> Detenidas:
        """Las correcciones que el freno de mano detiene."""
        return self.una_vez("detenidas", detenidas)

    def permite(self, boletin: Boletin) -> bool:
        """Si lo deja ver: la ordinaria, todo; la de suspensión, lo que la ley exceptúa o ya estaba decidido."""
        return self.suspension is None or self.suspension.permite(boletin)

    def boletines(self) -> QuerySet[Boletin]:
        """Los que esta edición muestra, cada uno como salió."""
        return como_salieron(Boletin.objects.emitidos_al(self.ahora).permitidos_en(self.suspension))


def suspension_por_preparar(ahora: datetime) -> SuspensionDeBoletines | None:
    """La que corre o la más próxima dentro del anticipo."""
    cercanos = PeriodoSuspension.objects.sin_terminar(ahora).filter(inicio__lte=ahora + ANTICIPO)
    periodo = cercanos.order_by("inicio", "pk").first()
    if periodo is None:
        return None
    return SuspensionDeBoletines.en(max(ahora, periodo.inicio))


def ediciones(ahora: datetime) -> list[Edicion]:
    """Las que hay que mantener al día: la ordinaria y, si corre o se acerca un periodo, la suya."""
    todas = [Edicion(ahora)]
    if suspension := suspension_por_preparar(ahora):
        todas.append(Edicion(ahora, suspension))
    return todas
