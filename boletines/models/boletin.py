"""El boletín: texto, fotos, revisión, folio y lo que se publicó."""

import secrets
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from agenda.models import Evento
from boletines.estados import EMITIDOS, FUERA_DEL_TRABAJO, LEYENDAS, SIN_FOTO, EstadoBoletin, Programa, TipoDeBoletin
from boletines.models.cuerpo import CuerpoDelBoletin
from boletines.models.folio import folio_de, ruta_de
from boletines.models.queryset import BoletinQuerySet
from nucleo.texto.formato import plegar
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.estados import Tema
from personas.models import Comunidad, Dependencia
from pmd.models import ElementoDelPMD


def clave_publica() -> str:
    """128 bits al azar: la carpeta pública de las fotos de un boletín no se puede adivinar."""
    return secrets.token_hex(16)


# Con y sin acentos: el raizador de PostgreSQL sólo junta «rehabilitación» y «rehabilitaciones» si ve el acento,
# y quien busca sin acentos encuentra por el texto plegado. La cabeza pesa más que el cuerpo.
VECTOR = (
    SearchVector("titulo", config="spanish", weight="A")
    + SearchVector("sumario", "cuerpo", config="spanish", weight="B")
    + SearchVector("busqueda", config="spanish", weight="C")
)


SE_EMITIO = Q(estado__in=EMITIDOS)


