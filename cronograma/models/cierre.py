"""El cierre de un mes: lo que se firmó, con sus cifras y sus pruebas. La base no deja cambiarlo (migración 0004)."""

import hashlib

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cronograma.estados import Avance, ClaseDePrueba
from cronograma.models.plan import Actividad
from nucleo.texto.formato import MESES
from nucleo.texto.validadores import SIN_CONTROL


class CierreQuerySet(models.QuerySet["CierreMensual"]):
    def vigentes(self) -> "CierreQuerySet":
        return self.filter(reabierto_en__isnull=True)


class CierreMensual(models.Model):
    """Un mes cerrado y firmado. Reabrirlo lo deja a la vista y el siguiente cierre es otra versión."""

    ejercicio = models.PositiveSmallIntegerField()
    mes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    version = models.PositiveSmallIntegerField()
    programado = models.PositiveIntegerField()
    cuenta = models.PositiveIntegerField("lo que cuenta hasta la meta")
    pruebas = models.PositiveIntegerField("cuántas pruebas lo respaldan")
    porcentaje = models.PositiveSmallIntegerField("cumplimiento (%)", null=True)
    huella = models.CharField("SHA-256 de las cifras y las pruebas", max_length=64)
    sellado = models.BooleanField(default=False)
    firmado_en = models.DateTimeField()
    firmado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    contrafirmado_en = models.DateTimeField("segunda firma", null=True, blank=True)
    contrafirmado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reabierto_en = models.DateTimeField(null=True, blank=True)
    reabierto_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    motivo_de_reapertura = models.CharField(max_length=300, blank=True, validators=[SIN_CONTROL])

    objects = CierreQuerySet.as_manager()

    class Meta:
        verbose_name = "cierre de mes"
        verbose_name_plural = "cierres de mes"
        ordering = ["ejercicio", "mes", "version"]
        constraints = [
            models.UniqueConstraint(fields=["ejercicio", "mes", "version"], name="cierre_version_unica"),
            models.UniqueConstraint(
                fields=["ejercicio", "mes"],
                condition=Q(reabierto_en__isnull=True),
                name="cierre_uno_vigente",
                violation_error_message="Ese mes ya está cerrado.",
            ),
            models.CheckConstraint(name="cierre_mes_valido", condition=Q(mes__gte=1, mes__lte=12)),
            models.CheckConstraint(
                name="cierre_reabierto_con_motivo",
                condition=Q(reabierto_en__isnull=True, reabierto_por__isnull=True, motivo_de_reapertura="")
                | Q(reabierto_en__isnull=False, reabierto_por__isnull=False) & ~Q(motivo_de_reapertura=""),
            ),
            models.CheckConstraint(
                name="cierre_segunda_firma_de_otra_persona",
                condition=Q(contrafirmado_en__isnull=True, contrafirmado_por__isnull=True)
                | Q(contrafirmado_en__isnull=False, contrafirmado_por__isnull=False)
                & ~Q(contrafirmado_por=models.F("firmado_por")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ejercicio}-{self.mes:02d}, versión {self.version}"

    @property
    def nombre(self) -> str:
        return f"{MESES[self.mes - 1]} de {self.ejercicio}"


class CifraCerrada(models.Model):
    """Lo que dice una celda de un mes cerrado, para siempre."""

    cierre = models.ForeignKey(CierreMensual, on_delete=models.PROTECT, related_name="cifras")
    actividad = models.ForeignKey(Actividad, on_delete=models.PROTECT, related_name="cifras_cerradas")
    programado = models.PositiveIntegerField(null=True)
    realizado = models.PositiveIntegerField()
    de_antes = models.PositiveIntegerField("extemporáneas que cuenta", default=0)
    avance = models.CharField(max_length=14, choices=Avance)
    fundamento = models.CharField("fundamento de la suspensión", max_length=300, blank=True)

    class Meta:
        verbose_name = "cifra cerrada"
        verbose_name_plural = "cifras cerradas"
        ordering = ["cierre", "actividad"]
        constraints = [
            models.UniqueConstraint(fields=["cierre", "actividad"], name="cifra_cerrada_unica"),
            models.CheckConstraint(name="cifra_cerrada_avance", condition=Q(avance__in=Avance.values)),
        ]

    def __str__(self) -> str:
        return f"{self.cierre_id}/{self.actividad_id}: {self.realizado}"


class PruebaCerrada(models.Model):
    """Una prueba que contó en un mes cerrado, como se veía al firmar. Aunque después se borre, aquí está."""

    cierre = models.ForeignKey(CierreMensual, on_delete=models.PROTECT, related_name="pruebas_cerradas")
    actividad = models.ForeignKey(Actividad, on_delete=models.PROTECT, related_name="pruebas_cerradas")
    clase = models.CharField(max_length=14, choices=ClaseDePrueba)
    cosa = models.BigIntegerField("llave de la prueba")
    ocurrio_en = models.DateTimeField()
    titulo = models.CharField(max_length=400)
    direccion = models.CharField("a dónde lleva", max_length=600)
    cantidad = models.PositiveIntegerField(default=1)
    extemporanea = models.BooleanField("es de un mes que ya estaba cerrado", default=False)
    huella = models.CharField("SHA-256 de su archivo o su texto", max_length=64, blank=True)

    class Meta:
        verbose_name = "prueba cerrada"
        verbose_name_plural = "pruebas cerradas"
        ordering = ["cierre", "actividad", "clase", "ocurrio_en", "pk"]
        indexes = [models.Index(fields=["clase", "cosa"], name="prueba_cerrada_de_cosa")]
        constraints = [
            models.UniqueConstraint(fields=["cierre", "actividad", "clase", "cosa"], name="prueba_cerrada_unica"),
            models.CheckConstraint(name="prueba_cerrada_clase", condition=Q(clase__in=ClaseDePrueba.values)),
        ]

    def __str__(self) -> str:
        return self.titulo


class DocumentoDeCierre(models.Model):
    """El PDF que se firmó, tal cual."""

    cierre = models.OneToOneField(CierreMensual, on_delete=models.PROTECT, related_name="documento")
    octetos = models.BinaryField()
    huella = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = "documento de cierre"
        verbose_name_plural = "documentos de cierre"

    def __str__(self) -> str:
        return f"PDF de {self.cierre_id}"


class Explicacion(models.Model):
    """Por qué faltó, por qué se pasó o qué se revisó de un mes. La última de cada cosa es la que vale.

    Lo que se guardó antes se conserva, salvo lo que la misma persona sigue escribiendo: eso es un solo texto.
    """

    class Caso(models.TextChoices):
        FALTO = "falto", "Por qué faltó"
        SOBRO = "sobro", "Por qué se pasó"
        PICO = "pico", "Muchas en un día"
        SIN_ARCHIVO = "sin_archivo", "Prueba sin su archivo"

    actividad = models.ForeignKey(Actividad, on_delete=models.CASCADE, related_name="explicaciones")
    mes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    caso = models.CharField(max_length=12, choices=Caso)
    asunto = models.CharField("de qué prueba o día", max_length=60, blank=True)
    texto = models.CharField(max_length=600, validators=[SIN_CONTROL])
    propuesta = models.CharField("de dónde salió la propuesta", max_length=200, blank=True)
    escrita_en = models.DateTimeField()
    escrita_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "explicación"
        verbose_name_plural = "explicaciones"
        ordering = ["escrita_en", "pk"]
        indexes = [models.Index(fields=["actividad", "mes"], name="explicacion_de_celda")]
        constraints = [
            models.CheckConstraint(name="explicacion_mes_valido", condition=Q(mes__gte=1, mes__lte=12)),
            models.CheckConstraint(name="explicacion_con_texto", condition=~Q(texto="")),
        ]

    def __str__(self) -> str:
        return self.texto

    @property
    def marca(self) -> str:
        """Cuál es y qué dice: la lleva la pantalla para saber si alguien la cambió en otra."""
        return f"{self.pk}-{hashlib.sha256(self.texto.encode()).hexdigest()[:16]}"
