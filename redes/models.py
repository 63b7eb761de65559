"""Lo que debe aparecer en una red social y el enlace donde quedó."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from redes.estados import EstadoPublicacion, Red


class PublicacionQuerySet(models.QuerySet["Publicacion"]):
    def por_publicar(self, ahora: datetime) -> "PublicacionQuerySet":
        """Lo que ya se puede publicar: lo embargado espera a su hora."""
        return self.filter(estado=EstadoPublicacion.POR_PUBLICAR, no_antes_desde__lte=ahora)


class Publicacion(models.Model):
    """Algo que debe aparecer en una red social. En modo asistido la publica una persona y pega el enlace."""

    clave = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    red = models.CharField(max_length=20, choices=Red)
    origen = models.CharField(max_length=120, db_index=True)
    titulo = models.CharField(max_length=250)
    texto = models.TextField()
    estado = models.CharField(max_length=20, choices=EstadoPublicacion, default=EstadoPublicacion.POR_PUBLICAR)
    no_antes_desde = models.DateTimeField("no antes de")
    creada_en = models.DateTimeField()
    creada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    publicada_en = models.DateTimeField(null=True, blank=True)
    publicada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    enlace = models.URLField("enlace de la publicación", max_length=400, blank=True)

    objects = PublicacionQuerySet.as_manager()

    class Meta:
        verbose_name = "publicación"
        verbose_name_plural = "publicaciones"
        ordering = ["-creada_en", "-pk"]
        indexes = [
            models.Index(fields=["estado", "-creada_en"], name="publicacion_por_estado"),
            models.Index(fields=["publicada_en"], name="publicacion_publicada"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["red", "origen"], name="publicacion_una_por_red_y_origen"),
            models.CheckConstraint(
                name="publicacion_publicada_con_enlace",
                condition=~Q(estado=EstadoPublicacion.PUBLICADA)
                | (Q(publicada_en__isnull=False) & Q(publicada_por__isnull=False) & ~Q(enlace="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_red_display()}: {self.titulo}"
