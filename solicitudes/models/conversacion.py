"""Lo que se dicen la dependencia y la oficina sobre una solicitud, y los archivos que la acompañan."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from media_library.models import Subida
from nucleo.texto.validadores import SIN_CONTROL
from solicitudes.models.solicitud import Solicitud


class MensajeQuerySet(models.QuerySet["Mensaje"]):
    def vigentes(self) -> "MensajeQuerySet":
        return self.filter(retirado_en__isnull=True)


class Mensaje(models.Model):
    """Uno de la conversación. Lo que la oficina dice al decidir también es uno: si se deshace, se retira."""

    solicitud = models.ForeignKey(Solicitud, on_delete=models.CASCADE, related_name="mensajes", db_index=False)
    de_la_oficina = models.BooleanField()
    es_pregunta = models.BooleanField(default=False)
    texto = models.TextField(max_length=2000, validators=[SIN_CONTROL])
    escrito_en = models.DateTimeField()
    escrito_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retirado_en = models.DateTimeField(null=True, blank=True)

    objects = MensajeQuerySet.as_manager()

    class Meta:
        verbose_name = "mensaje de una solicitud"
        verbose_name_plural = "mensajes de una solicitud"
        ordering = ["escrito_en", "pk"]
        indexes = [models.Index(fields=["solicitud", "escrito_en", "id"], name="mensaje_en_su_orden")]
        constraints = [
            models.CheckConstraint(name="mensaje_con_texto", condition=~Q(texto="")),
            models.CheckConstraint(
                name="mensaje_pregunta_de_la_oficina", condition=Q(es_pregunta=False) | Q(de_la_oficina=True)
            ),
        ]

    def __str__(self) -> str:
        return self.texto[:80]


class Adjunto(models.Model):
    """Un archivo que la dependencia mandó con la solicitud: llega por las mismas subidas que el buzón."""

    solicitud = models.ForeignKey(Solicitud, on_delete=models.CASCADE, related_name="adjuntos")
    subida = models.OneToOneField(Subida, on_delete=models.PROTECT, related_name="adjunto")

    class Meta:
        verbose_name = "adjunto"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.solicitud_id}: {self.subida_id}"
