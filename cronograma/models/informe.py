"""El informe de un periodo: qué secciones lleva, con qué texto y qué fotos, y cada versión que se hizo."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from cronograma.estados import Formato, SeccionDeInforme, TipoDeInforme
from cronograma.models.plan import Actividad
from media_library.models import Evidencia
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON

LARGO_DEL_TEXTO = 4000


class Informe(models.Model):
    """Uno por periodo. Lo que se entrega son sus versiones, que ya no cambian."""

    tipo = models.CharField(max_length=12, choices=TipoDeInforme)
    fecha_desde = models.DateField("desde el día")
    fecha_hasta = models.DateField("hasta el día")
    titulo = models.CharField("título", max_length=160, validators=[UN_RENGLON])
    creado_en = models.DateTimeField()
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "informe"
        verbose_name_plural = "informes"
        ordering = ["-fecha_hasta", "tipo"]
        constraints = [
            models.UniqueConstraint(
                fields=["tipo", "fecha_desde", "fecha_hasta"],
                name="informe_uno_por_periodo",
                violation_error_message="Ese informe ya existe.",
            ),
            models.CheckConstraint(name="informe_tipo_conocido", condition=Q(tipo__in=TipoDeInforme.values)),
            models.CheckConstraint(name="informe_en_orden", condition=Q(fecha_hasta__gt=F("fecha_desde"))),
        ]

    def __str__(self) -> str:
        return self.titulo


class ParteDeInforme(models.Model):
    """Una sección en un informe: si va, en qué lugar y con qué texto; vacío, el que proponen los datos."""

    informe = models.ForeignKey(Informe, on_delete=models.CASCADE, related_name="partes")
    seccion = models.CharField("sección", max_length=14, choices=SeccionDeInforme)
    orden = models.PositiveSmallIntegerField()
    va = models.BooleanField("va en el informe", default=True)
    texto = models.TextField(max_length=LARGO_DEL_TEXTO, blank=True, validators=[SIN_CONTROL])

    class Meta:
        verbose_name = "parte de un informe"
        verbose_name_plural = "partes de un informe"
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["informe", "seccion"], name="parte_una_por_seccion"),
            models.CheckConstraint(name="parte_seccion_conocida", condition=Q(seccion__in=SeccionDeInforme.values)),
        ]

    def __str__(self) -> str:
        return self.get_seccion_display()


class FotoDeInforme(models.Model):
    """Una foto que acompaña a una actividad en el informe."""

    informe = models.ForeignKey(Informe, on_delete=models.CASCADE, related_name="fotos")
    actividad = models.ForeignKey(Actividad, on_delete=models.PROTECT, related_name="+")
    evidencia = models.ForeignKey(Evidencia, on_delete=models.PROTECT, related_name="en_informes")
    orden = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "foto de un informe"
        verbose_name_plural = "fotos de un informe"
        ordering = ["actividad__ejercicio", "actividad__numero", "orden", "pk"]
        constraints = [models.UniqueConstraint(fields=["informe", "evidencia"], name="foto_de_informe_una_vez")]

    def __str__(self) -> str:
        return f"{self.informe_id}: {self.evidencia_id}"


class VersionQuerySet(models.QuerySet["VersionDeInforme"]):
    def por_hacer(self) -> "VersionQuerySet":
        return self.filter(lista_en__isnull=True, fallo="")

    def listas(self) -> "VersionQuerySet":
        return self.filter(lista_en__isnull=False)


class VersionDeInforme(models.Model):
    """Una vez que se pidió hacer: lo que lleva, cómo va y, ya lista, la huella de lo que dice."""

    informe = models.ForeignKey(Informe, on_delete=models.PROTECT, related_name="versiones")
    numero = models.PositiveSmallIntegerField()
    formatos = ArrayField(models.CharField(max_length=4, choices=Formato))
    pedida_en = models.DateTimeField()
    pedida_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tomada_en = models.DateTimeField(null=True, blank=True)
    intentos = models.PositiveSmallIntegerField(default=0)
    progreso = models.PositiveSmallIntegerField("avance (%)", default=0, validators=[MaxValueValidator(100)])
    paso = models.CharField("en qué va", max_length=80, blank=True)
    lista_en = models.DateTimeField(null=True, blank=True)
    fallo = models.CharField("por qué no se pudo", max_length=300, blank=True)
    avisos = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    cierres = models.CharField("qué meses no estaban cerrados", max_length=300, blank=True)
    huella = models.CharField("SHA-256 de lo que dice", max_length=64, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versión de un informe"
        verbose_name_plural = "versiones de un informe"
        ordering = ["informe", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["informe", "numero"], name="version_de_informe_unica"),
            models.UniqueConstraint(
                fields=["informe"],
                condition=Q(lista_en__isnull=True, fallo=""),
                name="version_una_por_hacer",
                violation_error_message="Este informe ya se está haciendo.",
            ),
            models.CheckConstraint(
                name="version_lista_con_huella",
                condition=Q(lista_en__isnull=True) | (Q(fallo="") & ~Q(huella="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.informe}, versión {self.numero}"

    @property
    def se_esta_haciendo(self) -> bool:
        return self.lista_en is None and not self.fallo


class ArchivoDeInforme(models.Model):
    """Lo que se entrega, tal cual se hizo. La base no deja cambiarlo (migración 0007)."""

    version = models.ForeignKey(VersionDeInforme, on_delete=models.PROTECT, related_name="archivos")
    formato = models.CharField(max_length=4, choices=Formato)
    octetos = models.BinaryField()
    pesa = models.PositiveIntegerField("cuántos octetos")
    huella = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = "archivo de un informe"
        verbose_name_plural = "archivos de un informe"
        ordering = ["version", "formato"]
        constraints = [models.UniqueConstraint(fields=["version", "formato"], name="archivo_uno_por_formato")]

    def __str__(self) -> str:
        return f"{self.version_id}.{self.formato}"
