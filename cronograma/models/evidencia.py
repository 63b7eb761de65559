"""Lo que una persona agrega a la cuenta, con su prueba, y lo que saca de ella, con su motivo."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual

from cronograma.estados import ClaseDePrueba
from cronograma.models.plan import Actividad
from media_library.models import Evidencia
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON

MOTIVO_MINIMO = 10  # caracteres: una «x» no dice por qué se agregó a mano


class EvidenciaManualQuerySet(models.QuerySet["EvidenciaManual"]):
    def por_abrir(self) -> "EvidenciaManualQuerySet":
        """Las que traen un enlace que nadie ha abierto."""
        return self.filter(enlace_visto_en__isnull=True).exclude(enlace="")


class EvidenciaManual(models.Model):
    """Trabajo real que el sistema no pudo contar solo: cantidad, motivo y su archivo o enlace."""

    actividad = models.ForeignKey(Actividad, on_delete=models.PROTECT, related_name="evidencias_manuales")
    mes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    fecha = models.DateField()
    cantidad = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(500)])
    titulo = models.CharField("qué es", max_length=160, validators=[UN_RENGLON])
    motivo = models.CharField("por qué se agrega a mano", max_length=400, validators=[SIN_CONTROL])
    archivo = models.ForeignKey(
        Evidencia,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="en_el_cronograma",
        verbose_name="original en la biblioteca",
    )
    enlace = models.URLField(max_length=400, blank=True)
    enlace_abrio = models.BooleanField(null=True, blank=True)
    enlace_dice = models.CharField("qué se halló al abrirlo", max_length=200, blank=True, default="", editable=False)
    enlace_visto_en = models.DateTimeField("cuándo se abrió el enlace", null=True, blank=True)
    agregada_en = models.DateTimeField()
    agregada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = EvidenciaManualQuerySet.as_manager()

    class Meta:
        verbose_name = "evidencia agregada a mano"
        verbose_name_plural = "evidencias agregadas a mano"
        ordering = ["-fecha", "-pk"]
        indexes = [
            models.Index(fields=["actividad", "mes"], name="evidencia_manual_celda"),
            models.Index(
                fields=["id"],
                condition=Q(enlace_visto_en__isnull=True) & ~Q(enlace=""),
                name="evidencia_con_enlace_por_abrir",
            ),
        ]
        constraints = [
            models.CheckConstraint(name="evidencia_manual_en_su_mes", condition=Q(mes=F("fecha__month"))),
            models.CheckConstraint(
                name="evidencia_manual_con_prueba",
                condition=Q(archivo__isnull=False) | ~Q(enlace=""),
                violation_error_message="Agrega un archivo o un enlace: sin prueba no cuenta.",
            ),
            models.CheckConstraint(
                name="evidencia_manual_con_motivo", condition=GreaterThanOrEqual(Length(Trim("motivo")), MOTIVO_MINIMO)
            ),
        ]

    def __str__(self) -> str:
        return self.titulo


class NoCuentaQuerySet(models.QuerySet["NoCuenta"]):
    def vigentes(self) -> "NoCuentaQuerySet":
        return self.filter(vuelve_en__isnull=True)


class NoCuenta(models.Model):
    """Una prueba que alguien sacó de la cuenta, con su motivo. Se puede volver a contar: las dos cosas quedan."""

    clase = models.CharField(max_length=14, choices=ClaseDePrueba)
    cosa = models.BigIntegerField("llave de la prueba")
    actividad = models.ForeignKey(Actividad, on_delete=models.PROTECT, related_name="fuera_de_la_cuenta")
    mes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    titulo = models.CharField(max_length=300)
    motivo = models.CharField("por qué no cuenta", max_length=300, validators=[SIN_CONTROL])
    quitada_en = models.DateTimeField()
    quitada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vuelve_en = models.DateTimeField("desde cuándo vuelve a contar", null=True, blank=True)
    vuelve_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = NoCuentaQuerySet.as_manager()

    class Meta:
        verbose_name = "prueba fuera de la cuenta"
        verbose_name_plural = "pruebas fuera de la cuenta"
        ordering = ["-quitada_en", "-pk"]
        indexes = [models.Index(fields=["actividad", "mes"], name="no_cuenta_de_celda")]
        constraints = [
            models.UniqueConstraint(
                fields=["clase", "cosa"],
                condition=Q(vuelve_en__isnull=True),
                name="no_cuenta_una_vigente",
                violation_error_message="Esa prueba ya está fuera de la cuenta.",
            ),
            models.CheckConstraint(name="no_cuenta_clase_conocida", condition=Q(clase__in=ClaseDePrueba.values)),
            models.CheckConstraint(name="no_cuenta_con_motivo", condition=~Q(motivo="")),
            models.CheckConstraint(
                name="no_cuenta_vuelve_por_alguien",
                condition=Q(vuelve_en__isnull=True, vuelve_por__isnull=True)
                | Q(vuelve_en__isnull=False, vuelve_por__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.titulo
