"""A quiénes les llega cada lunes el resumen del tablero."""

from django.conf import settings
from django.db import models


class ResumenSemanal(models.Model):
    """Una persona a la que le llega. Con `fecha_del_ultimo` cada lunes se apunta una sola vez."""

    persona = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="resumen_semanal")
    puesto_en = models.DateTimeField()
    puesto_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    fecha_del_ultimo = models.DateField("lunes del último", null=True, blank=True)

    class Meta:
        verbose_name = "resumen semanal"
        verbose_name_plural = "resúmenes semanales"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Cada lunes a {self.persona}"
