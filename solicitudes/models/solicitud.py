"""La solicitud: qué pide una dependencia, para cuándo, en qué va y en qué se convirtió."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from boletines.models import Boletin
from nucleo.texto.correos import CampoDeCorreo
from nucleo.texto.formato import plegar
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Dependencia, Persona
from portal.models import AvisoUrgente
from produccion.models import Diseno
from solicitudes.estados import ABIERTAS, CON_RENGLONES, ICONOS, Destino, EstadoSolicitud, TipoDeSolicitud
from solicitudes.models.puerta import Puerta


class SolicitudQuerySet(models.QuerySet["Solicitud"]):
    def visibles_para(self, persona: Persona) -> "SolicitudQuerySet":
        """Todas para la oficina; un enlace ve las de su dependencia."""
        if persona.es_solo_enlace:
            return self.filter(dependencia=persona.dependencia_id)
        return self

    def abiertas(self) -> "SolicitudQuerySet":
        return self.filter(estado__in=ABIERTAS)

    def por_reloj(self) -> "SolicitudQuerySet":
        """Primero la que vence antes; las que no tienen plazo, al final."""
        return self.order_by(F("vence_en").asc(nulls_last=True), "pk")

    def con_repetidas(self) -> "SolicitudQuerySet":
        """Agrega `se_repite`: la misma dependencia ya mandó lo mismo."""
        otras = Solicitud.objects.filter(
            dependencia=OuterRef("dependencia"), huella=OuterRef("huella"), pk__lt=OuterRef("pk")
        )
        return self.annotate(se_repite=Exists(otras))

    def bloquear(self, pk: int) -> "Solicitud":
        return self.select_for_update(of=("self",), no_key=True).select_related("dependencia", "puerta").get(pk=pk)


class Solicitud(models.Model):
    """Lo que pide o manda una dependencia, por su puerta, con su cuenta o anotado por la oficina."""

    clave = models.UUIDField("viaja en el formulario", default=uuid.uuid4, unique=True, editable=False)
    consecutivo = models.PositiveIntegerField(unique=True)
    dependencia = models.ForeignKey(
        Dependencia, on_delete=models.PROTECT, related_name="solicitudes", db_index=False
    )  # el índice `solicitud_dependencia` empieza por ella
    puerta = models.ForeignKey(Puerta, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes")
    mandada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tipo = models.CharField(max_length=12, choices=TipoDeSolicitud)
    titulo = models.CharField("qué pide", max_length=200, validators=[UN_RENGLON])
    texto = models.TextField("como lo mandaron", max_length=20_000, blank=True, validators=[SIN_CONTROL])
    fecha_limite = models.DateField("para cuándo", null=True, blank=True)
    quien = models.CharField("quién lo manda", max_length=120, blank=True, validators=[UN_RENGLON])
    correo = CampoDeCorreo("correo para avisarle", blank=True)
    huella = models.CharField("de lo que pide", max_length=64)
    busqueda = models.CharField(max_length=500, editable=False, default="")
    recibida_en = models.DateTimeField()
    vence_en = models.DateTimeField("se contesta antes de", null=True, blank=True)

    estado = models.CharField(max_length=12, choices=EstadoSolicitud, default=EstadoSolicitud.POR_DECIDIR)
    destino = models.CharField("en qué se convirtió", max_length=12, choices=Destino, blank=True)
    decidida_en = models.DateTimeField(null=True, blank=True)
    decidida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    detenida_en = models.DateTimeField("se preguntó y el reloj está parado", null=True, blank=True)
    recordada_en = models.DateTimeField("se les recordó la pregunta", null=True, blank=True)
    fecha_pospuesta = models.DateField("se decide el", null=True, blank=True)
    motivo = models.CharField("por qué no procede", max_length=300, blank=True, validators=[UN_RENGLON])
    repetida_de = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="repetidas")
    boletin = models.ForeignKey(Boletin, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes")
    diseno = models.ForeignKey(Diseno, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes")
    aviso = models.ForeignKey(AvisoUrgente, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes")
    respuesta = models.CharField("con qué se cerró", max_length=500, blank=True, validators=[UN_RENGLON])
    enlace = models.CharField("dónde quedó", max_length=500, blank=True, validators=[UN_RENGLON])
    cerrada_en = models.DateTimeField(null=True, blank=True)

    objects = SolicitudQuerySet.as_manager()
    se_repite: bool  # lo agrega `con_repetidas`

    class Meta:
        verbose_name = "solicitud de una dependencia"
        verbose_name_plural = "solicitudes de las dependencias"
        ordering = ["-recibida_en", "-pk"]
        indexes = [
            models.Index(fields=["estado", "vence_en", "id"], name="solicitud_por_reloj"),
            models.Index(fields=["dependencia", "-recibida_en", "-id"], name="solicitud_dependencia"),
            models.Index(fields=["dependencia", "huella"], name="solicitud_repetida"),
            models.Index(fields=["-cerrada_en"], condition=Q(cerrada_en__isnull=False), name="solicitud_cerradas"),
        ]
        constraints = [
            models.CheckConstraint(name="pedida_tipo_conocido", condition=Q(tipo__in=TipoDeSolicitud.values)),
            models.CheckConstraint(name="pedida_estado_conocido", condition=Q(estado__in=EstadoSolicitud.values)),
            models.CheckConstraint(name="pedida_destino_conocido", condition=Q(destino__in=["", *Destino.values])),
            models.CheckConstraint(name="pedida_con_titulo", condition=~Q(titulo="")),
            models.CheckConstraint(
                name="pedida_por_decidir_sin_destino",
                condition=~Q(estado__in=["por_decidir", "en_espera"]) | Q(destino="", decidida_en__isnull=True),
            ),
            models.CheckConstraint(
                name="pedida_decidida_con_quien",
                condition=~Q(estado__in=["en_curso", "cerrada"])
                | (Q(decidida_en__isnull=False, decidida_por__isnull=False) & ~Q(destino="")),
            ),
            models.CheckConstraint(
                name="pedida_en_espera_de_algo",
                condition=Q(estado="en_espera", detenida_en__isnull=False, fecha_pospuesta__isnull=True)
                | Q(estado="en_espera", detenida_en__isnull=True, fecha_pospuesta__isnull=False)
                | (~Q(estado="en_espera") & Q(detenida_en__isnull=True, fecha_pospuesta__isnull=True)),
            ),
            models.CheckConstraint(
                name="pedida_cerrada_con_hora",
                condition=Q(estado="cerrada", cerrada_en__isnull=False)
                | (~Q(estado="cerrada") & Q(cerrada_en__isnull=True)),
            ),
            models.CheckConstraint(
                name="pedida_no_procede_con_motivo", condition=~Q(destino="no_procede") | ~Q(motivo="")
            ),
            models.CheckConstraint(
                name="pedida_repetida_de_otra",
                condition=(Q(destino="repetida", repetida_de__isnull=False) & ~Q(repetida_de=F("id")))
                | (~Q(destino="repetida") & Q(repetida_de__isnull=True)),
            ),
            models.CheckConstraint(
                name="pedida_con_lo_que_nacio",
                condition=(~Q(destino="boletin") | Q(boletin__isnull=False))
                & (~Q(destino="diseno") | Q(diseno__isnull=False))
                & (~Q(destino="urgente") | Q(aviso__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folio} {self.titulo}"

    def clean(self) -> None:
        self.busqueda = plegar(f"{self.folio} {self.titulo} {self.quien}")[:500]

    @property
    def folio(self) -> str:
        """«S-0152»."""
        return f"S-{self.consecutivo:04d}"

    @property
    def icono(self) -> str:
        return ICONOS[self.tipo]

    @property
    def lleva_renglones(self) -> bool:
        return self.tipo in CON_RENGLONES

    @property
    def correo_de_aviso(self) -> str:
        """A quién se le contesta: quien la mandó o, si no dejó correo, el de su puerta o su cuenta."""
        de_la_cuenta = self.mandada_por.email if self.mandada_por and self.mandada_por.es_solo_enlace else ""
        return self.correo or de_la_cuenta or (self.puerta.correo if self.puerta else "")

    def va_tarde(self, ahora: datetime) -> bool:
        return self.estado == EstadoSolicitud.POR_DECIDIR and self.vence_en is not None and self.vence_en <= ahora
