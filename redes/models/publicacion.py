"""Cómo va una composición en una red: su texto, su hora, quién la aprobó, qué se congeló y dónde quedó."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from difusion.models import Envio
from nucleo.referencias import ref
from redes.estados import APROBADAS, POR_RESOLVER, EstadoPublicacion, Red, RevisionDelEnlace
from redes.models.composicion import Composicion

HUELLA = 64


class PublicacionQuerySet(models.QuerySet["Publicacion"]):
    def por_publicar(self, ahora: datetime) -> "PublicacionQuerySet":
        """Lo que ya se puede publicar a mano: lo embargado y lo que tiene hora esperan a la suya."""
        return self.filter(estado=EstadoPublicacion.POR_PUBLICAR, no_antes_desde__lte=ahora)

    def por_resolver(self) -> "PublicacionQuerySet":
        """Lo que no salió o no se sabe si salió: espera a una persona."""
        return self.filter(estado__in=POR_RESOLVER)

    def con_origen(self) -> "PublicacionQuerySet":
        return self.select_related("composicion__boletin", "composicion__evento", "composicion__evidencia")


class Publicacion(models.Model):
    """Una composición en una red. La pone el sistema si la cuenta está conectada; si no, una persona pega el enlace."""

    clave = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    composicion = models.ForeignKey(Composicion, on_delete=models.PROTECT, related_name="publicaciones")
    red = models.CharField(max_length=20, choices=Red)
    titulo = models.CharField(max_length=250)
    texto = models.TextField()
    estado = models.CharField(max_length=20, choices=EstadoPublicacion, default=EstadoPublicacion.POR_PUBLICAR)
    razon = models.CharField("por qué está así", max_length=500, blank=True)
    asistida = models.BooleanField("la pone una persona", default=True)
    sale_en = models.DateTimeField("a qué hora sale", null=True, blank=True)
    no_antes_desde = models.DateTimeField("no antes de")
    creada_en = models.DateTimeField()
    creada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pedida_en = models.DateTimeField("cuándo se envió a aprobación", null=True, blank=True)
    pedida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    aprobada_en = models.DateTimeField(null=True, blank=True)
    aprobada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    congelada = models.JSONField("lo que se aprobó", default=dict, blank=True)
    huella = models.CharField("huella de lo aprobado", max_length=HUELLA, blank=True)
    envio = models.ForeignKey(Envio, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    etapa = models.JSONField("lo ya subido a la red", default=dict, blank=True)
    id_remoto = models.CharField("cómo la llama la red", max_length=120, blank=True)
    publicada_en = models.DateTimeField(null=True, blank=True)
    publicada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    enlace = models.URLField("enlace de la publicación", max_length=400, blank=True)
    revision_del_enlace = models.CharField(max_length=20, choices=RevisionDelEnlace, blank=True, default="")
    notas_del_enlace = models.JSONField("lo que se vio al abrirlo", default=list, blank=True)

    cuando: datetime  # su hora en el calendario; la pone la consulta de la semana

    objects = PublicacionQuerySet.as_manager()

    class Meta:
        verbose_name = "publicación"
        verbose_name_plural = "publicaciones"
        ordering = ["-creada_en", "-pk"]
        indexes = [
            models.Index(fields=["estado", "-creada_en"], name="publicacion_por_estado"),
            models.Index(fields=["publicada_en"], name="publicacion_publicada"),
            models.Index(fields=["sale_en"], name="publicacion_por_hora"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["composicion", "red"], name="publicacion_una_por_red"),
            models.UniqueConstraint(
                fields=["red", "id_remoto"], condition=~Q(id_remoto=""), name="publicacion_id_de_la_red_unico"
            ),
            models.CheckConstraint(
                name="publicacion_estado_conocido", condition=Q(estado__in=EstadoPublicacion.values)
            ),
            models.CheckConstraint(
                name="publicacion_publicada_con_enlace",
                condition=~Q(estado=EstadoPublicacion.PUBLICADA)
                | (Q(publicada_en__isnull=False) & Q(publicada_por__isnull=False) & ~Q(enlace="")),
            ),
            models.CheckConstraint(
                name="publicacion_por_aprobar_pedida",
                condition=~Q(estado=EstadoPublicacion.POR_APROBAR)
                | (Q(pedida_por__isnull=False) & Q(pedida_en__isnull=False)),
            ),
            models.CheckConstraint(
                name="publicacion_aprobada_con_huella",
                condition=~Q(estado__in=APROBADAS)
                | (
                    Q(aprobada_por__isnull=False)
                    & Q(aprobada_en__isnull=False)
                    & Q(sale_en__isnull=False)
                    & Q(envio__isnull=False)
                    & ~Q(huella="")
                ),
            ),
            # Nula la comparación si falta cualquiera de las dos; la base la deja pasar y la regla de arriba no.
            models.CheckConstraint(name="publicacion_la_aprueba_otra", condition=~Q(aprobada_por=F("pedida_por"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_red_display()}: {self.titulo}"

    @property
    def esta_puesta(self) -> bool:
        return self.estado == EstadoPublicacion.PUBLICADA

    @property
    def se_pone_a_mano(self) -> bool:
        """Lista para que una persona la ponga en la red."""
        return self.estado == EstadoPublicacion.POR_PUBLICAR

    @property
    def de_que_es(self) -> str:
        """A quién pregunta la compuerta: a su boletín o, si no nace de uno, a ella misma."""
        return ref(self.composicion.boletin or self)
