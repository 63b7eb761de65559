"""El POA: actividades, metas por mes y la evidencia que se agrega a mano."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual

from cronograma.estados import Regla
from media_library.models import Evidencia
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON

MOTIVO_MINIMO = 10  # caracteres: una «x» no dice por qué se agregó a mano


class Actividad(models.Model):
    """Un renglón del POA de un ejercicio."""

    ejercicio = models.PositiveSmallIntegerField()
    numero = models.PositiveSmallIntegerField("N.º")
    nombre = models.CharField(max_length=200, validators=[UN_RENGLON])
    nombre_corto = models.CharField(max_length=60, validators=[UN_RENGLON])
    unidad = models.CharField("unidad de medida", max_length=60, validators=[UN_RENGLON])
    regla = models.CharField("cómo se cuenta", max_length=12, choices=Regla)
    se_suspende = models.BooleanField("se suspende en veda", default=False)
    responsable = models.CharField(max_length=120, blank=True, validators=[UN_RENGLON])

    class Meta:
        verbose_name = "actividad"
        verbose_name_plural = "actividades"
        ordering = ["ejercicio", "numero"]
        constraints = [models.UniqueConstraint(fields=["ejercicio", "numero"], name="actividad_unica")]

    def __str__(self) -> str:
        return self.nombre


class MetaMensual(models.Model):
    """Lo programado de una actividad en un mes. El POA dice «X»; la cantidad la fija la dirección."""

    actividad = models.ForeignKey(Actividad, on_delete=models.CASCADE, related_name="metas")
    mes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    programado = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "meta"
        ordering = ["actividad", "mes"]
        constraints = [
            models.UniqueConstraint(fields=["actividad", "mes"], name="meta_unica"),
            models.CheckConstraint(name="meta_mes_valido", condition=Q(mes__gte=1, mes__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.actividad_id}/{self.mes}: {self.programado}"


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
    agregada_en = models.DateTimeField()
    agregada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    anulada_en = models.DateTimeField(null=True, blank=True)
    motivo_de_anulacion = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "evidencia agregada a mano"
        verbose_name_plural = "evidencias agregadas a mano"
        ordering = ["-fecha", "-pk"]
        indexes = [models.Index(fields=["actividad", "mes"], name="evidencia_manual_celda")]
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
