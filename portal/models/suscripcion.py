"""Quien pidió recibir los boletines por correo."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from nucleo.texto.correos import CampoDeCorreo
from personas.estados import Tema
from portal.estados import EstadoDeSuscripcion, Frecuencia


class SuscripcionQuerySet(models.QuerySet["Suscripcion"]):
    def activas(self) -> "SuscripcionQuerySet":
        return self.filter(estado=EstadoDeSuscripcion.ACTIVA)

    def bloquear(self, pk: int) -> "Suscripcion":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Suscripcion(models.Model):
    """Un correo que confirmó querer los boletines: de qué temas (ninguno es todos) y cada cuánto."""

    correo = CampoDeCorreo()
    temas = ArrayField(models.CharField(max_length=20, choices=Tema), default=list, blank=True)
    frecuencia = models.CharField(max_length=10, choices=Frecuencia, default=Frecuencia.AL_MOMENTO)
    estado = models.CharField(max_length=14, choices=EstadoDeSuscripcion, default=EstadoDeSuscripcion.POR_CONFIRMAR)
    origen = models.CharField("huella de la conexión", max_length=32)
    pedida_en = models.DateTimeField()
    confirmada_en = models.DateTimeField(null=True, blank=True)
    baja_en = models.DateTimeField(null=True, blank=True)
    # Hasta qué publicación se le ha enviado: nada se repite ni se salta aunque el tic se atrase.
    enviado_hasta = models.DateTimeField(null=True, blank=True)

    objects = SuscripcionQuerySet.as_manager()

    class Meta:
        verbose_name = "suscripción"
        verbose_name_plural = "suscripciones"
        ordering = ["-pedida_en", "-pk"]
        indexes = [
            models.Index(
                fields=["frecuencia", "enviado_hasta"], condition=Q(estado="activa"), name="suscripcion_activas"
            ),
            models.Index(fields=["origen", "pedida_en"], name="suscripcion_por_origen"),
        ]
        constraints = [
            models.UniqueConstraint(Lower("correo"), name="suscripcion_una_por_correo"),
            models.CheckConstraint(
                name="suscripcion_estado_conocido", condition=Q(estado__in=EstadoDeSuscripcion.values)
            ),
            models.CheckConstraint(
                name="suscripcion_activa_confirmada",
                condition=~Q(estado="activa") | Q(confirmada_en__isnull=False, enviado_hasta__isnull=False),
            ),
            models.CheckConstraint(
                name="suscripcion_baja_con_fecha", condition=~Q(estado="baja") | Q(baja_en__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.correo

    def quiere(self, tema: str) -> bool:
        return not self.temas or tema in self.temas

    def desde(self, ahora: datetime) -> datetime:
        return self.enviado_hasta or ahora
