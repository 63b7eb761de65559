"""Lo que se escribe una vez para una o varias redes: el texto original, el enlace y las fotos en orden."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from agenda.models import Evento
from boletines.models import Boletin
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import Impedimento
from personas.estados import Tema

LARGO_DEL_TITULO = 250


class Composicion(models.Model):
    """De dónde nace y qué dice. Nace de un boletín, de un evento, de una evidencia o de nada; nunca de dos."""

    clave = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    titulo = models.CharField("de qué trata", max_length=LARGO_DEL_TITULO)
    texto = models.TextField("texto original")
    enlace = models.URLField("enlace", max_length=400, blank=True)
    tema = models.CharField(max_length=30, choices=Tema, blank=True)
    boletin = models.ForeignKey(
        Boletin, null=True, blank=True, on_delete=models.PROTECT, related_name="composiciones", verbose_name="boletín"
    )
    evento = models.ForeignKey(Evento, null=True, blank=True, on_delete=models.PROTECT, related_name="composiciones")
    evidencia = models.ForeignKey(
        Evidencia, null=True, blank=True, on_delete=models.PROTECT, related_name="composiciones"
    )
    automatica = models.BooleanField("la preparó el sistema al publicar el boletín", default=False)
    version = models.PositiveIntegerField(default=1)
    creada_en = models.DateTimeField()
    creada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    modificada_en = models.DateTimeField()

    class Meta:
        verbose_name = "composición"
        verbose_name_plural = "composiciones"
        ordering = ["-creada_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="composicion_un_origen_o_ninguno",
                condition=Q(boletin__isnull=True, evento__isnull=True)
                | Q(boletin__isnull=True, evidencia__isnull=True)
                | Q(evento__isnull=True, evidencia__isnull=True),
            ),
            models.CheckConstraint(
                name="composicion_automatica_de_un_boletin", condition=Q(automatica=False) | Q(boletin__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["boletin"], condition=Q(automatica=True), name="composicion_automatica_una_por_boletin"
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    @property
    def origen(self) -> Boletin | Evento | Evidencia | None:
        """De qué nace, o nada."""
        return self.boletin or self.evento or self.evidencia


class FotoDeComposicion(models.Model):
    """Una foto de lo que se publica, en su lugar y con su descripción para quien no la ve."""

    composicion = models.ForeignKey(Composicion, on_delete=models.CASCADE, related_name="fotos")
    evidencia = models.ForeignKey(Evidencia, on_delete=models.PROTECT, related_name="en_redes")
    orden = models.PositiveSmallIntegerField()
    texto_alternativo = models.CharField("descripción de la foto", max_length=500, blank=True)

    impedidas: list[Impedimento]  # por qué hoy no puede mostrarse; lo pone la consulta del compositor

    class Meta:
        verbose_name = "foto de composición"
        verbose_name_plural = "fotos de composición"
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["composicion", "evidencia"], name="foto_de_composicion_unica"),
        ]

    def __str__(self) -> str:
        return f"{self.composicion_id}: {self.evidencia_id}"
