"""El retiro urgente de varios boletines: su acta, la captura de cada página y lo que queda por hacer afuera."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON


class Captura(models.Model):
    """El HTML de una página tal como se sirvió, guardado por su SHA-256: no cambia ni se repite."""

    huella = models.CharField("SHA-256", max_length=64, primary_key=True)
    contenido = models.BinaryField()
    tomada_en = models.DateTimeField()

    class Meta:
        verbose_name = "captura"

    def __str__(self) -> str:
        return self.huella


class RetiroUrgente(models.Model):
    """Un acto: qué se retiró, por orden de quién, cuándo y por qué. Sólo se inserta; su huella lo comprueba."""

    motivo = models.CharField(max_length=300, validators=[UN_RENGLON])
    orden = models.CharField("orden que se cumple", max_length=200, blank=True, validators=[UN_RENGLON])
    relacion = models.JSONField("relación")
    huella = models.CharField("SHA-256 de la relación", max_length=64)
    hecho_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hecho_en = models.DateTimeField()

    class Meta:
        verbose_name = "retiro urgente"
        verbose_name_plural = "retiros urgentes"
        ordering = ["-hecho_en", "-pk"]

    def __str__(self) -> str:
        return f"Retiro de {len(self.relacion)} boletines: {self.motivo}"


class PendienteDeRetiro(models.Model):
    """Lo que quedó fuera y una persona debe quitar o avisar: una publicación en redes, un medio que lo recibió."""

    retiro = models.ForeignKey(RetiroUrgente, on_delete=models.PROTECT, related_name="pendientes")
    que = models.CharField("qué", max_length=250)
    enlace = models.URLField(max_length=400, blank=True)
    hecho_en = models.DateTimeField(null=True, blank=True)
    hecho_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nota = models.CharField(max_length=200, blank=True, validators=[SIN_CONTROL])

    class Meta:
        verbose_name = "pendiente de retiro"
        verbose_name_plural = "pendientes de retiro"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="pendiente_de_retiro_con_quien", condition=Q(hecho_en__isnull=True) | Q(hecho_por__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.que
