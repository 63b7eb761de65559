"""Cómo se le hizo llegar su invitación a cada quien, y a quién se dejó fuera y por qué."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from media_library.models import Evidencia
from medios.estados import CanalDeInvitacion, RazonDeExclusion, ResultadoDeEntrega
from medios.models.convocatoria import Convocatoria, Invitacion
from medios.models.directorio import Contacto


class Entrega(models.Model):
    """Un intento de entregar una invitación por un canal: qué pasó, cuándo y quién lo hizo.

    Los intentos por teléfono son las llamadas (`medios.Llamada`): aquí sólo está que toca llamarle.
    """

    invitacion = models.ForeignKey(Invitacion, on_delete=models.CASCADE, related_name="entregas", db_index=False)
    canal = models.CharField(max_length=12, choices=CanalDeInvitacion)
    intento = models.PositiveSmallIntegerField(default=1)
    resultado = models.CharField(max_length=12, choices=ResultadoDeEntrega, default=ResultadoDeEntrega.POR_HACER)
    nota = models.CharField(max_length=200, blank=True)
    ejercicio = models.PositiveSmallIntegerField("año del oficio", null=True, blank=True)
    consecutivo = models.PositiveIntegerField("número del oficio", null=True, blank=True)
    acuse = models.ForeignKey(
        Evidencia,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="foto del acuse sellado",
    )
    creada_en = models.DateTimeField()
    hecha_en = models.DateTimeField(null=True, blank=True)
    hecha_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "entrega"
        ordering = ["invitacion", "intento", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["invitacion", "canal", "intento"], name="entrega_un_intento"),
            models.UniqueConstraint(fields=["ejercicio", "consecutivo"], name="entrega_folio_unico"),
            models.CheckConstraint(
                name="entrega_oficio_con_folio",
                condition=~Q(canal=CanalDeInvitacion.IMPRESA) | Q(consecutivo__isnull=False, ejercicio__isnull=False),
            ),
            models.CheckConstraint(
                name="entrega_resultado_conocido", condition=Q(resultado__in=ResultadoDeEntrega.values)
            ),
            models.CheckConstraint(
                name="entrega_hecha_con_fecha",
                condition=Q(resultado=ResultadoDeEntrega.POR_HACER) | Q(hecha_en__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_canal_display()}: {self.get_resultado_display()}"

    @property
    def folio(self) -> str:
        """«CS/OF/041/2026»; vacío si no es un oficio."""
        return f"CS/OF/{self.consecutivo:03d}/{self.ejercicio}" if self.consecutivo else ""


class Exclusion(models.Model):
    """Un contacto de la lista elegida al que no se invitó, y la razón: a los medios se les trata igual."""

    convocatoria = models.ForeignKey(Convocatoria, on_delete=models.CASCADE, related_name="exclusiones")
    contacto = models.ForeignKey(Contacto, on_delete=models.CASCADE, related_name="+")
    razon = models.CharField("razón", max_length=16, choices=RazonDeExclusion)

    class Meta:
        verbose_name = "exclusión"
        verbose_name_plural = "exclusiones"
        constraints = [
            models.UniqueConstraint(fields=["convocatoria", "contacto"], name="exclusion_una_por_contacto"),
            models.CheckConstraint(name="exclusion_razon_conocida", condition=Q(razon__in=RazonDeExclusion.values)),
        ]

    def __str__(self) -> str:
        return f"{self.contacto_id}: {self.get_razon_display()}"
