"""Lo que se imprime y dónde se pone: la orden a la imprenta y cada lugar con su foto, hasta que se retira."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from media_library.models import Evidencia
from nucleo.texto.validadores import UN_RENGLON
from personas.models import Comunidad
from produccion.estados import Medida
from produccion.models.disenos import Diseno

COPIAS = [MinValueValidator(1), MaxValueValidator(100_000)]


class OrdenDeImpresion(models.Model):
    """Cuántas copias, de qué medida, en qué papel y cuánto costó; y a quién se le entregaron."""

    diseno = models.ForeignKey(Diseno, on_delete=models.PROTECT, related_name="ordenes")
    version = models.PositiveIntegerField()
    medida = models.CharField(max_length=12, choices=Medida)
    copias = models.PositiveIntegerField(validators=COPIAS)
    papel = models.CharField(max_length=80, blank=True, validators=[UN_RENGLON])
    costo = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    imprenta = models.CharField("quién imprime", max_length=120, blank=True, validators=[UN_RENGLON])
    pedida_en = models.DateTimeField()
    pedida_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entregada_en = models.DateTimeField(null=True, blank=True)
    entregada_a = models.CharField("a quién se entregaron", max_length=120, blank=True, validators=[UN_RENGLON])
    entrego = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "orden de impresión"
        verbose_name_plural = "órdenes de impresión"
        ordering = ["-pedida_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["diseno", "version", "medida"],
                condition=Q(entregada_en__isnull=True),
                name="orden_por_entregar_una_por_medida",
                violation_error_message="Ya hay una orden de esa medida por entregar.",
            ),
            models.CheckConstraint(name="orden_con_copias", condition=Q(copias__gte=1)),
            models.CheckConstraint(name="orden_costo_no_negativo", condition=Q(costo__isnull=True) | Q(costo__gte=0)),
            models.CheckConstraint(
                name="orden_entregada_con_quien",
                condition=Q(entregada_en__isnull=True, entregada_a="", entrego__isnull=True)
                | (Q(entregada_en__isnull=False, entrego__isnull=False) & ~Q(entregada_a="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copias} de {self.get_medida_display().lower()}"


class ColocacionQuerySet(models.QuerySet["Colocacion"]):
    def con_foto(self) -> "ColocacionQuerySet":
        return self.filter(foto__isnull=False)

    def puestas(self) -> "ColocacionQuerySet":
        """Las que siguen a la vista: con foto y sin retirar."""
        return self.con_foto().filter(retirada_en__isnull=True)


class Colocacion(models.Model):
    """Un lugar donde va un diseño: cuántas copias, su foto al ponerlo y la de cuando se quitó."""

    diseno = models.ForeignKey(Diseno, on_delete=models.PROTECT, related_name="colocaciones")
    lugar = models.CharField(max_length=120, validators=[UN_RENGLON])
    comunidad = models.ForeignKey(Comunidad, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    copias = models.PositiveIntegerField(default=1, validators=COPIAS)
    apuntada_en = models.DateTimeField()
    apuntada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    foto = models.ForeignKey(Evidencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fecha = models.DateField("día en que se puso", null=True, blank=True)
    puesta_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    foto_del_retiro = models.ForeignKey(Evidencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    nota_del_retiro = models.CharField(
        "por qué no hay foto del retiro", max_length=200, blank=True, validators=[UN_RENGLON]
    )
    retirada_en = models.DateTimeField(null=True, blank=True)
    retirada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ColocacionQuerySet.as_manager()

    class Meta:
        verbose_name = "colocación"
        verbose_name_plural = "colocaciones"
        ordering = ["fecha", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["diseno", "lugar"],
                name="colocacion_una_por_lugar",
                violation_error_message="Ese lugar ya está en la lista.",
            ),
            models.CheckConstraint(name="colocacion_con_copias", condition=Q(copias__gte=1)),
            models.CheckConstraint(
                name="colocacion_con_foto_y_dia",
                condition=Q(foto__isnull=True, fecha__isnull=True, puesta_por__isnull=True)
                | Q(foto__isnull=False, fecha__isnull=False, puesta_por__isnull=False),
            ),
            models.CheckConstraint(
                name="colocacion_retirada_con_prueba",
                condition=Q(
                    retirada_en__isnull=True,
                    retirada_por__isnull=True,
                    foto_del_retiro__isnull=True,
                    nota_del_retiro="",
                )
                | (
                    Q(retirada_en__isnull=False, retirada_por__isnull=False, foto__isnull=False)
                    & (Q(foto_del_retiro__isnull=False) | ~Q(nota_del_retiro=""))
                ),
            ),
            models.CheckConstraint(
                name="colocacion_otra_foto_al_retirar",
                condition=Q(foto_del_retiro__isnull=True) | ~Q(foto_del_retiro=F("foto")),
            ),
        ]

    def __str__(self) -> str:
        return self.lugar
