"""Las fotos de un boletín, las palabras con que se publicaron y el orden en que se proponen."""

from copy import copy

from django.db import models
from django.db.models import Case, Q, Value, When

from boletines.models.boletin import Boletin
from media_library.estados import Rol, Veredicto
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import Impedimento

ROLES = [rol for rol in Rol.values if rol]
# Primero lo que eligió quien cubrió, en el orden de los papeles; después lo demás.
LUGAR_DE_LA_ELECCION = Case(
    *(When(eleccion__rol=rol, then=Value(lugar)) for lugar, rol in enumerate(ROLES)),
    When(eleccion__veredicto=Veredicto.ELEGIDA, then=Value(len(ROLES))),
    default=Value(len(ROLES) + 1),
)
PALABRAS = ("pie", "texto_alternativo", "credito")


class FotoDeBoletin(models.Model):
    """Una evidencia elegida para un boletín. La primera es la principal."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="fotos")
    evidencia = models.ForeignKey(Evidencia, on_delete=models.PROTECT, related_name="en_boletines")
    orden = models.PositiveSmallIntegerField()
    # Nulas mientras dice lo que diga la biblioteca; al publicarse quedan como se aprobaron.
    pie = models.TextField("pie publicado", null=True, editable=False)  # noqa: DJ001 - vacío y sin publicar no son lo mismo
    texto_alternativo = models.TextField("texto alternativo publicado", null=True, editable=False)  # noqa: DJ001 - ídem
    credito = models.TextField("crédito publicado", null=True, editable=False)  # noqa: DJ001 - ídem

    impedidas: list[Impedimento]  # lo que hoy la tiene fuera del portal; lo pone la consulta de la ficha

    class Meta:
        verbose_name = "foto de boletín"
        verbose_name_plural = "fotos de boletín"
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["boletin", "evidencia"], name="foto_de_boletin_unica"),
            models.CheckConstraint(
                name="foto_de_boletin_con_todas_sus_palabras",
                condition=Q(pie__isnull=True, texto_alternativo__isnull=True, credito__isnull=True)
                | Q(pie__isnull=False, texto_alternativo__isnull=False, credito__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.boletin_id}: {self.evidencia_id}"

    @property
    def como_sale(self) -> Evidencia:
        """La evidencia con las palabras que se publicaron, o con las de la biblioteca si aún no sale. No se guarda."""
        if self.pie is None:
            return self.evidencia
        evidencia = copy(self.evidencia)
        evidencia.pie, evidencia.texto_alternativo, evidencia.credito = self.pie, self.texto_alternativo, self.credito
        return evidencia

    @property
    def dice_otra_cosa_en_la_biblioteca(self) -> bool:
        return any(getattr(self.como_sale, campo) != getattr(self.evidencia, campo) for campo in PALABRAS)
