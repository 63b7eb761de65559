"""Inventario de páginas y perfiles oficiales: quién responde, cada cuándo se revisa y qué se vio al leerlas."""

from datetime import datetime, timedelta
from textwrap import shorten

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import DateTimeField, ExpressionWrapper, F, Q

from nucleo.texto.correos import CampoDeCorreo
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from paginas.estados import EstadoComprobacion, EstadoSolicitud, Motivo, TipoDePagina
from personas.models import Dependencia

SOLO_WEB = URLValidator(schemes=["http", "https"], message="Escribe la dirección completa, con http:// o https://.")


class PaginaQuerySet(models.QuerySet["PaginaOficial"]):
    def activas(self) -> "PaginaQuerySet":
        return self.filter(activa=True)

    def con_vencimiento(self) -> "PaginaQuerySet":
        """Agrega `vence_en`: la última revisión de una persona más su periodo."""
        plazo = F("periodo_en_dias") * timedelta(days=1)
        return self.annotate(vence_en=ExpressionWrapper(F("revisada_en") + plazo, output_field=DateTimeField()))

    def vencidas(self, ahora: datetime) -> "PaginaQuerySet":
        return self.activas().con_vencimiento().filter(vence_en__lte=ahora)


class PaginaOficial(models.Model):
    """Una página o un perfil del que la oficina responde (POA 2021, actividad 6; LGTAIP art. 56–60)."""

    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    url = models.CharField("dirección", max_length=500, validators=[SOLO_WEB, UN_RENGLON])
    tipo = models.CharField(max_length=16, choices=TipoDePagina, default=TipoDePagina.SITIO)
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dependencia = models.ForeignKey(
        Dependencia,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="área que la genera",
    )
    periodo_en_dias = models.PositiveSmallIntegerField(
        "se revisa cada (días)", default=30, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    fundamento = models.CharField(max_length=200, blank=True, validators=[UN_RENGLON])
    activa = models.BooleanField(default=True)
    revisada_en = models.DateTimeField("última revisión de una persona")
    cambio_en = models.DateTimeField("último cambio de contenido", null=True, blank=True)
    creada_en = models.DateTimeField()

    vence_en: datetime  # lo agrega `con_vencimiento`

    objects = PaginaQuerySet.as_manager()

    class Meta:
        verbose_name = "página oficial"
        verbose_name_plural = "páginas oficiales"
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=Q(activa=True),
                name="pagina_una_por_direccion",
                violation_error_message="Esa dirección ya está en el inventario.",
            ),
            models.CheckConstraint(
                name="pagina_periodo_de_un_dia_a_un_ano", condition=Q(periodo_en_dias__gte=1, periodo_en_dias__lte=366)
            ),
        ]

    def __str__(self) -> str:
        return self.nombre


class ComprobacionQuerySet(models.QuerySet["Comprobacion"]):
    def leidas(self) -> "ComprobacionQuerySet":
        return self.exclude(estado=EstadoComprobacion.PENDIENTE)


class Comprobacion(models.Model):
    """Una lectura de la página: qué contestó, la huella de su texto y los problemas que se vieron.

    Las capturas de antes y después guardan además el HTML, comprimido, por su SHA-256.
    """

    pagina = models.ForeignKey(PaginaOficial, on_delete=models.CASCADE, related_name="comprobaciones")
    motivo = models.CharField(max_length=8, choices=Motivo)
    estado = models.CharField(max_length=10, choices=EstadoComprobacion, default=EstadoComprobacion.PENDIENTE)
    pedida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pedida_en = models.DateTimeField()
    hecha_en = models.DateTimeField(null=True, blank=True)
    codigo = models.PositiveSmallIntegerField("código HTTP", null=True, blank=True)
    huella = models.CharField("SHA-256 del texto", max_length=64, blank=True)
    archivo = models.CharField("captura", max_length=80, blank=True)
    problemas = models.JSONField(default=list, blank=True)

    objects = ComprobacionQuerySet.as_manager()

    class Meta:
        verbose_name = "comprobación"
        verbose_name_plural = "comprobaciones"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["pagina", "-id"], name="comprobacion_de_pagina"),
            models.Index(fields=["id"], condition=Q(estado="pendiente"), name="comprobacion_pendiente"),
        ]
        constraints = [
            models.CheckConstraint(
                name="comprobacion_leida_con_hora", condition=Q(estado="pendiente") | Q(hecha_en__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["pagina", "motivo"],
                condition=Q(estado="pendiente"),
                name="comprobacion_pendiente_una_por_motivo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pagina_id}: {self.get_motivo_display()}"


class Solicitud(models.Model):
    """Lo que se pide publicar a la unidad de Transparencia, con su acuse y su comprobación."""

    pagina = models.ForeignKey(PaginaOficial, on_delete=models.PROTECT, related_name="solicitudes")
    que = models.CharField("qué hay que publicar", max_length=600, validators=[SIN_CONTROL])
    correo = CampoDeCorreo("correo de la unidad de Transparencia", blank=True)
    estado = models.CharField(max_length=12, choices=EstadoSolicitud, default=EstadoSolicitud.ENVIADA)
    acuse = models.CharField("folio o nombre de quien recibió", max_length=120, blank=True, validators=[UN_RENGLON])
    motivo_de_cancelacion = models.CharField(max_length=300, blank=True, validators=[UN_RENGLON])
    antes = models.ForeignKey(Comprobacion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    enviada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    enviada_en = models.DateTimeField()
    recibida_en = models.DateTimeField(null=True, blank=True)
    publicada_en = models.DateTimeField(null=True, blank=True)
    verificada_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "solicitud a Transparencia"
        verbose_name_plural = "solicitudes a Transparencia"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["estado", "-id"], name="solicitud_por_estado")]
        constraints = [
            models.CheckConstraint(name="solicitud_estado_conocido", condition=Q(estado__in=EstadoSolicitud.values)),
            models.CheckConstraint(
                name="solicitud_verificada_con_hora",
                condition=Q(estado="verificada", verificada_en__isnull=False)
                | (~Q(estado="verificada") & Q(verificada_en__isnull=True)),
            ),
            models.CheckConstraint(
                name="solicitud_cancelada_con_motivo",
                condition=~Q(estado="cancelada") | ~Q(motivo_de_cancelacion=""),
            ),
        ]

    def __str__(self) -> str:
        return shorten(self.que, 80, placeholder="…")


class Actualizacion(models.Model):
    """Un cambio comprobado en una página oficial: la captura de antes, la de después y quién lo hizo.

    Cuenta en la actividad 6 del cronograma.
    """

    pagina = models.ForeignKey(PaginaOficial, on_delete=models.PROTECT, related_name="actualizaciones")
    antes = models.OneToOneField(Comprobacion, on_delete=models.PROTECT, related_name="+")
    despues = models.OneToOneField(Comprobacion, on_delete=models.PROTECT, related_name="+")
    nota = models.CharField("qué cambió", max_length=300, validators=[UN_RENGLON])
    hecha_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hecha_en = models.DateTimeField()

    class Meta:
        verbose_name = "actualización comprobada"
        verbose_name_plural = "actualizaciones comprobadas"
        ordering = ["-hecha_en", "-pk"]
        indexes = [models.Index(fields=["hecha_en"], name="actualizacion_por_fecha")]

    def __str__(self) -> str:
        return f"{self.pagina_id}: {self.nota}"
