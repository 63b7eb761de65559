"""La aprobación de la dependencia que pidió el diseño: con un enlace, sin cuenta. El silencio no es un sí."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.texto.correos import CampoDeCorreo
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from produccion.estados import RespuestaDeDependencia
from produccion.models.disenos import Diseno


class AprobacionQuerySet(models.QuerySet["AprobacionDeDependencia"]):
    def vigentes(self, ahora: datetime) -> "AprobacionQuerySet":
        return self.filter(vence_en__gt=ahora, retirada_en__isnull=True)

    def aprueban(self, version: int) -> "AprobacionQuerySet":
        """Las que dijeron que sí a esa versión, y a ninguna otra."""
        return self.filter(respuesta=RespuestaDeDependencia.APRUEBA, version_respondida=version)


class AprobacionDeDependencia(models.Model):
    """La pregunta a quien lo pidió: ¿se imprime así? Se contesta sobre la versión que se tuvo a la vista."""

    diseno = models.ForeignKey(Diseno, on_delete=models.PROTECT, related_name="aprobaciones")
    nombre = models.CharField("a quién se le pide", max_length=120, validators=[UN_RENGLON])
    correo = CampoDeCorreo(blank=True)
    huella = models.CharField("SHA-256 del enlace", max_length=64, unique=True)
    version = models.PositiveIntegerField("versión que se le mandó")
    pedida_en = models.DateTimeField()
    pedida_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vence_en = models.DateTimeField()
    retirada_en = models.DateTimeField(null=True, blank=True)
    respuesta = models.CharField(
        max_length=10, choices=RespuestaDeDependencia, default=RespuestaDeDependencia.PENDIENTE
    )
    comentario = models.CharField(max_length=1000, blank=True, validators=[SIN_CONTROL])
    respondida_en = models.DateTimeField(null=True, blank=True)
    version_respondida = models.PositiveIntegerField(null=True, blank=True)
    huella_respondida = models.CharField("SHA-256 de lo que se vio", max_length=64, blank=True)

    objects = AprobacionQuerySet.as_manager()

    class Meta:
        verbose_name = "aprobación de la dependencia"
        verbose_name_plural = "aprobaciones de las dependencias"
        ordering = ["-pedida_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="aprobacion_respondida_con_que_y_cuando",
                condition=Q(
                    respuesta="pendiente",
                    respondida_en__isnull=True,
                    version_respondida__isnull=True,
                    huella_respondida="",
                )
                | (
                    Q(respuesta__in=["aprueba", "cambios"], respondida_en__isnull=False)
                    & Q(version_respondida__isnull=False)
                    & ~Q(huella_respondida="")
                ),
            ),
            models.CheckConstraint(
                name="aprobacion_con_cambios_dice_cuales", condition=~Q(respuesta="cambios") | ~Q(comentario="")
            ),
            models.UniqueConstraint(
                fields=["diseno", "nombre", "correo", "version"],
                condition=Q(respuesta="pendiente", retirada_en__isnull=True),
                name="aprobacion_pendiente_una_por_persona",
                violation_error_message="Ya se le pidió y no ha contestado: para darle otro enlace retira el primero.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre}: {self.get_respuesta_display().lower()}"
