"""Adelantos de lo embargado: un enlace por reportero, con su nombre, que se cuenta y se retira."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from boletines.models.boletin import Boletin
from medios.models import Contacto
from nucleo.texto.validadores import UN_RENGLON


class AdelantoQuerySet(models.QuerySet["Adelanto"]):
    def vigentes(self, ahora: datetime) -> "AdelantoQuerySet":
        return self.filter(vence_en__gt=ahora, retirado_en__isnull=True)


class Adelanto(models.Model):
    """El permiso de una persona con nombre para leer un boletín antes de su hora. Sólo se guarda el SHA-256."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="adelantos")
    contacto = models.ForeignKey(Contacto, null=True, blank=True, on_delete=models.PROTECT, related_name="adelantos")
    nombre = models.CharField("para quién", max_length=160, validators=[UN_RENGLON])
    huella = models.CharField("SHA-256 del enlace", max_length=64, unique=True)
    dado_en = models.DateTimeField()
    dado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vence_en = models.DateTimeField()
    retirado_en = models.DateTimeField(null=True, blank=True)

    objects = AdelantoQuerySet.as_manager()

    class Meta:
        verbose_name = "adelanto"
        ordering = ["-dado_en", "-pk"]
        constraints = [
            models.CheckConstraint(name="adelanto_vence_despues", condition=Q(vence_en__gt=F("dado_en"))),
            models.CheckConstraint(name="adelanto_con_nombre", condition=~Q(nombre="")),
        ]

    def __str__(self) -> str:
        return self.nombre


class AperturaDeAdelanto(models.Model):
    """Cada vez que alguien abrió un adelanto. Sólo crece."""

    adelanto = models.ForeignKey(Adelanto, on_delete=models.CASCADE, related_name="aperturas")
    abierto_en = models.DateTimeField()
    desde_ip = models.GenericIPAddressField("dirección de red", null=True, blank=True)

    class Meta:
        verbose_name = "apertura de adelanto"
        verbose_name_plural = "aperturas de adelanto"
        ordering = ["-abierto_en", "-pk"]

    def __str__(self) -> str:
        return f"{self.adelanto_id}: {self.abierto_en}"
