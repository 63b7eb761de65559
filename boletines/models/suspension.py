"""Qué se puede difundir durante un periodo de suspensión: la regla por categoría y la decisión por boletín."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from agenda.models import Evento
from boletines.estados import Categoria, Excepcion, Trato
from nucleo.formato import CENTRO
from nucleo.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import PeriodoSuspension

if TYPE_CHECKING:
    from boletines.models import Boletin

DESDE_SIEMPRE = datetime(1900, 1, 1, tzinfo=UTC)


class ReglaQuerySet(models.QuerySet["ReglaDeSuspension"]):
    def vigentes(self, momento: datetime) -> dict[str, "ReglaDeSuspension"]:
        """La última regla de cada categoría en esa fecha; la que no tenga se trata como suspendida."""
        dia = momento.astimezone(CENTRO).date()
        reglas = self.filter(fecha_desde__lte=dia).order_by("categoria", "fecha_desde", "pk")
        return {regla.categoria: regla for regla in reglas}


class ReglaDeSuspension(models.Model):
    """Desde una fecha, qué pasa con una categoría durante la suspensión (LGCS 21; la aprueba el jurídico)."""

    categoria = models.CharField("categoría", max_length=20, choices=Categoria)
    trato = models.CharField(max_length=16, choices=Trato)
    fecha_desde = models.DateField("vale desde")
    fundamento = models.CharField(max_length=200, validators=[UN_RENGLON])
    registrada_en = models.DateTimeField(null=True, blank=True)
    registrada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReglaQuerySet.as_manager()

    class Meta:
        verbose_name = "regla de suspensión"
        verbose_name_plural = "reglas de suspensión"
        ordering = ["categoria", "-fecha_desde"]
        constraints = [
            models.UniqueConstraint(fields=["categoria", "fecha_desde"], name="regla_de_suspension_unica"),
            models.CheckConstraint(name="regla_de_suspension_trato", condition=Q(trato__in=Trato.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_categoria_display()}: {self.get_trato_display().lower()}"


class DecisionDeSuspension(models.Model):
    """Lo resuelto sobre un boletín, o sobre invitar a un evento, en un periodo: por esta excepción sí, o no."""

    boletin = models.ForeignKey(
        "boletines.Boletin", null=True, blank=True, on_delete=models.CASCADE, related_name="decisiones_de_suspension"
    )
    evento = models.ForeignKey(
        Evento, null=True, blank=True, on_delete=models.CASCADE, related_name="decisiones_de_suspension"
    )
    periodo = models.ForeignKey(PeriodoSuspension, on_delete=models.CASCADE, related_name="+")
    permite = models.BooleanField()
    excepcion = models.CharField("excepción de ley", max_length=16, choices=Excepcion, blank=True)
    autorizacion = models.CharField("número de autorización", max_length=60, blank=True, validators=[UN_RENGLON])
    motivo = models.CharField(max_length=300, validators=[SIN_CONTROL])
    tomada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tomada_en = models.DateTimeField()
    sustituida_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "decisión de suspensión"
        verbose_name_plural = "decisiones de suspensión"
        ordering = ["-tomada_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["boletin", "periodo"], condition=Q(sustituida_en__isnull=True), name="decision_una_vigente"
            ),
            models.UniqueConstraint(
                fields=["evento", "periodo"], condition=Q(sustituida_en__isnull=True), name="decision_una_por_evento"
            ),
            models.CheckConstraint(
                name="decision_de_una_cosa",
                condition=Q(boletin__isnull=False, evento__isnull=True) | Q(boletin__isnull=True, evento__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_permite_con_excepcion", condition=Q(permite=False) | ~Q(excepcion="")
            ),
            models.CheckConstraint(
                name="decision_autorizada_con_numero",
                condition=~Q(excepcion=Excepcion.AUTORIZACION) | ~Q(autorizacion=""),
                violation_error_message="Escribe el número de la autorización.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.boletin_id or self.evento_id} en {self.periodo_id}: {'sí' if self.permite else 'no'}"


@dataclass(frozen=True)
class Suspension:
    """Lo que rige en un momento en que corre la suspensión: qué categorías y qué boletines pueden verse."""

    periodos: tuple[PeriodoSuspension, ...]
    permitidas: frozenset[str]
    con_excepcion: frozenset[int]
    negados: frozenset[int]
    eventos_con_excepcion: frozenset[int] = frozenset()
    eventos_negados: frozenset[int] = frozenset()

    @classmethod
    def en(cls, momento: datetime) -> "Suspension | None":
        """La de ese momento, o nada si no corre ningún periodo. Una consulta cuando no corre; tres cuando sí."""
        periodos = tuple(PeriodoSuspension.objects.vigentes(momento).order_by("inicio", "pk"))
        if not periodos:
            return None
        reglas = ReglaDeSuspension.objects.vigentes(momento).values()
        decisiones = DecisionDeSuspension.objects.filter(periodo__in=periodos, sustituida_en__isnull=True)
        filas = list(decisiones.order_by("pk").values_list("boletin_id", "evento_id", "permite"))
        con_excepcion, negados = _resueltos([(b, permite) for b, _, permite in filas if b], len(periodos))
        eventos, eventos_negados = _resueltos([(e, permite) for _, e, permite in filas if e], len(periodos))
        permitidas = frozenset(r.categoria for r in reglas if r.trato == Trato.PERMITIDA)
        return cls(periodos, permitidas, con_excepcion, negados, eventos, eventos_negados)

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

    def condicion(self) -> Q:
        """El filtro de lo que puede verse mientras corre. Niega por defecto (LGIPE 449 c)."""
        permitido = Q(categoria__in=self.permitidas) | Q(pk__in=self.con_excepcion)
        return (Q(publicado_en__lt=self.alcanza_desde) | permitido) & ~Q(pk__in=self.negados)

    def permite(self, boletin: "Boletin") -> bool:
        """Lo mismo que `condicion`, para un boletín que ya se tiene en la mano."""
        anterior = boletin.publicado_en is not None and boletin.publicado_en < self.alcanza_desde
        permitido = boletin.categoria in self.permitidas or boletin.pk in self.con_excepcion
        return (anterior or permitido) and boletin.pk not in self.negados

    def permite_invitar(self, evento: Evento) -> bool:
        """Si se invita a medios a ese evento. Niega por defecto: sin tema, o con uno que la ley no exceptúa."""
        permitido = evento.categoria in self.permitidas or evento.pk in self.eventos_con_excepcion
        return permitido and evento.pk not in self.eventos_negados


def _resueltos(decisiones: list[tuple[int, bool]], periodos: int) -> tuple[frozenset[int], frozenset[int]]:
    """(los que tienen excepción, los negados). Con varios periodos encimados, la excepción debe cubrirlos todos."""
    permisos = Counter(objeto for objeto, permite in decisiones if permite)
    return (
        frozenset(objeto for objeto, cuantas in permisos.items() if cuantas >= periodos),
        frozenset(objeto for objeto, permite in decisiones if not permite),
    )