class Boletin(CuerpoDelBoletin, models.Model):
    """Un comunicado oficial. El folio lo da la publicación; desde entonces el texto queda fijo."""

    titulo = models.CharField("cabeza", max_length=160, validators=[UN_RENGLON])
    sumario = models.CharField(max_length=300, blank=True, validators=[UN_RENGLON])
    balazos = ArrayField(models.CharField(max_length=160, validators=[UN_RENGLON]), size=3, default=list, blank=True)
    # HTML limpio (`nucleo.texto.rico`): lo limpia el dominio al guardar y otra vez al pintarse.
    cuerpo = models.TextField(max_length=40000, blank=True, validators=[SIN_CONTROL])
    frase = models.CharField("frase destacada", max_length=300, blank=True, validators=[UN_RENGLON])
    frase_de = models.CharField("quién la dijo", max_length=160, blank=True, validators=[UN_RENGLON])
    tipo = models.CharField(max_length=16, choices=TipoDeBoletin, default=TipoDeBoletin.BOLETIN)
    plantilla = models.CharField("plantilla de la que partió", max_length=20, blank=True, editable=False)
    programa = models.CharField(
        "programas y apoyos", max_length=8, choices=Programa, default=Programa.SIN_DECIDIR, blank=True
    )
    lugar = models.CharField("lugar de emisión", max_length=80, blank=True, validators=[UN_RENGLON])
    tema = models.CharField(max_length=20, choices=Tema, default=Tema.GOBIERNO)
    dependencia = models.ForeignKey(Dependencia, on_delete=models.PROTECT, related_name="boletines")
    comunidad = models.ForeignKey(
        Comunidad, null=True, blank=True, on_delete=models.PROTECT, related_name="boletines", db_index=False
    )  # los índices `boletin_por_comunidad` y `boletin_comunidad_emit` empiezan por ella
    evento = models.ForeignKey(Evento, null=True, blank=True, on_delete=models.PROTECT, related_name="boletines")
    lineas = models.ManyToManyField(ElementoDelPMD, blank=True, related_name="boletines", verbose_name="líneas del PMD")
    contacto = models.CharField("contacto de prensa", max_length=160, blank=True, validators=[UN_RENGLON])
    embargo_hasta = models.DateTimeField("embargado hasta", null=True, blank=True)

    estado = models.CharField(max_length=12, choices=EstadoBoletin, default=EstadoBoletin.BORRADOR)
    autor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="boletines")
    creado_en = models.DateTimeField()
    modificado_en = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    enviado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    motivo_de_cambios = models.CharField(max_length=500, blank=True, validators=[SIN_CONTROL])
    aprobado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    aprobado_en = models.DateTimeField(null=True, blank=True)
    huella_aprobada = models.CharField("SHA-256 de lo aprobado", max_length=64, blank=True)
    es_unipersonal = models.BooleanField("aprobado en modo oficina unipersonal", default=False)

    publicar_en = models.DateTimeField("se publica el", null=True, blank=True)
    programado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    no_salio_porque = models.CharField("por qué no salió a su hora", max_length=500, blank=True)
    urgencia_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    urgencia_motivo = models.CharField("por qué salió sin revisión", max_length=300, blank=True)
    corrige = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="propuestas_de_correccion"
    )
    nota_de_correccion = models.CharField(max_length=300, blank=True, validators=[UN_RENGLON])

    serie = models.CharField(max_length=4, blank=True)
    ejercicio = models.PositiveSmallIntegerField(null=True, blank=True)
    consecutivo = models.PositiveIntegerField(null=True, blank=True)
    publicado_en = models.DateTimeField(null=True, blank=True)
    publicado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Desde cuándo existe su página: el correo, los canales y las listas que la enlazan la esperan.
    en_portal_desde = models.DateTimeField("en el portal desde", null=True, blank=True, editable=False)
    slug = models.SlugField(max_length=120, blank=True)
    clave = models.CharField(max_length=32, unique=True, default=clave_publica, editable=False)
    retirado_en = models.DateTimeField(null=True, blank=True)
    motivo_de_retiro = models.CharField(max_length=300, blank=True, validators=[UN_RENGLON])
    administracion = models.CharField("administración que lo emitió", max_length=20, blank=True)
    busqueda = models.TextField(editable=False, default="")
    vector = models.GeneratedField(expression=VECTOR, output_field=SearchVectorField(), db_persist=True, editable=False)

    objects = BoletinQuerySet.as_manager()

    class Meta:
        verbose_name = "boletín"
        verbose_name_plural = "boletines"
        ordering = ["-modificado_en", "-pk"]
        indexes = [
            # Cada lista del portal se cuenta y se lee de su índice; los retirados cuentan para numerar las páginas.
            models.Index(fields=["-publicado_en", "-id"], condition=SE_EMITIO, name="boletin_emitidos"),
            *(
                models.Index(fields=[campo, "-publicado_en", "-id"], condition=SE_EMITIO, name=f"boletin_{campo}_emit")
                for campo in ("tema", "dependencia", "comunidad")
            ),
            models.Index(fields=["comunidad", "-modificado_en", "-id"], name="boletin_por_comunidad"),
            models.Index(fields=["administracion", "-modificado_en", "-id"], name="boletin_por_administracion"),
            models.Index(fields=["estado", "-modificado_en", "-id"], name="boletin_por_estado"),
            models.Index(fields=["-modificado_en", "-id"], name="boletin_recientes"),
            models.Index(fields=["publicar_en", "id"], condition=Q(estado="programado"), name="boletin_programados"),
            models.Index(
                fields=["-publicado_en"],
                condition=Q(urgencia_por__isnull=False, aprobado_por__isnull=True),
                name="boletin_sin_visto_bueno",
            ),
            models.Index(
                fields=["embargo_hasta"], condition=Q(embargo_hasta__isnull=False), name="boletin_con_embargo"
            ),
            GinIndex(fields=["vector"], name="boletin_vector"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ejercicio", "consecutivo"], name="folio_unico"),
            models.UniqueConstraint(
                fields=["ejercicio", "slug"], condition=~Q(slug=""), name="boletin_direccion_unica"
            ),
            models.CheckConstraint(name="boletin_estado_conocido", condition=Q(estado__in=EstadoBoletin.values)),
            models.CheckConstraint(
                name="boletin_emitido_con_folio",
                condition=(
                    Q(
                        estado__in=EMITIDOS,
                        ejercicio__isnull=False,
                        consecutivo__isnull=False,
                        publicado_en__isnull=False,
                    )
                    & ~Q(slug="")
                    & ~Q(serie="")
                )
                | (~Q(estado__in=EMITIDOS) & Q(consecutivo__isnull=True, publicado_en__isnull=True)),
            ),
            models.CheckConstraint(
                name="boletin_en_portal_ya_emitido",
                condition=Q(en_portal_desde__isnull=True) | Q(estado__in=EMITIDOS),
            ),
            models.CheckConstraint(
                name="boletin_aprobado_con_quien",
                condition=~Q(estado__in=["aprobado", "programado", "publicado", "retirado", "aplicado"])
                | (Q(aprobado_por__isnull=False, aprobado_en__isnull=False) & ~Q(huella_aprobada=""))
                | (Q(estado__in=EMITIDOS, urgencia_por__isnull=False) & ~Q(urgencia_motivo="")),
            ),
            models.CheckConstraint(
                name="boletin_firma_otra_persona",
                condition=Q(aprobado_por__isnull=True)
                | Q(urgencia_por__isnull=True)
                | Q(es_unipersonal=True)
                | ~Q(aprobado_por=F("urgencia_por")),
                violation_error_message="Quien lo publicó de urgencia no puede firmarlo.",
            ),
            models.CheckConstraint(
                name="boletin_programado_con_hora",
                condition=Q(estado="programado", publicar_en__isnull=False, programado_por__isnull=False)
                | (~Q(estado="programado") & Q(publicar_en__isnull=True)),
            ),
            models.CheckConstraint(
                name="boletin_correccion_sin_folio",
                condition=Q(corrige__isnull=True) | ~Q(estado__in=["programado", *EMITIDOS]),
            ),
            models.CheckConstraint(
                name="boletin_aplicado_corrige_algo",
                condition=~Q(estado="aplicado") | (Q(corrige__isnull=False) & ~Q(nota_de_correccion="")),
            ),
            models.UniqueConstraint(
                fields=["corrige"],
                condition=Q(corrige__isnull=False) & ~Q(estado__in=["aplicado", "descartado"]),
                name="boletin_una_correccion_abierta",
            ),
            models.CheckConstraint(
                name="boletin_programa_conocido", condition=Q(programa__in=["", "no", "apoyo", "social"])
            ),
            models.CheckConstraint(
                name="boletin_aprueba_otra_persona",
                condition=Q(aprobado_por__isnull=True)
                | Q(es_unipersonal=True)
                | (~Q(aprobado_por=F("autor")) & ~Q(aprobado_por=F("enviado_por"))),
                violation_error_message="Quien escribió o envió el boletín no puede aprobarlo.",
            ),
            models.CheckConstraint(
                name="boletin_retirado_con_motivo",
                condition=~Q(estado="retirado") | (Q(retirado_en__isnull=False) & ~Q(motivo_de_retiro="")),
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    def clean(self) -> None:
        partes = (self.titulo, self.sumario, *self.balazos, self.texto, self.frase)
        self.busqueda = plegar(" ".join(filter(None, partes)))

    @property
    def folio(self) -> str:
        """«CS/045/2021»; vacío antes de publicar."""
        if self.consecutivo:
            return folio_de(self.serie, self.consecutivo, self.ejercicio)
        return ""

    @property
    def emitido_en(self) -> datetime:
        """Cuándo se publicó. Rechaza con `ValueError` un boletín que nunca se emitió."""
        if self.publicado_en is None:
            raise ValueError(f"El boletín {self.pk} no se ha publicado.")
        return self.publicado_en

    @property
    def sale_en(self) -> datetime:
        """Cuándo se hizo o se hará público: cuando recibió su folio o, con embargo, cuando termina."""
        return max(filter(None, (self.emitido_en, self.embargo_hasta)))

    def esta_embargado(self, ahora: datetime) -> bool:
        """Si algo lo detiene hasta su hora. Lo retirado y lo descartado ya no esperan nada."""
        sigue = self.estado not in (EstadoBoletin.RETIRADO, *FUERA_DEL_TRABAJO)
        return sigue and self.embargo_hasta is not None and self.embargo_hasta > ahora

    @property
    def ruta_publica(self) -> str:
        """La dirección en el portal; sólo existe después de publicar."""
        if self.slug:
            return ruta_de(self.ejercicio, self.slug)
        return ""

    @property
    def carpeta_de_medios(self) -> str:
        """Donde se publican sus fotos y sus cortes, de nombre al azar."""
        return f"/medios/{self.clave}"

    @property
    def lleva_foto(self) -> bool:
        """Si conviene proponerle una foto."""
        return self.tipo not in SIN_FOTO

    @property
    def leyenda(self) -> str:
        """La leyenda que manda la ley; vacía si no habla de programas (LGCS art. 11; LGDS art. 28)."""
        return LEYENDAS.get(Programa(self.programa), "")

    @property
    def debe_visto_bueno(self) -> bool:
        """Salió de urgencia y falta la firma de otra persona."""
        return self.estado in EMITIDOS and self.urgencia_por_id is not None and self.aprobado_por_id is None
