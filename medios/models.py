"""Directorio de medios, convocatorias e invitaciones con sus respuestas."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from agenda.models import Evento
from medios.estados import (
    CanalDeInvitacion,
    ClaseDeAviso,
    Cobertura,
    EstadoAnotacion,
    EstadoRespuesta,
    TipoDeMedio,
    ViaDeRespuesta,
)
from nucleo.texto.correos import CampoDeCorreo, correo_legible
from nucleo.texto.formato import clave_orden, plegar
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON, telefono_valido

LUGAR_CON_COMUNIDAD = 330  # el sitio (200), una coma y la comunidad (120)


class MedioQuerySet(models.QuerySet["Medio"]):
    def activos(self) -> "MedioQuerySet":
        return self.filter(activo=True)

    def que_digan(self, texto: str) -> "MedioQuerySet":
        """Los medios cuyo nombre o contactos contienen el texto, con o sin acentos."""
        plegado = plegar(texto)
        return self.filter(Q(busqueda__contains=plegado) | Q(contactos__busqueda__contains=plegado)).distinct()


class Medio(models.Model):
    """Un medio de comunicación (radio, periódico, portal…); nunca un archivo."""

    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    tipo = models.CharField(max_length=20, choices=TipoDeMedio)
    cobertura = models.CharField("cobertura geográfica", max_length=12, choices=Cobertura)
    municipio = models.CharField(max_length=80, blank=True, validators=[UN_RENGLON])
    sitio = models.URLField("página", blank=True)
    notas = models.TextField(blank=True, max_length=2000, validators=[SIN_CONTROL])
    activo = models.BooleanField(default=True)
    orden = models.CharField(max_length=200, editable=False, default="")
    busqueda = models.CharField(max_length=400, editable=False, default="")

    objects = MedioQuerySet.as_manager()

    class Meta:
        verbose_name = "medio"
        ordering = ["orden", "pk"]
        indexes = [models.Index(fields=["orden", "id"], name="medio_orden")]
        constraints = [
            models.UniqueConstraint(
                Lower("nombre"), name="medio_nombre_unico", violation_error_message="Ya hay un medio con ese nombre."
            )
        ]

    def __str__(self) -> str:
        return self.nombre

    def clean(self) -> None:
        self.orden = clave_orden(self.nombre)
        self.busqueda = plegar(f"{self.nombre} {self.municipio}")[:400]


class ContactoQuerySet(models.QuerySet["Contacto"]):
    def invitables(self) -> "ContactoQuerySet":
        return self.filter(activo=True, medio__activo=True)

    def del_buzon(self, correo: str) -> "ContactoQuerySet":
        """Quienes reciben en esa dirección; ninguno si está vacía."""
        return self.filter(correo__iexact=correo) if correo else self.none()


class Contacto(models.Model):
    """Una persona de un medio. Se guarda lo mínimo para invitarla (LGPDPPSO art. 14)."""

    medio = models.ForeignKey(Medio, on_delete=models.PROTECT, related_name="contactos")
    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    cargo = models.CharField(max_length=80, blank=True, validators=[UN_RENGLON])
    correo = CampoDeCorreo(blank=True)
    telefono = models.CharField("teléfono", max_length=32, blank=True, validators=[telefono_valido])
    tiene_whatsapp = models.BooleanField("tiene WhatsApp en ese número", default=False)
    comparte_buzon = models.BooleanField(
        "comparte ese correo con otra persona",
        default=False,
        help_text="Como el de una redacción: a cada quien le llega su invitación, y el boletín una sola vez.",
    )
    no_enviar_correos = models.BooleanField(default=False)
    recibe_boletines = models.BooleanField(default=True)
    activo = models.BooleanField(default=True)
    orden = models.CharField(max_length=200, editable=False, default="")
    busqueda = models.CharField(max_length=400, editable=False, default="")

    objects = ContactoQuerySet.as_manager()

    class Meta:
        verbose_name = "contacto"
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("correo"),
                condition=~Q(correo="") & Q(comparte_buzon=False),
                name="contacto_correo_unico",
                violation_error_message="Ya hay un contacto con ese correo.",
            )
        ]

    def __str__(self) -> str:
        return self.nombre

    def clean(self) -> None:
        self.orden = clave_orden(self.nombre)
        self.busqueda = plegar(f"{self.nombre} {self.correo} {correo_legible(self.correo)} {self.telefono}")[:400]
        if self.comparte_buzon:
            return
        for otro in Contacto.objects.del_buzon(self.correo).exclude(pk=self.pk).select_related("medio")[:1]:
            frase = f"Ese correo ya es de {otro} ({otro.medio}). Si es el de toda la redacción, marca que lo comparten."
            raise ValidationError({"correo": frase})


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
            models.CheckConstraint(name="invitacion_asistentes_razonables", condition=Q(asistentes__lte=50)),
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


class AnotacionQuerySet(models.QuerySet["Anotacion"]):
    def por_reconocer(self) -> "AnotacionQuerySet":
        return self.filter(estado=EstadoAnotacion.POR_RECONOCER)

    def bloquear(self, pk: int) -> "Anotacion":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Anotacion(models.Model):
    """Quien dijo por la sala de prensa que irá. No es una respuesta hasta que la oficina reconoce de quién es."""

    evento = models.ForeignKey(Evento, on_delete=models.PROTECT, related_name="anotaciones", db_index=False)
    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    medio = models.CharField(max_length=120, validators=[UN_RENGLON])
    personas = models.PositiveSmallIntegerField("cuántas personas")
    localizar = models.CharField("teléfono o correo", max_length=254, blank=True, validators=[UN_RENGLON])
    origen = models.CharField("huella de la conexión", max_length=32)
    recibida_en = models.DateTimeField()
    estado = models.CharField(max_length=14, choices=EstadoAnotacion, default=EstadoAnotacion.POR_RECONOCER)
    invitacion = models.ForeignKey(
        Invitacion, null=True, blank=True, on_delete=models.PROTECT, related_name="anotaciones"
    )
    atendida_en = models.DateTimeField(null=True, blank=True)
    atendida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AnotacionQuerySet.as_manager()

    class Meta:
        verbose_name = "anotación de la sala de prensa"
        verbose_name_plural = "anotaciones de la sala de prensa"
        ordering = ["recibida_en", "pk"]
        indexes = [
            models.Index(fields=["evento", "estado"], name="anotacion_del_evento"),
            models.Index(fields=["origen", "recibida_en"], name="anotacion_origen"),
        ]
        constraints = [
            models.CheckConstraint(name="anotacion_estado", condition=Q(estado__in=EstadoAnotacion.values)),
            models.CheckConstraint(name="anotacion_personas", condition=Q(personas__range=(1, 50))),
            models.CheckConstraint(
                name="anotacion_reconocida_de_alguien",
                condition=~Q(estado=EstadoAnotacion.RECONOCIDA) | Q(invitacion__isnull=False),
            ),
            models.UniqueConstraint(
                Lower("nombre"),
                Lower("medio"),
                "evento",
                condition=Q(estado=EstadoAnotacion.POR_RECONOCER),
                name="anotacion_una_por_reconocer",
                violation_error_message="Ya estaba anotado.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre}, {self.medio}"
