"""El vocabulario del archivo, para sugerir cuando una búsqueda no halla nada."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F
from django.db.models.functions import Reverse


class Palabra(models.Model):
    """Una palabra que algún boletín emitido ha usado, y cómo se escribe sin acentos."""

    plegada = models.CharField(max_length=40, unique=True)
    palabra = models.CharField(max_length=40)

    class Meta:
        verbose_name = "palabra"
        indexes = [
            models.Index(OpClass(F("plegada"), name="varchar_pattern_ops"), name="palabra_por_inicio"),
            models.Index(OpClass(Reverse("plegada"), name="text_pattern_ops"), name="palabra_por_final"),
        ]

    def __str__(self) -> str:
        return self.palabra
