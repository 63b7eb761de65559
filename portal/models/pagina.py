"""Lo institucional que la oficina escribe, con todas sus versiones."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.texto.validadores import SIN_CONTROL
from portal.estados import PaginaEditable


class PaginaQuerySet(models.QuerySet["VersionDePagina"]):
    def vigente(self, clave: str) -> "VersionDePagina | None":
        return self.filter(clave=clave).order_by("-numero").first()


class VersionDePagina(models.Model):
    """El texto de una página en cada guardado. Sólo crece: la última es la que se ve."""

    clave = models.CharField(max_length=20, choices=PaginaEditable)
    numero = models.PositiveIntegerField()
    cuerpo = models.TextField(max_length=20000, validators=[SIN_CONTROL])
    guardada_en = models.DateTimeField()
    guardada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PaginaQuerySet.as_manager()

    class Meta:
        verbose_name = "versión de página"
        verbose_name_plural = "versiones de página"
        ordering = ["clave", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["clave", "numero"], name="version_de_pagina_unica"),
            models.CheckConstraint(name="version_de_pagina_clave", condition=Q(clave__in=PaginaEditable.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_clave_display()} v{self.numero}"
