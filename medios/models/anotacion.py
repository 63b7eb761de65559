"""Quien confirma por la sala de prensa, mientras la oficina no reconoce de qué medio es."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from agenda.models import Evento
from medios.estados import (
    EstadoAnotacion,
)
from medios.models.convocatoria import Invitacion
from nucleo.texto.validadores import UN_RENGLON


class AnotacionQuerySet(models.QuerySet["Anotacion"]):
    def por_reconocer(self) -> "AnotacionQuerySet":
        return self.filter(estado=EstadoAnotacion.POR_RECONOCER)

    def bloquear(self, pk: int) -> "Anotacion":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Anotacion(models.Model):
    """Quien dijo por la sala de prensa que irá. No es una respuesta hasta que la oficina reconoce de quién es."""

    evento = models.ForeignKey(Evento, on_delete=models.PROTECT, related_name="anotaciones", db_index=False)
    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    medio = models.CharField(max_length=120, validators=[UN_RENGLON])
    personas = models.PositiveSmallIntegerField("cuántas personas")
    localizar = models.CharField("teléfono o correo", max_length=254, blank=True, validators=[UN_RENGLON])
    origen = models.CharField("huella de la conexión", max_length=32)
    recibida_en = models.DateTimeField()
    estado = models.CharField(max_length=14, choices=EstadoAnotacion, default=EstadoAnotacion.POR_RECONOCER)
    invitacion = models.ForeignKey(
        Invitacion, null=True, blank=True, on_delete=models.PROTECT, related_name="anotaciones"
    )
    atendida_en = models.DateTimeField(null=True, blank=True)
    atendida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AnotacionQuerySet.as_manager()

    class Meta:
        verbose_name = "anotación de la sala de prensa"
        verbose_name_plural = "anotaciones de la sala de prensa"
        ordering = ["recibida_en", "pk"]
        indexes = [
            models.Index(fields=["evento", "estado"], name="anotacion_del_evento"),
            models.Index(fields=["origen", "recibida_en"], name="anotacion_origen"),
        ]
        constraints = [
            models.CheckConstraint(name="anotacion_estado", condition=Q(estado__in=EstadoAnotacion.values)),
            models.CheckConstraint(name="anotacion_personas", condition=Q(personas__range=(1, 50))),
            models.CheckConstraint(
                name="anotacion_reconocida_de_alguien",
                condition=~Q(estado=EstadoAnotacion.RECONOCIDA) | Q(invitacion__isnull=False),
            ),
            models.UniqueConstraint(
                Lower("nombre"),
                Lower("medio"),
                "evento",
                condition=Q(estado=EstadoAnotacion.POR_RECONOCER),
                name="anotacion_una_por_reconocer",
                violation_error_message="Ya estaba anotado.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre}, {self.medio}"
