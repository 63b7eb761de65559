"""Los originales, intactos y nombrados por su huella, y sus versiones ligeras."""

import base64

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from media_library.estados import Clase, EstadoDerivado
from media_library.models.receta import RecetaField

OCTETOS_DE_MANCHA = 30  # lo más que mide un ThumbHash
BITS_DISTINTOS = 6  # con dHash de 64 bits, hasta seis distintos es casi la misma toma


class Original(models.Model):
    """Un archivo tal como llegó, guardado por su SHA-256 y nunca tocado."""

    huella = models.CharField("SHA-256", max_length=64, unique=True)
    octetos = models.BigIntegerField()
    tipo = models.CharField("tipo MIME", max_length=60)
    clase = models.CharField(max_length=12, choices=Clase)
    ancho = models.PositiveIntegerField(null=True, blank=True)
    alto = models.PositiveIntegerField(null=True, blank=True)
    duracion = models.DecimalField("duración en segundos", max_digits=9, decimal_places=2, null=True, blank=True)
    dhash = models.BigIntegerField("huella visual", null=True, blank=True)
    nitidez = models.PositiveSmallIntegerField("nitidez, de 0 a 100", null=True, blank=True)
    luz = models.SmallIntegerField("porcentaje quemado (+) o negro (-)", null=True, blank=True)
    thumbhash = models.BinaryField("mancha de color (ThumbHash)", max_length=OCTETOS_DE_MANCHA, null=True, blank=True)
    es_repetido = models.BooleanField("ha estado en más de un evento", default=False, db_default=False)
    recetario = models.PositiveSmallIntegerField("hasta qué recetario está completo", default=0, db_default=0)
    metadatos = models.JSONField("EXIF leído", default=dict, blank=True)
    guardado_en = models.DateTimeField()
    revisado_en = models.DateTimeField("última vez que se releyó", null=True, blank=True)
    dano = models.CharField("qué le pasa al archivo", max_length=120, blank=True)
    baja = models.ForeignKey(
        "media_library.BajaDocumental", null=True, blank=True, on_delete=models.PROTECT, related_name="originales"
    )
    borrado_en = models.DateTimeField("cuándo se destruyó", null=True, blank=True)

    POR_REVISAR = (F("revisado_en").asc(nulls_first=True), "pk")  # el mismo orden que su índice

    miniaturas: "list[Derivado]"  # lo llena `consultas.con_miniaturas`

    class Meta:
        verbose_name = "original"
        verbose_name_plural = "originales"
        constraints = [
            models.CheckConstraint(name="original_huella_sha256", condition=Q(huella__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="original_con_contenido", condition=Q(octetos__gt=0)),
            models.CheckConstraint(
                name="original_borrado_con_acta", condition=Q(borrado_en__isnull=True) | Q(baja__isnull=False)
            ),
            models.CheckConstraint(
                name="original_thumbhash_corto",
                condition=Q(thumbhash__isnull=True) | LessThanOrEqual(Length("thumbhash"), OCTETOS_DE_MANCHA),
            ),
        ]
        indexes = [
            models.Index(F("revisado_en").asc(nulls_first=True), "id", name="original_por_revisar"),
            models.Index(fields=["id"], condition=~Q(dano=""), name="original_danado"),
            models.Index(fields=["recetario", "id"], name="original_por_completar"),
            models.Index(fields=["clase", "id"], condition=~Q(clase=Clase.FOTO), name="original_no_foto"),
            models.Index(fields=["id"], condition=Q(ancho=F("alto")), name="original_cuadrado"),
            models.Index(fields=["id"], condition=Q(ancho__lt=F("alto")), name="original_vertical"),
            models.Index(fields=["id"], condition=Q(es_repetido=True), name="original_repetido"),
        ]

    def __str__(self) -> str:
        return f"{self.clase} {self.huella[:12]}"

    def se_parece_a(self, otro: "Original") -> bool:
        """Si son casi la misma toma por su huella visual; lo que todavía no la tiene no se parece a nada."""
        if self.dhash is None or otro.dhash is None:
            return False
        return ((self.dhash ^ otro.dhash) & (2**64 - 1)).bit_count() <= BITS_DISTINTOS

    @property
    def mancha(self) -> str:
        """Su ThumbHash como lo lee `thumbhash.js`."""
        if self.thumbhash:
            return base64.b64encode(self.thumbhash).decode()
        return ""


class Derivado(models.Model):
    """Una versión ligera de un original, hecha por Celery en la jaula; se puede rehacer siempre."""

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="derivados")
    receta = RecetaField(max_length=40)
    estado = models.CharField(max_length=12, choices=EstadoDerivado, default=EstadoDerivado.PENDIENTE)
    archivo = models.CharField("ruta dentro de DIR_DERIVADOS", max_length=200, blank=True)
    ancho = models.PositiveIntegerField(null=True, blank=True)
    alto = models.PositiveIntegerField(null=True, blank=True)
    octetos = models.BigIntegerField(null=True, blank=True)
    intentos = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    creado_en = models.DateTimeField()
    tomado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "derivado"
        constraints = [
            models.UniqueConstraint(fields=["original", "receta"], name="derivado_unico"),
            models.CheckConstraint(
                name="derivado_hecho_con_archivo", condition=~Q(estado=EstadoDerivado.HECHO) | ~Q(archivo="")
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(estado=EstadoDerivado.PENDIENTE), name="derivado_pendiente"),
            models.Index(fields=["id"], condition=Q(estado=EstadoDerivado.FALLIDO), name="derivado_fallido"),
        ]

    def __str__(self) -> str:
        return f"{self.original_id} {self.receta}"
