"""El buzón: un enlace sin cuenta para que una dependencia mande su evidencia."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from agenda.models import Evento
from nucleo.texto.validadores import UN_RENGLON
from personas.models import Dependencia


class BuzonQuerySet(models.QuerySet["Buzon"]):
    def abiertos(self, ahora: datetime) -> "BuzonQuerySet":
        return self.filter(retirado_en__isnull=True, vence_en__gt=ahora)


class Buzon(models.Model):
    """Quien tenga el enlace sube sin cuenta hasta que venza o se retire; sólo se guarda su huella."""

    nombre = models.CharField("para qué", max_length=120, validators=[UN_RENGLON])
    dependencia = models.ForeignKey(Dependencia, on_delete=models.PROTECT, related_name="buzones")
    evento = models.ForeignKey(Evento, null=True, blank=True, on_delete=models.PROTECT, related_name="buzones")
    huella = models.CharField(max_length=64, unique=True)
    vence_en = models.DateTimeField("vence")
    retirado_en = models.DateTimeField(null=True, blank=True)
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="buzones")
    creado_en = models.DateTimeField()

    objects = BuzonQuerySet.as_manager()

    class Meta:
        verbose_name = "buzón de evidencia"
        verbose_name_plural = "buzones de evidencia"
        ordering = ["-creado_en", "-pk"]
        constraints = [
            models.CheckConstraint(name="buzon_huella_sha256", condition=Q(huella__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="buzon_vence_despues", condition=Q(vence_en__gt=models.F("creado_en"))),
        ]

    def __str__(self) -> str:
        return self.nombre

    def esta_abierto(self, ahora: datetime) -> bool:
        return self.retirado_en is None and self.vence_en > ahora
