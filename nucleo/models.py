"""La bitácora encadenada y los enlaces entre cosas de apps distintas."""

from django.db import models


class Asiento(models.Model):
    """Un renglón de la bitácora: quién hizo qué, cuándo y a qué.

    Sólo se inserta: un disparador de PostgreSQL numera, fecha y encadena cada
    renglón con el anterior (SHA-256) y rechaza cambios y borrados.
    """

    numero = models.BigIntegerField("número", primary_key=True)
    registrado_en = models.DateTimeField("registrado")
    ocurrio_en = models.DateTimeField("ocurrió")
    accion = models.CharField("acción", max_length=60)
    objeto = models.CharField(max_length=120)
    por_ref = models.CharField("referencia de quien lo hizo", max_length=120)
    por_nombre = models.CharField("quien lo hizo", max_length=200)
    detalle = models.JSONField(default=dict)
    previo = models.CharField(max_length=64)
    huella = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "asiento"
        ordering = ["-numero"]
        indexes = [
            models.Index(fields=["objeto", "-numero"], name="asiento_objeto"),
            models.Index(fields=["-ocurrio_en"], name="asiento_ocurrio"),
        ]

    def __str__(self) -> str:
        return f"{self.numero} {self.accion} {self.objeto}"


class Ancla(models.Model):
    """La cabeza de la bitácora en un día; se copia fuera de la base (`DIR_DATOS/anclas.jsonl`)."""

    fecha = models.DateField(unique=True)
    numero = models.BigIntegerField()
    huella = models.CharField(max_length=64)

    class Meta:
        verbose_name = "ancla de la bitácora"
        verbose_name_plural = "anclas de la bitácora"

    def __str__(self) -> str:
        return f"{self.fecha}: {self.numero}"


class Enlace(models.Model):
    """Une dos cosas cualesquiera con un tipo: prueba, usa, nace de…"""

    tipo = models.CharField(max_length=30)
    origen = models.CharField(max_length=120)
    destino = models.CharField(max_length=120)
    creado_en = models.DateTimeField()

    class Meta:
        verbose_name = "enlace"
        constraints = [models.UniqueConstraint(fields=["tipo", "origen", "destino"], name="enlace_unico")]
        indexes = [models.Index(fields=["destino", "tipo"], name="enlace_destino")]

    def __str__(self) -> str:
        return f"{self.origen} {self.tipo} {self.destino}"
