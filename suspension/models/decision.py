"""La decisión sobre una sola cosa: vive con la cosa, en la app que es su dueña, sobre esta base."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from suspension.estados import Excepcion
from suspension.models.periodo import PeriodoSuspension

D = TypeVar("D", bound="DecisionBase")


@dataclass(frozen=True)
class Decidido:
    """Lo que se resolvió cosa por cosa: las que tienen excepción y las negadas, por su clave."""

    con_excepcion: frozenset[int] = frozenset()
    negados: frozenset[int] = frozenset()


class DecisionQuerySet(models.QuerySet[D]):
    def vigentes(self) -> Self:
        """Las que ninguna posterior sustituyó."""
        return self.filter(sustituida_en__isnull=True)

    def decidido(self, periodos: Sequence[PeriodoSuspension]) -> Decidido:
        """Lo que rige en esos periodos. Con varios encimados, la excepción debe cubrirlos todos; un «no» basta."""
        filas = self.vigentes().filter(periodo__in=periodos).order_by("pk")
        decisiones = list(filas.values_list(f"{self.model.COSA}_id", "permite"))
        permisos = Counter(cosa for cosa, permite in decisiones if permite)
        return Decidido(
            frozenset(cosa for cosa, cuantas in permisos.items() if cuantas >= len(periodos)),
            frozenset(cosa for cosa, permite in decisiones if not permite),
        )


class DecisionBase(models.Model):
    """Lo resuelto sobre una cosa en un periodo: por esta excepción sí, o no.

    Quien hereda pone la llave de su cosa, la nombra en `COSA` y repite en la base que sólo hay una vigente por periodo.
    """

    COSA: ClassVar[str]

    periodo = models.ForeignKey(PeriodoSuspension, on_delete=models.CASCADE, related_name="+")
    permite = models.BooleanField()
    excepcion = models.CharField("excepción de ley", max_length=16, choices=Excepcion, blank=True)
    autorizacion = models.CharField("número de autorización", max_length=60, blank=True, validators=[UN_RENGLON])
    motivo = models.CharField(max_length=300, validators=[SIN_CONTROL])
    tomada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tomada_en = models.DateTimeField()
    sustituida_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-tomada_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_permite_con_excepcion", condition=Q(permite=False) | ~Q(excepcion="")
            ),
            models.CheckConstraint(
                name="%(class)s_autorizada_con_numero",
                condition=~Q(excepcion=Excepcion.AUTORIZACION) | ~Q(autorizacion=""),
                violation_error_message="Escribe el número de la autorización.",
            ),
        ]

    def __str__(self) -> str:
        return f"{getattr(self, f'{self.COSA}_id')} en {self.periodo_id}: {'sí' if self.permite else 'no'}"


def una_vigente(cosa: str) -> models.UniqueConstraint:
    """La regla de la base que cada decisión concreta agrega a las suyas: una sola vigente por cosa y periodo."""
    return models.UniqueConstraint(
        fields=[cosa, "periodo"], condition=Q(sustituida_en__isnull=True), name="%(class)s_una_vigente"
    )
