"""Cortes de audio y video, y los subtítulos: lo que se saca de un original sin tocarlo."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from media_library.estados import Ajuste, Clase, Encuadre, Sonoridad
from media_library.models.evidencia import Evidencia
from media_library.models.receta import Receta
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Persona


class CorteQuerySet(models.QuerySet["Corte"]):
    def vivos(self) -> "CorteQuerySet":
        return self.filter(papelera_en__isnull=True)

    def visibles_para(self, persona: Persona) -> "CorteQuerySet":
        return self.filter(evidencia__in=Evidencia.objects.visibles_para(persona).vivas())


class Corte(models.Model):
    """Un pedazo de una grabación, listo para los medios: de dónde a dónde, quién habla y cómo suena.

    Los segundos se cuentan desde el principio del original. Cambiar cómo suena o se ve aumenta `revision`:
    el archivo de la anterior deja de usarse.
    """

    evidencia = models.ForeignKey(Evidencia, on_delete=models.PROTECT, related_name="cortes")
    titulo = models.CharField("título", max_length=120, validators=[UN_RENGLON])
    inicio = models.DecimalField("empieza en", max_digits=9, decimal_places=2)
    fin = models.DecimalField("termina en", max_digits=9, decimal_places=2)
    fundido = models.DecimalField(
        "fundido en segundos",
        max_digits=3,
        decimal_places=1,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(5)],
    )
    sonoridad = models.CharField(max_length=10, choices=Sonoridad, default=Sonoridad.RADIO)
    quien_habla = models.CharField("quién habla", max_length=160, blank=True, validators=[UN_RENGLON])
    transcripcion = models.TextField("transcripción", max_length=5000, blank=True, validators=[SIN_CONTROL])
    encuadre = models.CharField(max_length=5, choices=Encuadre, default=Encuadre.ORIGINAL, blank=True)
    ajuste = models.CharField(max_length=10, choices=Ajuste, default=Ajuste.COMPLETO)
    con_logotipo = models.BooleanField("con el logotipo en la esquina", default=False)
    con_cortina = models.BooleanField("con cortina de entrada", default=False)
    revision = models.PositiveSmallIntegerField(default=1)
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()
    papelera_en = models.DateTimeField("en la papelera desde", null=True, blank=True)

    objects = CorteQuerySet.as_manager()

    class Meta:
        verbose_name = "corte"
        ordering = ["inicio", "pk"]
        constraints = [
            models.CheckConstraint(
                name="corte_empieza_antes_de_terminar",
                condition=Q(inicio__gte=0, fin__gt=F("inicio")),
                violation_error_message="El corte debe terminar después de empezar.",
            ),
            models.CheckConstraint(name="corte_fundido_de_cero_a_cinco", condition=Q(fundido__gte=0, fundido__lte=5)),
            models.CheckConstraint(name="corte_sonoridad_conocida", condition=Q(sonoridad__in=Sonoridad.values)),
            models.CheckConstraint(
                name="corte_encuadre_conocido", condition=Q(encuadre__in=Encuadre.values, ajuste__in=Ajuste.values)
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    @property
    def receta(self) -> Receta:
        """De qué derivado es el archivo de esta revisión; `evidencia.original` ya traído."""
        extension = "mp3"
        if self.evidencia.original.clase == Clase.VIDEO:
            extension = "mp4"
        return Receta.de_corte(self.pk, self.revision, extension)

    @property
    def segundos(self) -> float:
        return float(self.fin - self.inicio)


class Subtitulos(models.Model):
    """El texto de lo que se oye en un video o audio, con sus tiempos, en formato SRT (docs/dominio.md, regla 38)."""

    evidencia = models.OneToOneField(Evidencia, on_delete=models.PROTECT, related_name="subtitulos")
    texto = models.TextField("subtítulos", max_length=200_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    modificado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    modificado_en = models.DateTimeField()

    class Meta:
        verbose_name = "subtítulos"
        verbose_name_plural = "subtítulos"

    def __str__(self) -> str:
        return f"Subtítulos de {self.evidencia_id}"
