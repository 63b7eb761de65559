"""Una subida por partes: lo que ya llegó está en el disco y su cuenta en esta fila (tus 1.0.0)."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agenda.models import Evento
from media_library.estados import EstadoSubida
from media_library.models.album import Etiqueta
from media_library.models.buzon import Buzon
from media_library.models.evidencia import Evidencia
from nucleo.texto.validadores import UN_RENGLON
from personas.models import Dependencia


class SubidaQuerySet(models.QuerySet["Subida"]):
    def en_curso(self) -> "SubidaQuerySet":
        return self.filter(estado=EstadoSubida.EN_CURSO)

    def completas(self) -> "SubidaQuerySet":
        """Llegaron enteras y todavía no entran a la biblioteca."""
        return self.en_curso().filter(recibidos=F("octetos"))

    def vencidas(self, ahora: datetime) -> "SubidaQuerySet":
        return self.en_curso().filter(vence_en__lte=ahora, recibidos__lt=F("octetos"))


class Subida(models.Model):
    """Es de una persona o de un buzón, nunca de ambos: sólo quien la empezó la sigue."""

    clave = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    persona = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="subidas"
    )
    buzon = models.ForeignKey(Buzon, null=True, blank=True, on_delete=models.PROTECT, related_name="subidas")
    nombre = models.CharField(max_length=255)
    octetos = models.BigIntegerField("tamaño total")
    recibidos = models.BigIntegerField(default=0)
    evento = models.ForeignKey(Evento, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    dependencia = models.ForeignKey(Dependencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    credito = models.CharField(max_length=120, blank=True, validators=[UN_RENGLON])
    etiquetas = models.ManyToManyField(Etiqueta, related_name="+", blank=True)
    estado = models.CharField(max_length=10, choices=EstadoSubida, default=EstadoSubida.EN_CURSO)
    motivo = models.CharField("por qué no entró", max_length=400, blank=True)
    evidencia = models.ForeignKey(Evidencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    es_repetida = models.BooleanField(default=False)
    creada_en = models.DateTimeField()
    ultimo_en = models.DateTimeField("última vez que llegó algo")
    vence_en = models.DateTimeField()

    objects = SubidaQuerySet.as_manager()

    class Meta:
        verbose_name = "subida"
        ordering = ["-creada_en", "-pk"]
        indexes = [models.Index(fields=["vence_en"], condition=Q(estado="en_curso"), name="subida_en_curso")]
        constraints = [
            models.CheckConstraint(
                name="subida_de_alguien", condition=Q(persona__isnull=False) ^ Q(buzon__isnull=False)
            ),
            models.CheckConstraint(
                name="subida_dentro_de_su_tamano",
                condition=Q(octetos__gt=0, recibidos__gte=0, recibidos__lte=F("octetos")),
            ),
            models.CheckConstraint(
                name="subida_entregada_con_evidencia",
                condition=Q(estado=EstadoSubida.ENTREGADA, evidencia__isnull=False)
                | (~Q(estado=EstadoSubida.ENTREGADA) & Q(evidencia__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def esta_completa(self) -> bool:
        return self.recibidos == self.octetos
