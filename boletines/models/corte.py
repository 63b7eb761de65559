"""Los cortes de audio y video que un boletín ofrece a los medios."""

from django.db import models

from boletines.models.boletin import Boletin
from media_library.models import Corte


class CorteDeBoletin(models.Model):
    """Un corte elegido para un boletín, en su orden."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="cortes")
    corte = models.ForeignKey(Corte, on_delete=models.PROTECT, related_name="en_boletines")
    orden = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "corte de boletín"
        verbose_name_plural = "cortes de boletín"
        ordering = ["orden", "pk"]
        constraints = [models.UniqueConstraint(fields=["boletin", "corte"], name="corte_de_boletin_unico")]

    def __str__(self) -> str:
        return f"{self.boletin_id}: {self.corte_id}"
