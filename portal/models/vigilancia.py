"""Las páginas y perfiles oficiales: quién responde por cada uno, qué se halló y lo que se pide a Transparencia."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from boletines.models_retiro import Captura
from nucleo.validadores import SIN_CONTROL, UN_RENGLON
from portal.estados import ClaseDePagina, EstadoDeSolicitud


class PaginaOficialQuerySet(models.QuerySet["PaginaOficial"]):
    def por_revisar(self, ahora: datetime) -> "PaginaOficialQuerySet":
        return self.filter(activa=True, clase=ClaseDePagina.PAGINA, revisar_desde__lte=ahora)


class PaginaOficial(models.Model):
    """Una página o perfil del municipio, con su responsable y cada cuánto debe mirarse."""

    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    url = models.URLField("dirección", max_length=400, unique=True)
    clase = models.CharField(max_length=10, choices=ClaseDePagina, default=ClaseDePagina.PAGINA)
    responsable = models.CharField("quién responde", max_length=120, validators=[UN_RENGLON])
    cada_dias = models.PositiveSmallIntegerField("cada cuántos días se revisa a mano", default=30)
    activa = models.BooleanField(default=True)
    revisar_desde = models.DateTimeField("siguiente revisión automática")
    revisada_en = models.DateTimeField("última revisión de una persona", null=True, blank=True)
    cambio_en = models.DateTimeField("último cambio visto", null=True, blank=True)

    objects = PaginaOficialQuerySet.as_manager()

    class Meta:
        verbose_name = "página oficial"
        verbose_name_plural = "páginas oficiales"
        ordering = ["nombre", "pk"]
        constraints = [
            models.CheckConstraint(name="pagina_oficial_clase", condition=Q(clase__in=ClaseDePagina.values)),
            models.CheckConstraint(
                name="pagina_oficial_periodo", condition=Q(cada_dias__gte=1, cada_dias__lte=366),
                violation_error_message="Escribe de 1 a 366 días.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nombre


class RevisionDePagina(models.Model):
    """Lo que se halló una vez: contestación, texto por su huella, ligas rotas y avisos. Sólo crece."""

    pagina = models.ForeignKey(PaginaOficial, on_delete=models.CASCADE, related_name="revisiones")
    hecha_en = models.DateTimeField()
    codigo = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)
    huella = models.CharField("SHA-256 del texto", max_length=64, blank=True)
    captura = models.ForeignKey(Captura, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rotas = models.JSONField("ligas rotas", default=list)
    avisos = models.JSONField(default=list)
    cambio = models.BooleanField("cambió desde la anterior", default=False)
    evidencia = models.CharField("evidencia del cronograma", max_length=120, blank=True)

    class Meta:
        verbose_name = "revisión de página"
        verbose_name_plural = "revisiones de página"
        ordering = ["-hecha_en", "-pk"]
        indexes = [models.Index(fields=["pagina", "-hecha_en"], name="revision_de_la_pagina")]

    def __str__(self) -> str:
        return f"{self.pagina_id} {self.hecha_en:%Y-%m-%d}"

    @property
    def esta_bien(self) -> bool:
        return self.codigo == 200 and not self.rotas and not self.avisos  # noqa: PLR2004 - HTTP


class SolicitudATransparencia(models.Model):
    """Lo que se pidió publicar a la unidad de Transparencia, con sus cuatro fechas."""

    que = models.CharField("qué se pide publicar", max_length=250, validators=[UN_RENGLON])
    fraccion = models.CharField("artículo y fracción", max_length=80, blank=True, validators=[UN_RENGLON])
    pagina = models.ForeignKey(
        PaginaOficial, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes"
    )
    estado = models.CharField(max_length=12, choices=EstadoDeSolicitud, default=EstadoDeSolicitud.POR_ENVIAR)
    acuse = models.CharField("acuse o correo", max_length=160, blank=True, validators=[SIN_CONTROL])
    creada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    creada_en = models.DateTimeField()
    enviada_en = models.DateTimeField(null=True, blank=True)
    recibida_en = models.DateTimeField(null=True, blank=True)
    publicada_en = models.DateTimeField(null=True, blank=True)
    verificada_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "solicitud a Transparencia"
        verbose_name_plural = "solicitudes a Transparencia"
        ordering = ["-creada_en", "-pk"]
        constraints = [
            models.CheckConstraint(name="solicitud_estado_conocido", condition=Q(estado__in=EstadoDeSolicitud.values)),
            *(
                models.CheckConstraint(
                    name=f"solicitud_{estado}_con_fecha",
                    condition=~Q(estado=estado) | Q(**{f"{estado}_en__isnull": False}),
                )
                for estado in ("enviada", "recibida", "publicada", "verificada")
            ),
        ]

    def __str__(self) -> str:
        return self.que
