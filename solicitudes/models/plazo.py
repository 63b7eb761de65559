"""Cuánto tiene la oficina para contestar cada cosa: lo fija ella, con fecha, y lo ya recibido conserva el suyo."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from solicitudes.estados import TipoDeSolicitud

MINUTOS_DE_UN_DIA = 24 * 60
MAXIMO = 60 * MINUTOS_DE_UN_DIA


class PlazoQuerySet(models.QuerySet["PlazoDeAtencion"]):
    def vigentes(self, dia: date) -> dict[str, "PlazoDeAtencion"]:
        """El de cada tipo ese día, en una consulta."""
        filas = self.filter(fecha_desde__lte=dia).order_by("tipo", "-fecha_desde", "-pk").distinct("tipo")
        return {plazo.tipo: plazo for plazo in filas}


class PlazoDeAtencion(models.Model):
    """En cuánto se contesta un tipo de solicitud desde un día. De un día para arriba se cuentan días hábiles."""

    tipo = models.CharField(max_length=12, choices=TipoDeSolicitud)
    minutos = models.PositiveIntegerField(validators=[MinValueValidator(5), MaxValueValidator(MAXIMO)])
    fecha_desde = models.DateField("vale desde")
    # Vacío: el que puso la instalación.
    fijado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PlazoQuerySet.as_manager()

    class Meta:
        verbose_name = "plazo de atención"
        verbose_name_plural = "plazos de atención"
        ordering = ["tipo", "-fecha_desde"]
        constraints = [
            models.UniqueConstraint(fields=["tipo", "fecha_desde"], name="plazo_uno_por_dia"),
            models.CheckConstraint(name="plazo_tipo_conocido", condition=Q(tipo__in=TipoDeSolicitud.values)),
            models.CheckConstraint(
                name="plazo_de_minutos_a_dos_meses", condition=Q(minutos__gte=5, minutos__lte=MAXIMO)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()}: {self.en_palabras}"

    @property
    def en_palabras(self) -> str:
        """«30 minutos», «4 horas», «5 días hábiles»."""
        for tamano, una, varias in (
            (MINUTOS_DE_UN_DIA, "1 día hábil", "{} días hábiles"),
            (60, "1 hora", "{} horas"),
        ):
            if self.minutos % tamano == 0:
                cuantos = self.minutos // tamano
                return una if cuantos == 1 else varias.format(cuantos)
        return f"{self.minutos} minutos"
