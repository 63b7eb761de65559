"""La tabla por tema: qué pasa con cada uno durante la suspensión."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.texto.formato import CENTRO
from nucleo.texto.validadores import UN_RENGLON
from personas.estados import Tema
from suspension.estados import Trato


class ReglaQuerySet(models.QuerySet["ReglaDeSuspension"]):
    def vigentes(self, momento: datetime) -> dict[str, "ReglaDeSuspension"]:
        """La última regla de cada tema en esa fecha; el que no tenga se trata como suspendido."""
        dia = momento.astimezone(CENTRO).date()
        reglas = self.filter(fecha_desde__lte=dia).order_by("tema", "fecha_desde", "pk")
        return {regla.tema: regla for regla in reglas}


class ReglaDeSuspension(models.Model):
    """Desde una fecha, qué pasa con un tema durante la suspensión (LGCS 21; la aprueba el jurídico)."""

    tema = models.CharField(max_length=20, choices=Tema)
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
        ordering = ["tema", "-fecha_desde"]
        constraints = [
            models.UniqueConstraint(fields=["tema", "fecha_desde"], name="regla_de_suspension_unica"),
            models.CheckConstraint(name="regla_de_suspension_trato", condition=Q(trato__in=Trato.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_tema_display()}: {self.get_trato_display().lower()}"
