"""Los avisos urgentes de la portada."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nucleo.texto.validadores import UN_RENGLON
from portal.estados import ClaseDeAviso


class AvisoQuerySet(models.QuerySet["AvisoUrgente"]):
    def vigentes(self, ahora: datetime) -> "AvisoQuerySet":
        return self.filter(inicio__lte=ahora, fin__gt=ahora, retirado_en__isnull=True)


class AvisoUrgente(models.Model):
    """Una frase en la banda de arriba del portal entre dos horas: clima, incendio, corte de agua, cierre vial."""

    texto = models.CharField(max_length=200, validators=[UN_RENGLON])
    enlace = models.URLField("enlace para saber más", max_length=300, blank=True)
    clase = models.CharField(max_length=18, choices=ClaseDeAviso)
    inicio = models.DateTimeField("empieza")
    fin = models.DateTimeField("termina")
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()
    retirado_en = models.DateTimeField(null=True, blank=True)

    objects = AvisoQuerySet.as_manager()

    class Meta:
        verbose_name = "aviso urgente"
        verbose_name_plural = "avisos urgentes"
        ordering = ["-inicio", "-pk"]
        constraints = [
            models.CheckConstraint(name="aviso_clase_conocida", condition=Q(clase__in=ClaseDeAviso.values)),
            models.CheckConstraint(
                name="aviso_termina_despues",
                condition=Q(fin__gt=F("inicio")),
                violation_error_message="El aviso debe terminar después de empezar.",
            ),
        ]

    def __str__(self) -> str:
        return self.texto
