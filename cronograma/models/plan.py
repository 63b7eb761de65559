"""El plan de un ejercicio: sus umbrales, sus actividades, la meta de cada mes y por qué cambió."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cronograma.estados import Regla
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Persona
from personas.permisos import VER_CRONOGRAMA
from pmd.models import ElementoDelPMD

META_MAXIMA = 999  # de un mes
PARCIAL_DESDE = 70  # por ciento: docs/dominio.md, «El cronograma»
SOBRECUMPLIDO_DESDE = 110
DIAS_QUE_SUSPENDEN = 15
CIERRA_HASTA_EL = 5  # de cada mes se cierra el anterior
DIAS_SIN_COBERTURA = 90
HORAS_DEL_BOLETIN = 24


class PlanAnual(models.Model):
    """Lo que rige en todo un ejercicio: con qué umbrales se dice cómo va y hasta qué día se cierra cada mes."""

    ejercicio = models.PositiveSmallIntegerField(unique=True)
    administracion = models.CharField("administración", max_length=80, blank=True, validators=[UN_RENGLON])
    parcial_desde = models.PositiveSmallIntegerField(
        "parcial desde (%)", default=PARCIAL_DESDE, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    sobrecumplido_desde = models.PositiveSmallIntegerField(
        "sobrecumplido con más de (%)",
        default=SOBRECUMPLIDO_DESDE,
        validators=[MinValueValidator(100), MaxValueValidator(500)],
    )
    dias_que_suspenden = models.PositiveSmallIntegerField(
        "días de veda que suspenden un mes",
        default=DIAS_QUE_SUSPENDEN,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    cierra_hasta_el = models.PositiveSmallIntegerField(
        "cada mes se cierra a más tardar el día",
        default=CIERRA_HASTA_EL,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
    )
    dias_sin_cobertura = models.PositiveSmallIntegerField(
        "una comunidad espera cuando lleva más de (días sin cobertura)",
        default=DIAS_SIN_COBERTURA,
        validators=[MinValueValidator(7), MaxValueValidator(730)],
    )
    horas_del_boletin = models.PositiveSmallIntegerField(
        "del evento al boletín, a más tardar (horas)",
        default=HORAS_DEL_BOLETIN,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
    )
    pide_segunda_firma = models.BooleanField("pedir la segunda firma a Contraloría", default=False)

    class Meta:
        verbose_name = "plan anual"
        verbose_name_plural = "planes anuales"
        ordering = ["-ejercicio"]
        constraints = [
            models.CheckConstraint(
                name="plan_umbrales_en_orden",
                condition=Q(parcial_desde__gte=1, parcial_desde__lt=100, sobrecumplido_desde__gte=100),
            ),
            models.CheckConstraint(
                name="plan_plazos_del_tablero",
                condition=Q(
                    dias_sin_cobertura__gte=7,
                    dias_sin_cobertura__lte=730,
                    horas_del_boletin__gte=1,
                    horas_del_boletin__lte=720,
                ),
            ),
            models.CheckConstraint(
                name="plan_dias_posibles",
                condition=Q(
                    dias_que_suspenden__gte=1,
                    dias_que_suspenden__lte=31,
                    cierra_hasta_el__gte=1,
                    cierra_hasta_el__lte=28,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.ejercicio}"


class ActividadQuerySet(models.QuerySet["Actividad"]):
    def vigentes(self) -> "ActividadQuerySet":
        return self.filter(retirada_en__isnull=True)

    def visibles_para(self, persona: Persona) -> "ActividadQuerySet":
        if persona.puede(VER_CRONOGRAMA):
            return self
        return self.none()


class Actividad(models.Model):
    """Un renglón del POA de un ejercicio, con su ficha de indicador."""

    ejercicio = models.PositiveSmallIntegerField()
    numero = models.PositiveSmallIntegerField("N.º")
    nombre = models.CharField(max_length=200, validators=[UN_RENGLON])
    nombre_corto = models.CharField(max_length=60, validators=[UN_RENGLON])
    unidad = models.CharField("unidad de medida", max_length=60, validators=[UN_RENGLON])
    regla = models.CharField("cómo se cuenta", max_length=12, choices=Regla)
    se_suspende = models.BooleanField("se suspende en veda", default=False)
    responsable = models.CharField(max_length=120, blank=True, validators=[UN_RENGLON])
    peso = models.DecimalField(
        "peso en el año (%)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Vacío: pesa lo que su parte de lo programado.",
    )
    lineas = models.ManyToManyField(
        ElementoDelPMD, blank=True, related_name="actividades", verbose_name="líneas del PMD"
    )
    linea_del_pmd = models.CharField("línea del PMD", max_length=200, blank=True, validators=[UN_RENGLON])
    indicador = models.CharField("nombre del indicador", max_length=160, blank=True, validators=[UN_RENGLON])
    formula = models.CharField("fórmula", max_length=300, blank=True, validators=[UN_RENGLON])
    fuente = models.CharField("medio de verificación", max_length=200, blank=True, validators=[UN_RENGLON])
    linea_base = models.CharField("línea base", max_length=120, blank=True, validators=[UN_RENGLON])
    retirada_en = models.DateTimeField("retirada del plan", null=True, blank=True)
    motivo_de_retiro = models.CharField(max_length=300, blank=True, validators=[UN_RENGLON])

    objects = ActividadQuerySet.as_manager()

    class Meta:
        verbose_name = "actividad"
        verbose_name_plural = "actividades"
        ordering = ["ejercicio", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["ejercicio", "numero"], name="actividad_unica"),
            models.UniqueConstraint(
                fields=["ejercicio", "regla"],
                condition=Q(retirada_en__isnull=True) & ~Q(regla=Regla.MANUAL),
                name="actividad_una_por_regla",
                violation_error_message="Otra actividad del año ya cuenta así, y cada cosa cuenta una vez.",
            ),
            models.CheckConstraint(name="actividad_regla_conocida", condition=Q(regla__in=Regla.values)),
            models.CheckConstraint(
                name="actividad_peso_posible", condition=Q(peso__isnull=True) | Q(peso__gte=0, peso__lte=100)
            ),
            models.CheckConstraint(
                name="actividad_retirada_con_motivo",
                condition=Q(retirada_en__isnull=True) | ~Q(motivo_de_retiro=""),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def que_es(self) -> str:
        """Lo que la hace la misma de un año a otro, aunque cambie de lugar: cómo se cuenta; a mano, su nombre."""
        return que_es(self.regla, self.nombre)


def que_es(regla: str, nombre: str) -> str:
    return nombre if regla == Regla.MANUAL else regla


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


class CambioDeMeta(models.Model):
    """Una meta que cambió con el ejercicio ya empezado: cuánto era, cuánto es, por qué, y a qué mes se pasó."""

    actividad = models.ForeignKey(Actividad, on_delete=models.CASCADE, related_name="cambios_de_meta")
    mes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    antes = models.PositiveIntegerField()
    despues = models.PositiveIntegerField()
    # Reprogramar es pasar lo de un mes a otro; vacío, sólo cambió la cantidad.
    pasa_a = models.PositiveSmallIntegerField("mes al que pasa", null=True, blank=True)
    motivo = models.CharField(max_length=300, validators=[SIN_CONTROL])
    hecho_en = models.DateTimeField()
    hecho_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "cambio de meta"
        verbose_name_plural = "cambios de meta"
        ordering = ["hecho_en", "pk"]
        indexes = [models.Index(fields=["actividad", "mes"], name="cambio_de_meta_de_celda")]
        constraints = [
            models.CheckConstraint(
                name="cambio_de_meta_en_un_mes",
                condition=Q(mes__gte=1, mes__lte=12) & (Q(pasa_a__isnull=True) | Q(pasa_a__gte=1, pasa_a__lte=12)),
            ),
            models.CheckConstraint(name="cambio_de_meta_con_motivo", condition=~Q(motivo="")),
        ]

    def __str__(self) -> str:
        return f"{self.actividad_id}/{self.mes}: {self.antes} a {self.despues}"
