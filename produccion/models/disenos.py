"""El diseño: lo que se pide, su texto, sus versiones y lo que se comenta de ellas."""

from datetime import date, datetime

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q

from agenda.models import Evento
from boletines.estados import LEYENDAS, Programa
from media_library.models import Evidencia
from nucleo.texto.formato import plegar
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.estados import Tema
from personas.models import Dependencia
from pmd.models import ElementoDelPMD
from produccion.estados import EN_LA_CALLE, TERMINADOS, YA_APROBADOS, EstadoDiseno, Plantilla, Uso

SOLO_WEB = URLValidator(schemes=["http", "https"], message="Escribe la dirección completa, con http:// o https://.")
CAMPOS = ("titulo", "cuando", "lugar", "detalle")


class DisenoQuerySet(models.QuerySet["Diseno"]):
    def abiertos(self) -> "DisenoQuerySet":
        return self.exclude(estado__in=TERMINADOS)

    def usados_entre(self, desde: datetime, hasta: datetime) -> "DisenoQuerySet":
        """Aprobados y con prueba de que se usaron, por el día de esa prueba: lo que cuenta en el cronograma."""
        return self.filter(aprobado_en__isnull=False, usado_en__gte=desde, usado_en__lt=hasta)

    def por_retirar(self, hoy: date) -> "DisenoQuerySet":
        """Los que siguen en la calle y ya llegó su día."""
        return self.filter(estado__in=EN_LA_CALLE, fecha_retiro__lte=hoy)

    def bloquear(self, pk: int) -> "Diseno":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Diseno(models.Model):
    """Un cartel, volante, lona o pieza para redes: quién lo pide, para cuándo, qué dice y en qué va."""

    plantilla = models.CharField(max_length=12, choices=Plantilla, default=Plantilla.AVISO)
    titulo = models.CharField("título", max_length=200, validators=[UN_RENGLON])
    cuando = models.CharField("día y hora", max_length=80, blank=True, validators=[UN_RENGLON])
    lugar = models.CharField(max_length=120, blank=True, validators=[UN_RENGLON])
    detalle = models.CharField(max_length=400, blank=True, validators=[SIN_CONTROL])
    enlace_del_qr = models.CharField(
        "a dónde lleva el código QR", max_length=300, blank=True, validators=[SOLO_WEB, UN_RENGLON]
    )
    foto = models.ForeignKey(Evidencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    archivo = models.ForeignKey(Evidencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dependencia = models.ForeignKey(Dependencia, on_delete=models.PROTECT, related_name="disenos")
    evento = models.ForeignKey(Evento, null=True, blank=True, on_delete=models.PROTECT, related_name="disenos")
    lineas = models.ManyToManyField(ElementoDelPMD, blank=True, related_name="disenos", verbose_name="líneas del PMD")
    encargo = models.CharField("qué pide la dependencia", max_length=1000, blank=True, validators=[SIN_CONTROL])
    fecha_entrega = models.DateField("para cuándo", null=True, blank=True)
    fecha_retiro = models.DateField("cuándo se retira", null=True, blank=True)
    tema = models.CharField(max_length=20, choices=Tema, blank=True)
    programa = models.CharField(
        "programas y apoyos", max_length=8, choices=Programa, default=Programa.SIN_DECIDIR, blank=True
    )
    estado = models.CharField(max_length=12, choices=EstadoDiseno, default=EstadoDiseno.PEDIDO)
    version = models.PositiveIntegerField("última versión mandada a prueba", default=0)
    edicion = models.PositiveIntegerField("cuántas veces se ha guardado", default=1)
    hecho_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    aprobado_en = models.DateTimeField(null=True, blank=True)
    aprobado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    huella_aprobada = models.CharField("SHA-256 de lo aprobado", max_length=64, blank=True)
    sin_dependencia = models.CharField(
        "por qué se aprobó sin la dependencia", max_length=300, blank=True, validators=[SIN_CONTROL]
    )
    enlace_publicado = models.CharField(
        "dónde se publicó", max_length=500, blank=True, validators=[SOLO_WEB, UN_RENGLON]
    )
    uso = models.CharField("primera prueba de uso", max_length=10, choices=Uso, blank=True)
    usado_en = models.DateTimeField("día de la primera prueba de uso", null=True, blank=True)
    motivo_de_cancelacion = models.CharField(max_length=300, blank=True, validators=[SIN_CONTROL])
    busqueda = models.CharField(max_length=500, editable=False, default="")
    creado_en = models.DateTimeField()
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = DisenoQuerySet.as_manager()

    class Meta:
        verbose_name = "diseño"
        ordering = ["-creado_en", "-pk"]
        indexes = [
            models.Index(fields=["estado", "-id"], name="diseno_por_estado"),
            models.Index(fields=["usado_en"], condition=Q(usado_en__isnull=False), name="diseno_usado"),
            models.Index(fields=["fecha_retiro"], condition=Q(estado="colocado"), name="diseno_en_la_calle"),
        ]
        constraints = [
            models.CheckConstraint(name="diseno_estado_conocido", condition=Q(estado__in=EstadoDiseno.values)),
            models.CheckConstraint(name="diseno_plantilla_conocida", condition=Q(plantilla__in=Plantilla.values)),
            models.CheckConstraint(name="diseno_con_titulo", condition=~Q(titulo="")),
            models.CheckConstraint(
                name="diseno_archivo_solo_si_es_propio", condition=Q(plantilla="propio") | Q(archivo__isnull=True)
            ),
            models.CheckConstraint(
                name="diseno_aprobado_con_quien_y_que",
                condition=Q(aprobado_en__isnull=True, aprobado_por__isnull=True, huella_aprobada="")
                | (Q(aprobado_en__isnull=False, aprobado_por__isnull=False) & ~Q(huella_aprobada="")),
            ),
            models.CheckConstraint(
                name="diseno_fuera_solo_aprobado",
                condition=~Q(estado__in=YA_APROBADOS) | Q(aprobado_en__isnull=False, version__gte=1),
            ),
            models.CheckConstraint(
                name="diseno_usado_solo_aprobado",
                condition=Q(usado_en__isnull=True, uso="")
                | Q(aprobado_en__isnull=False, usado_en__gte=F("aprobado_en"), uso__in=Uso.values),
            ),
            models.CheckConstraint(
                name="diseno_en_la_calle_con_retiro",
                condition=~Q(estado__in=EN_LA_CALLE) | Q(fecha_retiro__isnull=False),
            ),
            models.CheckConstraint(
                name="diseno_cancelado_con_motivo",
                condition=Q(estado="cancelado", usado_en__isnull=True) & ~Q(motivo_de_cancelacion="")
                | (~Q(estado="cancelado") & Q(motivo_de_cancelacion="")),
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    def clean(self) -> None:
        self.busqueda = plegar(f"{self.titulo} {self.lugar} {self.cuando} {self.encargo}")[:500]

    @property
    def es_propio(self) -> bool:
        return self.plantilla == Plantilla.PROPIO

    @property
    def de_quien(self) -> str:
        """La dependencia que lo pide; vacío mientras no se escoge."""
        return self.dependencia.nombre if self.dependencia_id else ""

    @property
    def leyenda(self) -> str:
        """La leyenda que manda la ley; vacía si no habla de programas (LGCS art. 11; LGDS art. 28)."""
        return LEYENDAS.get(Programa(self.programa), "")

    def campos(self) -> dict[str, str]:
        """El texto libre, por campo: lo que dice la pieza."""
        return {campo: getattr(self, campo) for campo in CAMPOS}


class VersionDeDiseno(models.Model):
    """Una prueba tal como se mandó a aprobar: su texto, sus archivos y su huella. Nunca cambia."""

    diseno = models.ForeignKey(Diseno, on_delete=models.PROTECT, related_name="versiones")
    numero = models.PositiveIntegerField()
    plantilla = models.CharField(max_length=12, choices=Plantilla)
    contenido = models.JSONField("lo que decía")
    foto = models.ForeignKey(Evidencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    archivo = models.ForeignKey(Evidencia, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    huella = models.CharField("SHA-256", max_length=64)
    nota = models.CharField("qué cambió", max_length=200, blank=True, validators=[UN_RENGLON])
    hecha_en = models.DateTimeField()
    hecha_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "versión de un diseño"
        verbose_name_plural = "versiones de diseños"
        ordering = ["diseno", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["diseno", "numero"], name="version_de_diseno_unica"),
            models.CheckConstraint(name="version_de_diseno_con_huella", condition=~Q(huella="")),
        ]

    def __str__(self) -> str:
        return f"{self.diseno_id}, versión {self.numero}"


class ComentarioDeDiseno(models.Model):
    """Algo dicho en la oficina sobre una versión."""

    diseno = models.ForeignKey(Diseno, on_delete=models.PROTECT, related_name="comentarios")
    version = models.PositiveIntegerField()
    texto = models.CharField(max_length=1000, validators=[SIN_CONTROL])
    escrito_en = models.DateTimeField()
    escrito_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "comentario de un diseño"
        verbose_name_plural = "comentarios de diseños"
        ordering = ["escrito_en", "pk"]
        constraints = [
            models.CheckConstraint(name="comentario_de_diseno_con_texto", condition=~Q(texto="")),
            models.UniqueConstraint(
                fields=["diseno", "version", "escrito_por", "texto"],
                name="comentario_de_diseno_una_vez",
                violation_error_message="Eso ya está dicho de esta versión.",
            ),
        ]

    def __str__(self) -> str:
        return self.texto[:80]
