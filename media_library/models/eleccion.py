"""La elección: qué se dijo de cada foto al escoger las más representativas de un evento."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from media_library.estados import Rol, Veredicto
from media_library.models.evidencia import Evidencia


class Eleccion(models.Model):
    """El último veredicto de una foto, su papel, quién lo dio y cuándo; los anteriores están en la bitácora."""

    evidencia = models.OneToOneField(Evidencia, on_delete=models.CASCADE, related_name="eleccion")
    veredicto = models.CharField(max_length=10, choices=Veredicto)
    rol = models.CharField("papel", max_length=10, choices=Rol, blank=True, default=Rol.SIN_ROL)
    por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decidida_en = models.DateTimeField()

    class Meta:
        verbose_name = "elección"
        verbose_name_plural = "elecciones"
        constraints = [
            models.CheckConstraint(
                name="eleccion_rol_solo_de_elegida", condition=Q(rol="") | Q(veredicto=Veredicto.ELEGIDA)
            ),
            models.CheckConstraint(name="eleccion_veredicto_conocido", condition=Q(veredicto__in=Veredicto.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_veredicto_display()}: {self.evidencia_id}"
