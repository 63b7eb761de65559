"""Evidencia: lo que se dice de un original, a quién se le enseña y con qué derechos."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value

from agenda.models import Evento
from media_library.estados import BaseDeDerechos, Certeza, Difuminado, Menores, Uso
from media_library.models.busqueda import DE_LA_EVIDENCIA, Vector
from media_library.models.original import Original
from media_library.models.receta import POSTER, Receta
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Dependencia, Persona


def clave_de(zonas: Sequence[Sequence[int]]) -> str:
    """Cómo se llama un difuminado en sus recetas: cambia si cambia una zona."""
    return hashlib.sha256(json.dumps([list(z) for z in zonas]).encode()).hexdigest()[:8]


class EvidenciaQuerySet(models.QuerySet["Evidencia"]):
    def vivas(self) -> "EvidenciaQuerySet":
        return self.filter(papelera_en__isnull=True)

    def del_evento(self, evento: Evento) -> "EvidenciaQuerySet":
        return self.filter(evento=evento)

    def por_revisar(self) -> "EvidenciaQuerySet":
        """Lo que llegó por un buzón y nadie ha aceptado."""
        return self.vivas().filter(buzon__isnull=False, revisada_en__isnull=True)

    def de_clase(self, clase: str) -> "EvidenciaQuerySet":
        return self.filter(original__clase=clase)

    def visibles_para(self, persona: Persona) -> "EvidenciaQuerySet":
        """Todo para la oficina; un enlace sólo ve lo de su dependencia."""
        if persona.es_solo_enlace:
            return self.filter(dependencia=persona.dependencia_id)
        return self

    def reservadas(self, hoy: date) -> "EvidenciaQuerySet":
        return self.filter(reserva_de(hoy))

    def con_revocadas(self) -> "EvidenciaQuerySet":
        """Trae de una vez si alguien revocó su carta: sin eso, `Evidencia.esta_reservada` lo pregunta por cada una."""
        return self.annotate(hay_revocada=_revocada())


def reserva_de(hoy: date) -> Q:
    """Menores que la ley protege, uso prohibido ese día o carta revocada sin decidir qué hacer con los rostros.

    Es la regla de `Evidencia.esta_reservada`, para filtrar.
    """
    empezo = Q(fecha_uso_inicio__isnull=True) | Q(fecha_uso_inicio__lte=hoy)
    no_termina = Q(fecha_uso_fin__isnull=True) | Q(fecha_uso_fin__gte=hoy)
    return (
        Q(menores=Menores.PROTEGIDOS)
        | (Q(uso=Uso.PROHIBIDO) & empezo & no_termina)
        | (Q(difuminado=Difuminado.SIN_DECIDIR) & _revocada())
    )


def _revocada() -> Exists:
    ligas = Evidencia.consentimientos.through.objects  # la carta conoce a sus evidencias, no al revés
    return Exists(ligas.filter(evidencia=OuterRef("pk"), consentimiento__revocado_en__isnull=False))


class Evidencia(models.Model):
    """Un original en la biblioteca, con sus palabras: pie, texto alternativo, crédito, evento."""

    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="evidencias")
    evento = models.ForeignKey(
        Evento, null=True, blank=True, on_delete=models.PROTECT, related_name="evidencias", db_index=False
    )  # el índice `evidencia_del_evento` empieza por él
    dependencia = models.ForeignKey(Dependencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    nombre_de_archivo = models.CharField(max_length=255)
    capturada_en = models.DateTimeField("fecha de captura")
    certeza = models.CharField(
        "de dónde sale la fecha", max_length=8, choices=Certeza, default=Certeza.ARCHIVO, db_default=Certeza.ARCHIVO
    )
    titulo = models.CharField("título", max_length=120, blank=True, default="", db_default="", validators=[UN_RENGLON])
    personas = models.CharField(
        "quiénes aparecen, con su cargo", max_length=400, blank=True, default="", db_default="", validators=[UN_RENGLON]
    )
    pie = models.CharField("pie de foto", max_length=400, blank=True, validators=[SIN_CONTROL])
    texto_alternativo = models.CharField(max_length=300, blank=True, validators=[UN_RENGLON])
    credito = models.CharField("crédito", max_length=120, blank=True, validators=[UN_RENGLON])
    foco_x = models.PositiveSmallIntegerField(default=50, validators=[MaxValueValidator(100)])
    foco_y = models.PositiveSmallIntegerField(default=50, validators=[MaxValueValidator(100)])
    portada_en_segundo = models.DecimalField(
        "cuadro del video que hace de portada", max_digits=9, decimal_places=2, null=True, blank=True
    )
    calificacion = models.PositiveSmallIntegerField(
        "calificación", default=0, validators=[MinValueValidator(0), MaxValueValidator(5)]
    )
    menores = models.CharField(
        "niñas, niños o adolescentes",
        max_length=12,
        choices=Menores,
        blank=True,
        default=Menores.SIN_REVISAR,
        db_default=Menores.SIN_REVISAR,
    )
    base_de_derechos = models.CharField(
        "de quién es la obra",
        max_length=12,
        choices=BaseDeDerechos,
        blank=True,
        default=BaseDeDerechos.SIN_ANOTAR,
        db_default=BaseDeDerechos.SIN_ANOTAR,
    )
    licencia = models.CharField(max_length=160, blank=True, default="", db_default="", validators=[UN_RENGLON])
    uso = models.CharField(
        "uso", max_length=10, choices=Uso, blank=True, default=Uso.SIN_LIMITE, db_default=Uso.SIN_LIMITE
    )
    fecha_uso_inicio = models.DateField("desde", null=True, blank=True)
    fecha_uso_fin = models.DateField("hasta", null=True, blank=True)
    difuminado = models.CharField(
        max_length=14, choices=Difuminado, blank=True, default=Difuminado.SIN_DECIDIR, db_default=Difuminado.SIN_DECIDIR
    )
    zonas = models.JSONField("zonas difuminadas", default=list, db_default=Value([], models.JSONField()), blank=True)
    difuminado_motivo = models.CharField(
        "por qué", max_length=200, blank=True, default="", db_default="", validators=[UN_RENGLON]
    )
    difuminado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    difuminado_en = models.DateTimeField(null=True, blank=True)
    subida_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subida_en = models.DateTimeField()
    buzon = models.ForeignKey(
        "media_library.Buzon", null=True, blank=True, on_delete=models.PROTECT, related_name="evidencias"
    )
    revisada_en = models.DateTimeField("cuándo se aceptó lo que llegó por un buzón", null=True, blank=True)
    papelera_en = models.DateTimeField("en la papelera desde", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    vector = models.GeneratedField(
        expression=Vector(*DE_LA_EVIDENCIA), output_field=SearchVectorField(), db_persist=True, editable=False
    )

    objects = EvidenciaQuerySet.as_manager()

    class Meta:
        verbose_name = "evidencia"
        ordering = ["-capturada_en", "-pk"]
        indexes = [
            models.Index(
                fields=["-capturada_en", "-id"], condition=Q(papelera_en__isnull=True), name="evidencia_recientes"
            ),
            models.Index(fields=["evento", "capturada_en"], name="evidencia_del_evento"),
            GinIndex(fields=["vector"], name="evidencia_vector"),
            models.Index(
                fields=["subida_en"],
                condition=Q(papelera_en__isnull=True, buzon__isnull=False, revisada_en__isnull=True),
                name="evidencia_por_revisar",
            ),
            models.Index(
                fields=["subida_en"],
                condition=Q(papelera_en__isnull=True, texto_alternativo=""),
                name="evidencia_sin_describir",
            ),
            # Lo que casi ninguna tiene: sin ellos, filtrar por eso recorre la biblioteca entera.
            models.Index(
                fields=["-calificacion", "-id"], condition=Q(calificacion__gte=1), name="evidencia_calificada"
            ),
            models.Index(
                fields=["-id"], condition=Q(menores__in=[Menores.SI, Menores.PROTEGIDOS]), name="evidencia_con_menores"
            ),
            models.Index(fields=["-id"], condition=~Q(uso=Uso.SIN_LIMITE), name="evidencia_con_plazo"),
        ]
        constraints = [
            models.CheckConstraint(name="evidencia_foco_dentro", condition=Q(foco_x__lte=100, foco_y__lte=100)),
            models.UniqueConstraint(
                fields=["original", "evento"], name="evidencia_una_por_evento", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="evidencia_uso_en_orden",
                condition=Q(fecha_uso_inicio__isnull=True)
                | Q(fecha_uso_fin__isnull=True)
                | Q(fecha_uso_fin__gte=F("fecha_uso_inicio")),
            ),
            models.CheckConstraint(
                name="evidencia_difuminado_con_quien",
                condition=Q(difuminado="", difuminado_en__isnull=True, difuminado_por__isnull=True)
                | (~Q(difuminado="") & Q(difuminado_en__isnull=False, difuminado_por__isnull=False)),
            ),
            models.CheckConstraint(
                name="evidencia_difuminada_con_zonas",
                condition=(Q(difuminado=Difuminado.HECHO) & ~Q(zonas=[]))
                | (~Q(difuminado=Difuminado.HECHO) & Q(zonas=[])),
            ),
            models.CheckConstraint(name="evidencia_menores_conocido", condition=Q(menores__in=Menores.values)),
            models.CheckConstraint(name="evidencia_certeza_conocida", condition=Q(certeza__in=Certeza.values)),
        ]

    def __str__(self) -> str:
        return self.titulo or self.pie or self.nombre_de_archivo

    @cached_property
    def hay_revocada(self) -> bool:
        """Si alguien que aparece revocó su carta; ya viene leído con `con_revocadas`."""
        return any(carta.revocado_en for carta in self.consentimientos.all())

    @property
    def tiene_hora(self) -> bool:
        """Si se sabe, o se supone, a qué hora se tomó."""
        return self.certeza in {Certeza.ARCHIVO, Certeza.NOMBRE}

    def en_plazo(self, hoy: date) -> bool:
        """Si ese día corre el plazo de su permiso o su prohibición."""
        desde, hasta = self.fecha_uso_inicio, self.fecha_uso_fin
        return (desde is None or desde <= hoy) and (hasta is None or hoy <= hasta)

    def esta_reservada(self, hoy: date) -> bool:
        """Si ese día sólo la ve quien lleva los derechos: la regla de `EvidenciaQuerySet.reservadas`."""
        prohibida = self.uso == Uso.PROHIBIDO and self.en_plazo(hoy)
        sin_permiso = self.difuminado == Difuminado.SIN_DECIDIR and self.hay_revocada
        return self.menores == Menores.PROTEGIDOS or prohibida or sin_permiso

    @property
    def foco(self) -> tuple[int, int]:
        """El punto que los recortes conservan, en centésimas del ancho y del alto."""
        return self.foco_x, self.foco_y

    def receta_publica(self, receta: Receta) -> Receta:
        """La receta que puede verse fuera del visor de quien edita: la difuminada, si hay decisión de difuminar."""
        if self.difuminado != Difuminado.HECHO:
            return receta
        return receta.difuminada(clave_de(self.zonas))

    @property
    def receta_de_portada(self) -> Receta:
        """El cuadro elegido como portada; si no se eligió, el que sale solo."""
        if self.portada_en_segundo is None:
            return POSTER
        return Receta.de_portada(self.portada_en_segundo)
