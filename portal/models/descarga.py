"""Cuántas veces se bajó cada archivo de prensa, por día."""

from django.db import models


class DescargaDePrensa(models.Model):
    """La cuenta de un día, sacada del diario de descargas: volver a contarlo da lo mismo."""

    camino = models.CharField(max_length=300)
    fecha = models.DateField()
    cuantas = models.PositiveIntegerField()

    class Meta:
        verbose_name = "descarga de prensa"
        verbose_name_plural = "descargas de prensa"
        ordering = ["-fecha", "camino"]
        constraints = [models.UniqueConstraint(fields=["camino", "fecha"], name="descarga_una_por_dia")]

    def __str__(self) -> str:
        return f"{self.camino}: {self.cuantas}"
