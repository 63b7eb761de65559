"""Etiquetas y álbumes: dos maneras de juntar evidencias que no son del mismo evento."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from media_library.models.evidencia import Evidencia
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON


class Etiqueta(models.Model):
    """Una palabra de la oficina; «Obra Pública» y «obra publica» son la misma (`clave`)."""

    nombre = models.CharField(max_length=60, validators=[UN_RENGLON])
    clave = models.CharField(max_length=60, unique=True)
    evidencias = models.ManyToManyField(Evidencia, related_name="etiquetas", blank=True)

    class Meta:
        verbose_name = "etiqueta"
        ordering = ["clave"]
        constraints = [models.CheckConstraint(name="etiqueta_con_clave", condition=~Q(clave=""))]

    def __str__(self) -> str:
        return self.nombre


class Album(models.Model):
    """Una colección con nombre: «Lo mejor de 2026», «Para el informe»."""

    nombre = models.CharField(max_length=120, unique=True, validators=[UN_RENGLON])
    descripcion = models.CharField("descripción", max_length=400, blank=True, validators=[SIN_CONTROL])
    evidencias = models.ManyToManyField(Evidencia, related_name="albumes", blank=True)
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()

    class Meta:
        verbose_name = "álbum"
        verbose_name_plural = "álbumes"
        ordering = ["nombre"]
        constraints = [models.CheckConstraint(name="album_con_nombre", condition=~Q(nombre=""))]

    def __str__(self) -> str:
        return self.nombre
