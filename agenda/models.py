"""La agenda: eventos, su prioridad, quién los cubre y si se invita a ellos durante una suspensión."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agenda.estados import (
    NO_SE_HACEN,
    SIN_CONFIRMAR,
    VIGENTES,
    Alcance,
    EstadoCobertura,
    EstadoEvento,
    Prioridad,
    TipoDeCobertura,
    TipoDeEvento,
)
from nucleo.referencias import ref
from nucleo.texto.formato import plegar
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.estados import Tema
from personas.models import Comunidad, Dependencia, Persona
from pmd.models import ElementoDelPMD
from suspension.models import Decidido, DecisionBase, DecisionQuerySet, PeriodoSuspension, Suspension
from suspension.models.decision import una_vigente


class EventoQuerySet(models.QuerySet["Evento"]):
    def vigentes(self) -> "EventoQuerySet":
        return self.filter(estado__in=VIGENTES)

    def entre(self, desde: datetime, hasta: datetime) -> "EventoQuerySet":
        return self.filter(inicio__gte=desde, inicio__lt=hasta)

    def visibles_para(self, persona: Persona) -> "EventoQuerySet":
        """Todo para la oficina; un enlace ve los eventos de su dependencia."""
        if persona.es_solo_enlace:
            return self.filter(dependencia=persona.dependencia_id)
        return self

    def en_agenda_publica(self) -> "EventoQuerySet":
        """La única puerta de la agenda pública: alcance público y estado que se anuncia."""
        return self.filter(alcance=Alcance.PUBLICO).exclude(estado__in=SIN_CONFIRMAR)

    def bloquear(self, pk: int) -> "Evento":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Serie(models.Model):
    """Lo que se repite: una regla con su primer día. Cada fecha es un evento completo, con lo que cuelga de él."""

    regla = models.CharField("regla (RFC 5545)", max_length=200)
    cada_cuando = models.CharField(max_length=10)
    fecha_inicial = models.DateField("primer día")
    creada_en = models.DateTimeField()
    creada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "serie"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="serie_con_regla", condition=~Q(regla=""))]

    def __str__(self) -> str:
        return self.regla


class Evento(models.Model):
    """Un acto de la agenda del presidente o de una dependencia."""

    clave = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    titulo = models.CharField("qué", max_length=200, validators=[UN_RENGLON])
    tipo = models.CharField(max_length=12, choices=TipoDeEvento, default=TipoDeEvento.OTRO)
    inicio = models.DateTimeField("empieza")
    fin = models.DateTimeField("termina")
    lugar = models.CharField("dónde", max_length=200, validators=[UN_RENGLON])
    dependencia = models.ForeignKey(Dependencia, on_delete=models.PROTECT, related_name="eventos")
    comunidad = models.ForeignKey(
        Comunidad, null=True, blank=True, on_delete=models.PROTECT, related_name="eventos", db_index=False
    )  # el índice `evento_comunidad` empieza por ella
    tema = models.CharField(max_length=20, choices=Tema, blank=True)
    lineas = models.ManyToManyField(ElementoDelPMD, blank=True, related_name="eventos", verbose_name="líneas del PMD")
    alcance = models.CharField(max_length=10, choices=Alcance, default=Alcance.PRIVADO)
    prioridad = models.CharField(max_length=1, choices=Prioridad, blank=True)
    preside = models.CharField("quién preside", max_length=160, blank=True, validators=[UN_RENGLON])
    objetivo = models.TextField("para qué", max_length=2000, blank=True, validators=[SIN_CONTROL])
    requerimientos = models.TextField(max_length=2000, blank=True, validators=[SIN_CONTROL])
    estado = models.CharField(max_length=15, choices=EstadoEvento, default=EstadoEvento.CONFIRMADO)
    motivo = models.CharField(
        "motivo de cancelar, posponer o reprogramar", max_length=200, blank=True, validators=[UN_RENGLON]
    )
    pasa_a = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="viene_de",
        verbose_name="el evento con la fecha nueva",
    )
    serie = models.ForeignKey(
        Serie, null=True, blank=True, on_delete=models.PROTECT, related_name="eventos", db_index=False
    )  # el índice de `evento_uno_por_fecha_de_la_serie` empieza por ella
    fecha_en_la_serie = models.DateField("qué fecha de la serie es", null=True, blank=True)
    busqueda = models.CharField(max_length=500, editable=False, default="")
    version = models.PositiveIntegerField(default=1)
    creado_en = models.DateTimeField()
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = EventoQuerySet.as_manager()

    class Meta:
        verbose_name = "evento"
        ordering = ["inicio", "pk"]
        indexes = [
            models.Index(fields=["inicio", "id"], name="evento_inicio"),
            models.Index(fields=["dependencia", "inicio"], name="evento_dependencia"),
            models.Index(fields=["comunidad", "inicio"], name="evento_comunidad"),
            models.Index(fields=["inicio"], condition=Q(alcance="publico"), name="evento_publico"),
        ]
        constraints = [
            models.CheckConstraint(
                name="evento_termina_despues",
                condition=Q(fin__gt=F("inicio")),
                violation_error_message="El evento debe terminar después de empezar.",
            ),
            models.CheckConstraint(name="evento_estado_conocido", condition=Q(estado__in=EstadoEvento.values)),
            models.CheckConstraint(name="evento_tema_conocido", condition=Q(tema__in=["", *Tema.values])),
            models.CheckConstraint(
                name="evento_prioridad_conocida", condition=Q(prioridad__in=["", *Prioridad.values])
            ),
            models.CheckConstraint(
                name="evento_suspendido_con_motivo",
                condition=~Q(estado__in=NO_SE_HACEN) | ~Q(motivo=""),
            ),
            models.CheckConstraint(
                name="evento_reprogramado_con_fecha_nueva",
                condition=Q(estado=EstadoEvento.REPROGRAMADO, pasa_a__isnull=False)
                | (~Q(estado=EstadoEvento.REPROGRAMADO) & Q(pasa_a__isnull=True)),
            ),
            models.CheckConstraint(
                name="evento_de_serie_con_fecha",
                condition=Q(serie__isnull=True, fecha_en_la_serie__isnull=True)
                | Q(serie__isnull=False, fecha_en_la_serie__isnull=False),
            ),
            models.UniqueConstraint(name="evento_uno_por_fecha_de_la_serie", fields=["serie", "fecha_en_la_serie"]),
            models.CheckConstraint(
                name="evento_no_pasa_a_si_mismo", condition=Q(pasa_a__isnull=True) | ~Q(pasa_a=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    def clean(self) -> None:
        self.busqueda = plegar(f"{self.titulo} {self.lugar} {self.preside}")[:500]

    @property
    def ref(self) -> str:
        return ref(self)

    @property
    def no_se_hace(self) -> bool:
        """Si en esta fecha ya no será."""
        return self.estado in NO_SE_HACEN

    @property
    def sin_confirmar(self) -> bool:
        return self.estado in SIN_CONFIRMAR

    def donde(self) -> str:
        """El sitio con su comunidad: «Cancha de usos múltiples, Epenche Chico». Quien la lista, la trae consigo."""
        comunidad = self.comunidad.nombre if self.comunidad else ""
        if not comunidad or plegar(comunidad) in plegar(self.lugar):
            return self.lugar
        return f"{self.lugar}, {comunidad}"


class CoberturaQuerySet(models.QuerySet["Cobertura"]):
    def activas(self) -> "CoberturaQuerySet":
        return self.exclude(estado=EstadoCobertura.RETIRADA)

    def de(self, persona: Persona) -> "CoberturaQuerySet":
        return self.filter(persona=persona)


class Cobertura(models.Model):
    """El encargo de cubrir un evento: qué se entrega y quién."""

    evento = models.ForeignKey(Evento, on_delete=models.CASCADE, related_name="coberturas")
    tipo = models.CharField(max_length=10, choices=TipoDeCobertura)
    persona = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coberturas")
    estado = models.CharField(max_length=10, choices=EstadoCobertura, default=EstadoCobertura.ASIGNADA)
    asignada_en = models.DateTimeField()
    entregada_en = models.DateTimeField(null=True, blank=True)
    sin_archivos = models.CharField(
        "por qué se entregó sin archivos", max_length=200, blank=True, validators=[UN_RENGLON]
    )

    objects = CoberturaQuerySet.as_manager()

    class Meta:
        verbose_name = "cobertura"
        ordering = ["evento", "tipo", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evento", "tipo", "persona"], name="cobertura_unica"),
            models.CheckConstraint(
                name="cobertura_entregada_con_fecha",
                condition=~Q(estado=EstadoCobertura.ENTREGADA) | Q(entregada_en__isnull=False),
            ),
            models.CheckConstraint(
                name="cobertura_sin_archivos_entregada",
                condition=Q(sin_archivos="") | Q(estado=EstadoCobertura.ENTREGADA),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} de {self.evento_id}"


class DecisionDeInvitacion(DecisionBase):
    """Lo resuelto sobre invitar a medios a un evento en un periodo: por esta excepción de ley sí, o no."""

    COSA = "evento"

    evento = models.ForeignKey(Evento, on_delete=models.CASCADE, related_name="decisiones_de_suspension")

    objects = DecisionQuerySet["DecisionDeInvitacion"].as_manager()

    class Meta(DecisionBase.Meta):
        verbose_name = "decisión de invitar"
        verbose_name_plural = "decisiones de invitar"
        constraints = [*DecisionBase.Meta.constraints, una_vigente("evento")]


@dataclass(frozen=True)
class SuspensionDeInvitaciones(Suspension):
    """Lo que rige en un momento en que corre la suspensión: a qué eventos se invita a medios."""

    @classmethod
    def lo_decidido(cls, periodos: Sequence[PeriodoSuspension]) -> Decidido:
        return DecisionDeInvitacion.objects.all().decidido(periodos)

    def permite(self, evento: Evento) -> bool:
        """Si se invita a medios a ese evento. Niega por defecto: sin tema, o con uno que la ley no exceptúa."""
        return self.admite(evento.tema, evento.pk)
