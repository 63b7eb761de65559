"""La constancia de cada cambio de edición: qué dejó de verse y qué volvió."""

from django.db import models
from django.db.models import Q

from portal.estados import SentidoDeActa
from suspension.models import PeriodoSuspension


class ActaDeEdicion(models.Model):
    """Lo que se ocultó al empezar un periodo o volvió al terminar. Sólo se inserta; su huella la comprueba."""

    periodo = models.ForeignKey(PeriodoSuspension, on_delete=models.PROTECT, related_name="actas")
    sentido = models.CharField(max_length=10, choices=SentidoDeActa)
    surtio_en = models.DateTimeField("empieza o termina el periodo")
    levantada_en = models.DateTimeField()
    relacion = models.JSONField("relación")
    huella = models.CharField("SHA-256 de la relación", max_length=64)

    class Meta:
        verbose_name = "acta de edición"
        verbose_name_plural = "actas de edición"
        ordering = ["-surtio_en", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["periodo", "sentido"], name="acta_una_por_periodo_y_sentido"),
            models.CheckConstraint(name="acta_sentido_conocido", condition=Q(sentido__in=SentidoDeActa.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_sentido_display()} por {self.periodo}"
