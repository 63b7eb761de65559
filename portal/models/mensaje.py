"""Lo que el público escribe a la oficina desde el portal."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.texto.correos import CampoDeCorreo
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from portal.estados import EstadoDeMensaje


class MensajeQuerySet(models.QuerySet["MensajeDelPublico"]):
    def bloquear(self, pk: int) -> "MensajeDelPublico":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class MensajeDelPublico(models.Model):
    """Un mensaje con su folio. Los datos sirven para contestar; se conservan lo que dure el asunto."""

    folio = models.CharField(max_length=20, unique=True)
    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    correo = CampoDeCorreo("correo para contestar")
    asunto = models.CharField("de qué se trata", max_length=120, validators=[UN_RENGLON])
    mensaje = models.TextField(max_length=4000, validators=[SIN_CONTROL])
    estado = models.CharField(max_length=12, choices=EstadoDeMensaje, default=EstadoDeMensaje.NUEVO)
    origen = models.CharField("huella de la conexión", max_length=32)
    recibido_en = models.DateTimeField()
    atendido_en = models.DateTimeField(null=True, blank=True)
    atendido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nota = models.CharField("qué se hizo", max_length=300, blank=True, validators=[SIN_CONTROL])

    objects = MensajeQuerySet.as_manager()

    class Meta:
        verbose_name = "mensaje del público"
        verbose_name_plural = "mensajes del público"
        ordering = ["-recibido_en", "-pk"]
        indexes = [
            models.Index(fields=["estado", "-recibido_en"], name="mensaje_por_estado"),
            models.Index(fields=["origen", "recibido_en"], name="mensaje_por_origen"),
        ]
        constraints = [
            models.CheckConstraint(name="mensaje_estado_conocido", condition=Q(estado__in=EstadoDeMensaje.values)),
            models.CheckConstraint(
                name="mensaje_atendido_con_quien",
                condition=~Q(estado="atendido") | Q(atendido_en__isnull=False, atendido_por__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folio} {self.asunto}"
