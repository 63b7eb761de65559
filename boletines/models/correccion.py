"""Lo que se corrigió de un boletín ya publicado."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from boletines.models.boletin import Boletin
from difusion.models import Envio
from nucleo.texto.validadores import UN_RENGLON


class Correccion(models.Model):
    """Una corrección publicada: la nota que ve el público, quién y la versión que dejó (docs/dominio.md, regla 22)."""

    boletin = models.ForeignKey(Boletin, on_delete=models.PROTECT, related_name="correcciones")
    propuesta = models.OneToOneField(Boletin, on_delete=models.PROTECT, related_name="correccion_hecha")
    nota = models.CharField("qué se corrigió", max_length=300, validators=[UN_RENGLON])
    version = models.PositiveIntegerField()
    # Lo que se ve mientras el freno detiene esta corrección (`boletines.consultas.lo_que_salio`).
    antes = models.JSONField("lo que decía antes", default=dict, blank=True)
    # El que la escribe en el portal: mientras espera, el público sigue leyendo lo de antes.
    envio = models.ForeignKey(Envio, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corregido_en = models.DateTimeField()
    por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "corrección"
        verbose_name_plural = "correcciones"
        ordering = ["-corregido_en", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["boletin", "version"], name="correccion_una_por_version"),
            models.CheckConstraint(name="correccion_con_nota", condition=~Q(nota="")),
        ]

    def __str__(self) -> str:
        return self.nota
