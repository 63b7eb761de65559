"""El contador de folios."""

from django.db import models


class FolioContador(models.Model):
    """El último folio dado por serie y año. Se avanza en la transacción que publica: sin huecos."""

    serie = models.CharField(max_length=4)
    ejercicio = models.PositiveSmallIntegerField()
    ultimo = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "contador de folios"
        verbose_name_plural = "contadores de folios"
        constraints = [models.UniqueConstraint(fields=["serie", "ejercicio"], name="folio_contador_unico")]

    def __str__(self) -> str:
        return f"{self.serie}/{self.ejercicio}: {self.ultimo}"
