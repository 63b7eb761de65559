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


def folio_de(serie: str, consecutivo: int, ejercicio: int | None) -> str:
    """«CS/045/2021»."""
    return f"{serie}/{consecutivo:03d}/{ejercicio}"


def ruta_de(ejercicio: int | None, slug: str) -> str:
    """La dirección de un boletín emitido en el portal."""
    return f"/boletines/{ejercicio}/{slug}/"
