"""Lo que se dice de un boletín antes de publicarlo: comentarios, visto bueno de la dependencia y nombres."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from boletines.estados import RespuestaDeVistoBueno
from boletines.models.boletin import Boletin
from nucleo.texto.correos import CampoDeCorreo
from nucleo.texto.formato import clave_orden
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Dependencia


class Comentario(models.Model):
    """Algo dicho sobre un párrafo; lo sigue por su texto aunque cambie de lugar."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="comentarios")
    ancla = models.CharField("SHA-256 del párrafo", max_length=64, blank=True)
    lugar = models.PositiveSmallIntegerField("qué número de párrafo era", default=0)
    cita = models.CharField("cómo decía el párrafo", max_length=400, blank=True)
    texto = models.CharField(max_length=1000, validators=[SIN_CONTROL])
    escrito_en = models.DateTimeField()
    escrito_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resuelto_en = models.DateTimeField(null=True, blank=True)
    resuelto_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "comentario"
        ordering = ["escrito_en", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comentario_resuelto_con_quien",
                condition=Q(resuelto_en__isnull=True, resuelto_por__isnull=True)
                | Q(resuelto_en__isnull=False, resuelto_por__isnull=False),
            ),
            models.CheckConstraint(name="comentario_con_texto", condition=~Q(texto="")),
        ]

    def __str__(self) -> str:
        return self.texto[:80]


class VistoBuenoQuerySet(models.QuerySet["VistoBueno"]):
    def vigentes(self, ahora: datetime) -> "VistoBuenoQuerySet":
        return self.filter(vence_en__gt=ahora, retirado_en__isnull=True)

    def bloquear(self, pk: int) -> "VistoBueno":
        return self.select_for_update(of=("self",), no_key=True).select_related("boletin").get(pk=pk)


class VistoBueno(models.Model):
    """La pregunta a la dependencia: ¿los datos son correctos? Se contesta con un enlace, sin cuenta."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="vistos_buenos")
    nombre = models.CharField("a quién se le pide", max_length=120, validators=[UN_RENGLON])
    correo = CampoDeCorreo()
    huella = models.CharField("SHA-256 del enlace", max_length=64, unique=True)
    version = models.PositiveIntegerField("versión que se le mandó")
    pedido_en = models.DateTimeField()
    pedido_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vence_en = models.DateTimeField()
    retirado_en = models.DateTimeField(null=True, blank=True)
    respuesta = models.CharField(max_length=10, choices=RespuestaDeVistoBueno, default=RespuestaDeVistoBueno.PENDIENTE)
    correcciones = models.CharField(max_length=2000, blank=True, validators=[SIN_CONTROL])
    respondido_en = models.DateTimeField(null=True, blank=True)
    version_respondida = models.PositiveIntegerField(null=True, blank=True)
    atendido_en = models.DateTimeField(null=True, blank=True)
    atendido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nota_de_atencion = models.CharField("qué se hizo", max_length=500, blank=True, validators=[SIN_CONTROL])

    objects = VistoBuenoQuerySet.as_manager()

    class Meta:
        verbose_name = "visto bueno"
        verbose_name_plural = "vistos buenos"
        ordering = ["-pedido_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="visto_bueno_atendido_con_quien",
                condition=Q(atendido_en__isnull=True, atendido_por__isnull=True, nota_de_atencion="")
                | Q(respuesta="corregir", atendido_en__isnull=False, atendido_por__isnull=False)
                & ~Q(nota_de_atencion=""),
            ),
            models.CheckConstraint(
                name="visto_bueno_respondido_con_fecha",
                condition=Q(respuesta="pendiente", respondido_en__isnull=True)
                | (Q(respuesta__in=["conforme", "corregir"], respondido_en__isnull=False)),
            ),
            models.CheckConstraint(
                name="visto_bueno_correcciones_dichas", condition=~Q(respuesta="corregir") | ~Q(correcciones="")
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def respuesta_vista(self) -> str:
        """El instante de la respuesta: atender una que cambió mientras se leía se rechaza."""
        if self.respondido_en:
            return self.respondido_en.astimezone(UTC).isoformat()
        return ""


class Titular(models.Model):
    """Un nombre y su cargo como deben escribirse; contra esta lista se revisan los textos."""

    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    cargo = models.CharField(max_length=120, validators=[UN_RENGLON])
    dependencia = models.ForeignKey(
        Dependencia, null=True, blank=True, on_delete=models.PROTECT, related_name="titulares"
    )
    preside = models.BooleanField("preside el municipio", default=False)
    activo = models.BooleanField(default=True)
    orden = models.CharField(max_length=200, editable=False, default="")

    class Meta:
        verbose_name = "titular"
        verbose_name_plural = "titulares"
        ordering = ["-activo", "orden", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nombre", "cargo"],
                name="titular_unico",
                violation_error_message="Ese nombre ya está con ese cargo.",
            ),
            models.UniqueConstraint(
                fields=["preside"],
                condition=Q(preside=True, activo=True),
                name="titular_uno_preside",
                violation_error_message="Ya hay otra persona que preside el municipio.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre}, {self.cargo}"

    def clean(self) -> None:
        self.orden = clave_orden(self.nombre)
