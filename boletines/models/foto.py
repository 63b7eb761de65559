"""Las fotos de un boletín y el orden en que se proponen."""

from django.db import models
from django.db.models import Case, Value, When

from boletines.models.boletin import Boletin
from media_library.estados import Rol, Veredicto
from media_library.models import Evidencia

ROLES = [rol for rol in Rol.values if rol]
# Primero lo que eligió quien cubrió, en el orden de los papeles; después lo demás.
LUGAR_DE_LA_ELECCION = Case(
    *(When(eleccion__rol=rol, then=Value(lugar)) for lugar, rol in enumerate(ROLES)),
    When(eleccion__veredicto=Veredicto.ELEGIDA, then=Value(len(ROLES))),
    default=Value(len(ROLES) + 1),
)


class FotoDeBoletin(models.Model):
    """Una evidencia elegida para un boletín. La primera es la principal."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="fotos")
    evidencia = models.ForeignKey(Evidencia, on_delete=models.PROTECT, related_name="en_boletines")
    orden = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "foto de boletín"
        verbose_name_plural = "fotos de boletín"
        ordering = ["orden", "pk"]
        constraints = [models.UniqueConstraint(fields=["boletin", "evidencia"], name="foto_de_boletin_unica")]

    def __str__(self) -> str:
        return f"{self.boletin_id}: {self.evidencia_id}"
