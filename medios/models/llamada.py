"""Cada llamada a un invitado: qué pasó, con quién se habló y cuándo volver a marcar."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from medios.estados import ResultadoDeLlamada
from medios.models.convocatoria import Invitacion, Respuesta
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON


class LlamadaQuerySet(models.QuerySet["Llamada"]):
    def que_cuentan(self) -> "LlamadaQuerySet":
        """Las que nadie deshizo."""
        return self.filter(deshecha_en__isnull=True)


class Llamada(models.Model):
    """Un intento por teléfono. `clave` la pone quien llama: la misma dos veces es una sola llamada."""

    clave = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invitacion = models.ForeignKey(Invitacion, on_delete=models.PROTECT, related_name="llamadas")
    resultado = models.CharField(max_length=12, choices=ResultadoDeLlamada)
    respuesta = models.OneToOneField(
        Respuesta, null=True, blank=True, on_delete=models.PROTECT, verbose_name="lo que contestó"
    )
    con_quien = models.CharField("quién contestó", max_length=120, blank=True, validators=[UN_RENGLON])
    nota = models.CharField(max_length=300, blank=True, validators=[SIN_CONTROL])
    volver_desde = models.DateTimeField("volver a llamar desde", null=True, blank=True)
    hecha_en = models.DateTimeField()
    hecha_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deshecha_en = models.DateTimeField(null=True, blank=True)

    objects = LlamadaQuerySet.as_manager()

    class Meta:
        verbose_name = "llamada"
        ordering = ["-hecha_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="llamada_resultado_conocido", condition=Q(resultado__in=ResultadoDeLlamada.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_resultado_display()}: {self.invitacion_id}"
