"""La convocatoria a un evento: a quién se invitó, de qué cambio se avisó y qué contestó."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agenda.models import Evento
from medios.estados import (
    ASISTENTES_MAXIMOS,
    CanalDeInvitacion,
    ClaseDeAviso,
    EstadoRespuesta,
    ViaDeRespuesta,
)
from medios.models.directorio import Contacto
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON

LUGAR_CON_COMUNIDAD = 330  # el sitio (200), una coma y la comunidad (120)


class Convocatoria(models.Model):
    """La invitación a medios de un evento: el texto que se envió y los datos del evento en ese momento."""

    evento = models.ForeignKey(Evento, on_delete=models.PROTECT, related_name="convocatorias")
    asunto = models.CharField(max_length=150, validators=[UN_RENGLON])
    mensaje = models.TextField(max_length=4000, validators=[SIN_CONTROL])
    titulo = models.CharField(max_length=200)
    inicio = models.DateTimeField()
    fin = models.DateTimeField()
    lugar = models.CharField(max_length=LUGAR_CON_COMUNIDAD)
    requisitos = models.CharField(
        "requisitos para entrar",
        max_length=500,
        blank=True,
        validators=[SIN_CONTROL],
        help_text="Acreditación, hora de llegada, dónde estacionar la unidad…",
    )
    contestar_hasta = models.DateTimeField("contestar antes de", null=True, blank=True)
    creada_en = models.DateTimeField()
    creada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "convocatoria"
        ordering = ["-creada_en"]

    def __str__(self) -> str:
        return self.asunto


class InvitacionQuerySet(models.QuerySet["Invitacion"]):
    def del_evento(self, evento: Evento) -> "InvitacionQuerySet":
        return self.filter(evento=evento)

    def que_se_esperan(self) -> "InvitacionQuerySet":
        """Sin las que no contestó quien pidió que se borraran sus datos: ya no se le espera ni se le busca."""
        return self.exclude(estado=EstadoRespuesta.PENDIENTE, contacto__borrado_en__isnull=False)


class Invitacion(models.Model):
    """La invitación de un contacto a un evento, con su respuesta vigente. Una por contacto y evento."""

    convocatoria = models.ForeignKey(Convocatoria, on_delete=models.PROTECT, related_name="invitaciones")
    evento = models.ForeignKey(
        Evento, on_delete=models.PROTECT, related_name="invitaciones", db_index=False
    )  # el índice `invitacion_del_evento` empieza por él
    contacto = models.ForeignKey(Contacto, on_delete=models.PROTECT, related_name="invitaciones")
    canal = models.CharField(max_length=12, choices=CanalDeInvitacion)
    huella = models.CharField("SHA-256 del enlace personal", max_length=64, unique=True)
    vence_en = models.DateTimeField("el enlace vence")
    estado = models.CharField("respuesta", max_length=12, choices=EstadoRespuesta, default=EstadoRespuesta.PENDIENTE)
    asistentes = models.PositiveSmallIntegerField(default=0)
    equipo = models.CharField(max_length=200, blank=True, validators=[UN_RENGLON])
    comentario = models.CharField(max_length=500, blank=True, validators=[SIN_CONTROL])
    respondio_en = models.DateTimeField(null=True, blank=True)
    acto_contestado = models.CharField("huella del acto que vio al contestar", max_length=64, blank=True)
    la_llama = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    la_llama_hasta = models.DateTimeField("nadie más la toma hasta", null=True, blank=True)
    creada_en = models.DateTimeField()

    objects = InvitacionQuerySet.as_manager()

    class Meta:
        verbose_name = "invitación"
        verbose_name_plural = "invitaciones"
        indexes = [models.Index(fields=["evento", "estado"], name="invitacion_del_evento")]
        constraints = [
            models.UniqueConstraint(fields=["evento", "contacto"], name="invitacion_una_por_contacto"),
            models.CheckConstraint(
                name="invitacion_respondida_con_fecha",
                condition=Q(estado=EstadoRespuesta.PENDIENTE) | Q(respondio_en__isnull=False),
            ),
            models.CheckConstraint(
                name="invitacion_asistentes_razonables", condition=Q(asistentes__lte=ASISTENTES_MAXIMOS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contacto_id} en {self.evento_id}"


class AvisoDeCambio(models.Model):
    """Lo que se le dice a un invitado cuando el acto cambia: uno por invitación y versión del acto."""

    invitacion = models.ForeignKey(Invitacion, on_delete=models.PROTECT, related_name="avisos")
    clase = models.CharField(max_length=10, choices=ClaseDeAviso)
    secuencia = models.PositiveIntegerField("versión del acto")
    inicio = models.DateTimeField()
    fin = models.DateTimeField()
    lugar = models.CharField(max_length=LUGAR_CON_COMUNIDAD)
    motivo = models.CharField(max_length=200, blank=True)
    canal = models.CharField(max_length=12, choices=CanalDeInvitacion)
    huella = models.CharField("SHA-256 de su enlace", max_length=64, null=True, blank=True, unique=True)
    creado_en = models.DateTimeField()
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    avisado_en = models.DateTimeField("se enteró", null=True, blank=True)

    class Meta:
        verbose_name = "aviso de cambio"
        verbose_name_plural = "avisos de cambio"
        ordering = ["invitacion", "secuencia"]
        constraints = [
            models.UniqueConstraint(fields=["invitacion", "secuencia"], name="aviso_uno_por_invitacion_y_version"),
            models.CheckConstraint(
                name="aviso_por_correo_con_enlace",
                condition=~Q(canal=CanalDeInvitacion.CORREO) | Q(huella__isnull=False),
            ),
            models.CheckConstraint(name="aviso_de_cambio_clase_conocida", condition=Q(clase__in=ClaseDeAviso.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()}: {self.invitacion_id}"

    @property
    def falta_llamar(self) -> bool:
        """Si alguien de la oficina debe decírselo de viva voz."""
        return self.canal != CanalDeInvitacion.CORREO and self.avisado_en is None


class Respuesta(models.Model):
    """Cada contestación que dio un medio, por qué vía y quién la registró. Sólo crece."""

    invitacion = models.ForeignKey(Invitacion, on_delete=models.PROTECT, related_name="respuestas")
    estado = models.CharField(max_length=12, choices=EstadoRespuesta)
    via = models.CharField("vía", max_length=12, choices=ViaDeRespuesta)
    asistentes = models.PositiveSmallIntegerField(default=0)
    equipo = models.CharField(max_length=200, blank=True)
    comentario = models.CharField(max_length=500, blank=True)
    acto = models.CharField("huella del acto que vio", max_length=64, blank=True)
    registrada_en = models.DateTimeField()
    registrada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "respuesta"
        ordering = ["-registrada_en", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_estado_display()} {self.get_via_display().lower()}"
