"""Las versiones de lo que cuenta: quién las cambió, por qué y desde qué mes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cronograma.estados import Regla
from nucleo.texto.validadores import SIN_CONTROL


class VersionDeRegla(models.Model):
    """Los parámetros de una regla desde un mes. Nunca rige hacia atrás sobre un mes cerrado. Sólo crece."""

    regla = models.CharField(max_length=12, choices=Regla)
    numero = models.PositiveSmallIntegerField()
    fecha_desde = models.DateField("rige desde")
    parametros = models.JSONField(default=dict)
    motivo = models.CharField("por qué", max_length=300, validators=[SIN_CONTROL])
    puesta_en = models.DateTimeField()
    puesta_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "versión de una regla"
        verbose_name_plural = "versiones de las reglas"
        ordering = ["regla", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["regla", "numero"], name="version_de_regla_unica"),
            models.CheckConstraint(name="version_de_regla_conocida", condition=Q(regla__in=Regla.values)),
            models.CheckConstraint(name="version_de_regla_en_dia_primero", condition=Q(fecha_desde__day=1)),
            models.CheckConstraint(name="version_de_regla_con_motivo", condition=~Q(motivo="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_regla_display()}, versión {self.numero}"
