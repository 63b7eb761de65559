"""Los periodos en que se suspende la propaganda gubernamental."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from nucleo.texto.validadores import UN_RENGLON


class PeriodoQuerySet(models.QuerySet["PeriodoSuspension"]):
    def vigentes(self, ahora: datetime) -> "PeriodoQuerySet":
        return self.filter(inicio__lte=ahora, fin__gt=ahora)

    def sin_terminar(self, ahora: datetime) -> "PeriodoQuerySet":
        return self.filter(fin__gt=ahora)

    def proximo(self, ahora: datetime) -> "PeriodoSuspension | None":
        """El que corre o, si ninguno corre, el que sigue."""
        return self.sin_terminar(ahora).order_by("inicio", "pk").first()

    def que_tocan(self, desde: datetime, hasta: datetime) -> "PeriodoQuerySet":
        return self.filter(inicio__lt=hasta, fin__gt=desde)


class PeriodoSuspension(models.Model):
    """Periodo de suspensión de propaganda gubernamental (la «veda»). Pueden encimarse varios.

    Const. art. 41 III-C y 134; LGCS art. 21. Las fechas las fija la autoridad electoral: son datos.
    """

    class Tipo(models.TextChoices):
        ELECCION = "eleccion", "Elección"
        CONSULTA = "consulta", "Consulta popular"
        REVOCACION = "revocacion", "Revocación de mandato"
        OTRO = "otro", "Otro"

    tipo = models.CharField(max_length=20, choices=Tipo)
    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    inicio = models.DateTimeField()
    fin = models.DateTimeField()
    fundamento = models.CharField(max_length=200, validators=[UN_RENGLON])
    fuente = models.CharField(max_length=300, blank=True)
    # SRE-PSC-5/2016: los boletines alojados en la página también son difusión; ocultarlos es la lectura segura.
    oculta_archivo = models.BooleanField(
        "ocultar también lo publicado antes",
        default=True,
        help_text="Recomendado. Sin marcar, sólo se detiene lo que se publique desde que empieza.",
    )

    objects = PeriodoQuerySet.as_manager()

    class Meta:
        verbose_name = "periodo de suspensión"
        verbose_name_plural = "periodos de suspensión"
        ordering = ["-inicio"]
        constraints = [
            models.CheckConstraint(
                name="suspension_empieza_antes_de_terminar",
                condition=Q(fin__gt=F("inicio")),
                violation_error_message="El periodo debe terminar después de empezar.",
            )
        ]

    def __str__(self) -> str:
        return self.nombre
