"""Las reuniones que piden láminas, las versiones que se les hicieron y a quién se entregaron."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from agenda.models import Evento
from nucleo.texto.validadores import UN_RENGLON
from personas.models import Dependencia
from pmd.models import ElementoDelPMD
from produccion.estados import FormatoDeLaminas, OrigenDeLaminas


class ReunionQuerySet(models.QuerySet["Reunion"]):
    def pendientes(self) -> "ReunionQuerySet":
        return self.filter(entregada_en__isnull=True, cancelada_en__isnull=True)

    def entregadas_entre(self, desde: datetime, hasta: datetime) -> "ReunionQuerySet":
        """Las que recibieron sus láminas en esas fechas: cada una, una vez, el día de su primera entrega."""
        return self.filter(entregada_en__gte=desde, entregada_en__lt=hasta)


class Reunion(models.Model):
    """Una reunión con fecha para la que alguien pidió láminas."""

    tema = models.CharField("de qué trata", max_length=160, validators=[UN_RENGLON])
    fecha = models.DateField("cuándo es la reunión")
    dependencia = models.ForeignKey(
        Dependencia, on_delete=models.PROTECT, related_name="reuniones", verbose_name="quién las pide"
    )
    quienes = models.CharField("ante quiénes", max_length=160, blank=True, validators=[UN_RENGLON])
    evento = models.ForeignKey(
        Evento,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reuniones",
        verbose_name="evento de la agenda",
    )
    lineas = models.ManyToManyField(ElementoDelPMD, blank=True, related_name="reuniones", verbose_name="líneas del PMD")
    pedida_en = models.DateTimeField()
    pedida_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entregada_en = models.DateTimeField("primera entrega", null=True, blank=True, editable=False)
    cancelada_en = models.DateTimeField(null=True, blank=True, editable=False)
    motivo = models.CharField("por qué se canceló", max_length=200, blank=True, validators=[UN_RENGLON])

    objects = ReunionQuerySet.as_manager()

    class Meta:
        verbose_name = "reunión"
        verbose_name_plural = "reuniones"
        ordering = ["-fecha", "-pk"]
        indexes = [
            models.Index(fields=["entregada_en"], condition=Q(entregada_en__isnull=False), name="reunion_entregada")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tema", "fecha", "dependencia"],
                condition=Q(cancelada_en__isnull=True),
                name="reunion_una_vez",
                violation_error_message="Esa reunión ya está registrada.",
            ),
            models.CheckConstraint(
                name="reunion_cancelada_con_motivo", condition=Q(cancelada_en__isnull=True) | ~Q(motivo="")
            ),
            models.CheckConstraint(
                name="reunion_cancelada_sin_entregar",
                condition=Q(cancelada_en__isnull=True) | Q(entregada_en__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.tema

    @property
    def palabra(self) -> str:
        if self.cancelada_en:
            return "Cancelada"
        return "Entregada" if self.entregada_en else "Por entregar"

    @property
    def tono(self) -> str:
        if self.cancelada_en:
            return "bor"
        return "pub" if self.entregada_en else "rev"


class VersionDeLaminas(models.Model):
    """Unas láminas para una reunión, hechas aquí o subidas. La base no deja cambiarlas."""

    reunion = models.ForeignKey(Reunion, on_delete=models.PROTECT, related_name="versiones")
    numero = models.PositiveSmallIntegerField()
    origen = models.CharField(max_length=8, choices=OrigenDeLaminas)
    formato = models.CharField(max_length=4, choices=FormatoDeLaminas)
    nombre = models.CharField("nombre del archivo", max_length=200)
    octetos = models.BinaryField()
    pesa = models.PositiveIntegerField("cuántos octetos")
    huella = models.CharField("SHA-256", max_length=64)
    laminas = models.PositiveSmallIntegerField("cuántas láminas", null=True, blank=True)
    nota = models.CharField("de qué se hizo", max_length=300, blank=True)
    hecha_en = models.DateTimeField()
    hecha_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "versión de láminas"
        verbose_name_plural = "versiones de láminas"
        ordering = ["reunion", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "numero"], name="version_de_laminas_unica"),
            models.UniqueConstraint(
                fields=["reunion", "huella"],
                name="version_de_laminas_distinta",
                violation_error_message="Ese mismo archivo ya está en esta reunión.",
            ),
        ]

    def __str__(self) -> str:
        return f"Versión {self.numero}"


class ImagenDeLamina(models.Model):
    """Cómo se ve una lámina: su imagen o, de las subidas que no se pueden dibujar, sólo su título."""

    version = models.ForeignKey(VersionDeLaminas, on_delete=models.PROTECT, related_name="imagenes")
    numero = models.PositiveSmallIntegerField()
    titulo = models.CharField(max_length=260)
    png = models.BinaryField()

    class Meta:
        verbose_name = "imagen de lámina"
        verbose_name_plural = "imágenes de láminas"
        ordering = ["version", "numero"]
        constraints = [models.UniqueConstraint(fields=["version", "numero"], name="imagen_de_lamina_unica")]

    def __str__(self) -> str:
        return self.titulo


class EntregaDeLaminas(models.Model):
    """A quién se dio qué versión y cuándo. Sólo se agrega."""

    reunion = models.ForeignKey(Reunion, on_delete=models.PROTECT, related_name="entregas")
    version = models.ForeignKey(VersionDeLaminas, on_delete=models.PROTECT, related_name="entregas")
    a_quien = models.CharField("a quién se entregaron", max_length=160, validators=[UN_RENGLON])
    entregada_en = models.DateTimeField()
    registrada_en = models.DateTimeField()
    registrada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "entrega de láminas"
        verbose_name_plural = "entregas de láminas"
        ordering = ["-entregada_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "a_quien"],
                name="entrega_una_vez",
                violation_error_message="Esa versión ya se entregó a esa persona.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} a {self.a_quien}"
