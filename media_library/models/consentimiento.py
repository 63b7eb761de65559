"""Las cartas de uso de imagen: quién consintió, para qué y hasta cuándo (LFDA art. 87, LGPDPPSO art. 14)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from media_library.models.evidencia import Evidencia
from media_library.models.original import Original
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON


class ConsentimientoQuerySet(models.QuerySet["Consentimiento"]):
    def vigentes(self, hoy: date) -> "ConsentimientoQuerySet":
        sin_vencer = Q(fecha_fin__isnull=True) | Q(fecha_fin__gte=hoy)
        return self.filter(sin_vencer, revocado_en__isnull=True, fecha__lte=hoy)


class Consentimiento(models.Model):
    """Una carta firmada: de quién, para qué, en qué medios y hasta cuándo. Siempre se puede revocar."""

    nombre = models.CharField("quién consiente", max_length=160, validators=[UN_RENGLON])
    es_menor = models.BooleanField("es menor de edad", default=False)
    tutor = models.CharField("madre, padre o tutor que firma", max_length=160, blank=True, validators=[UN_RENGLON])
    finalidad = models.CharField("para qué", max_length=300, validators=[SIN_CONTROL])
    medios = models.CharField("en qué medios", max_length=200, validators=[UN_RENGLON])
    fecha = models.DateField("firmada el")
    fecha_fin = models.DateField("vale hasta", null=True, blank=True)
    carta = models.ForeignKey(
        Original, null=True, blank=True, on_delete=models.PROTECT, related_name="cartas", verbose_name="carta firmada"
    )
    nombre_de_carta = models.CharField(max_length=255, blank=True)
    evidencias = models.ManyToManyField(Evidencia, related_name="consentimientos", blank=True)
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()
    revocado_en = models.DateTimeField("revocada el", null=True, blank=True)
    motivo_de_revocacion = models.CharField(max_length=300, blank=True, validators=[SIN_CONTROL])

    objects = ConsentimientoQuerySet.as_manager()

    class Meta:
        verbose_name = "carta de uso de imagen"
        verbose_name_plural = "cartas de uso de imagen"
        ordering = ["-fecha", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="consentimiento_de_menor_con_tutor",
                condition=Q(es_menor=False) | ~Q(tutor=""),
                violation_error_message="Por una persona menor de edad firma su madre, padre o tutor: escribe quién.",
            ),
            models.CheckConstraint(
                name="consentimiento_vence_despues",
                condition=Q(fecha_fin__isnull=True) | Q(fecha_fin__gte=F("fecha")),
                violation_error_message="La carta no puede vencer antes de firmarse.",
            ),
        ]

    def __str__(self) -> str:
        if self.es_menor:
            return f"{self.nombre} (menor; firma {self.tutor})"
        return self.nombre

    def vale(self, hoy: date) -> bool:
        """Si ese día la carta permite publicar."""
        return self.revocado_en is None and self.fecha <= hoy and (self.fecha_fin is None or self.fecha_fin >= hoy)
