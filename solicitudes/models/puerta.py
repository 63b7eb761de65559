"""La puerta de una dependencia: el enlace por el que pide sin cuenta, y los recordatorios que se le mandan."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from media_library.models import Buzon
from nucleo.texto.correos import CampoDeCorreo
from personas.models import Dependencia


class PuertaQuerySet(models.QuerySet["Puerta"]):
    def abiertas(self, ahora: datetime) -> "PuertaQuerySet":
        return self.filter(retirada_en__isnull=True, vence_en__gt=ahora)


class Puerta(models.Model):
    """Una por dependencia. Quien tenga el enlace pide hasta que venza, se cambie o se cierre; se guarda su huella."""

    dependencia = models.OneToOneField(Dependencia, on_delete=models.PROTECT, related_name="puerta")
    correo = CampoDeCorreo("correo de la dependencia", blank=True)
    huella = models.CharField("SHA-256 del enlace", max_length=64, unique=True)
    buzon = models.OneToOneField(Buzon, on_delete=models.PROTECT, related_name="puerta")
    abierta_en = models.DateTimeField()
    abierta_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vence_en = models.DateTimeField("vence")
    retirada_en = models.DateTimeField(null=True, blank=True)

    objects = PuertaQuerySet.as_manager()

    class Meta:
        verbose_name = "puerta de una dependencia"
        verbose_name_plural = "puertas de las dependencias"
        ordering = ["dependencia__orden", "pk"]
        constraints = [
            models.CheckConstraint(name="puerta_huella_sha256", condition=Q(huella__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="puerta_vence_despues", condition=Q(vence_en__gt=F("abierta_en"))),
        ]

    def __str__(self) -> str:
        return f"Puerta de {self.dependencia}"

    def esta_abierta(self, ahora: datetime) -> bool:
        return self.retirada_en is None and self.vence_en > ahora


class Recordatorio(models.Model):
    """Se le escribió a una dependencia de la que no había noticias."""

    dependencia = models.ForeignKey(Dependencia, on_delete=models.PROTECT, related_name="recordatorios")
    fecha = models.DateField()
    mandado_en = models.DateTimeField()
    mandado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "recordatorio"
        ordering = ["-mandado_en", "-pk"]
        constraints = [models.UniqueConstraint(fields=["dependencia", "fecha"], name="recordatorio_uno_por_dia")]

    def __str__(self) -> str:
        return f"{self.dependencia_id}: {self.fecha}"
