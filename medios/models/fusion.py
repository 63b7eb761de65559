"""Dos contactos que son la misma persona: el que se quedó, el que se fue y cómo estaban."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from medios.models.directorio import Contacto


class Fusion(models.Model):
    """Cuando se unieron dos contactos. Guarda cómo estaban, para deshacerlo."""

    queda = models.ForeignKey(Contacto, on_delete=models.CASCADE, related_name="fusiones")
    se_fue = models.ForeignKey(Contacto, on_delete=models.CASCADE, related_name="+")
    antes = models.JSONField("cómo estaba el que queda")
    correo = models.CharField("el correo del que se fue", max_length=254, blank=True)
    movidas = models.JSONField("invitaciones que cambiaron de contacto", default=list)
    hecha_en = models.DateTimeField()
    hecha_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deshecha_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "fusión"
        verbose_name_plural = "fusiones"
        ordering = ["-hecha_en", "-pk"]
        constraints = [
            models.CheckConstraint(name="fusion_de_dos_distintos", condition=~Q(queda=F("se_fue"))),
            models.UniqueConstraint(
                fields=["se_fue"], condition=Q(deshecha_en__isnull=True), name="fusion_una_por_el_que_se_fue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.se_fue_id} es {self.queda_id}"


class Distintos(models.Model):
    """Dos contactos que se parecen y alguien dijo que no son el mismo: ya no se pregunta."""

    uno = models.ForeignKey(Contacto, on_delete=models.CASCADE, related_name="+")
    otro = models.ForeignKey(Contacto, on_delete=models.CASCADE, related_name="+")
    dicho_en = models.DateTimeField()
    dicho_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "par de contactos distintos"
        verbose_name_plural = "pares de contactos distintos"
        constraints = [
            models.UniqueConstraint(fields=["uno", "otro"], name="distintos_una_vez"),
            models.CheckConstraint(name="distintos_en_orden", condition=Q(uno__lt=F("otro"))),
        ]

    def __str__(self) -> str:
        return f"{self.uno_id} y {self.otro_id}"
