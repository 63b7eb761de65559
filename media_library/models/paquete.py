"""El paquete: una selección que se comparte por enlace, con vencimiento y cuentas."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from media_library.models.evidencia import Evidencia
from nucleo.texto.validadores import UN_RENGLON


class PaqueteQuerySet(models.QuerySet["Paquete"]):
    def abiertos(self, ahora: datetime) -> "PaqueteQuerySet":
        return self.filter(retirado_en__isnull=True, vence_en__gt=ahora)


class Paquete(models.Model):
    """Quien tenga el enlace ve y baja lo que hoy puede publicarse, con crédito y sin ubicación."""

    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    huella = models.CharField(max_length=64, unique=True)
    evidencias = models.ManyToManyField(Evidencia, related_name="paquetes", blank=True)
    vence_en = models.DateTimeField("vence")
    retirado_en = models.DateTimeField(null=True, blank=True)
    visitas = models.PositiveIntegerField(default=0)
    descargas = models.PositiveIntegerField(default=0)
    ultima_en = models.DateTimeField("última visita", null=True, blank=True)
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()

    objects = PaqueteQuerySet.as_manager()

    class Meta:
        verbose_name = "paquete"
        ordering = ["-creado_en", "-pk"]
        constraints = [
            models.CheckConstraint(name="paquete_huella_sha256", condition=Q(huella__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="paquete_vence_despues", condition=Q(vence_en__gt=F("creado_en"))),
        ]

    def __str__(self) -> str:
        return self.nombre

    def esta_abierto(self, ahora: datetime) -> bool:
        return self.retirado_en is None and self.vence_en > ahora
