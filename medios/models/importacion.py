"""Un archivo con contactos que se revisa celda por celda antes de entrar al directorio."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from medios.estados import ClaseDeFila, Cobertura, TipoDeMedio
from medios.models.directorio import Contacto
from nucleo.texto.correos import correo_legible
from nucleo.texto.formato import telefono

SE_DESHACE = timedelta(hours=24)
LAS_ULTIMAS = 8
SE_OLVIDA = timedelta(days=7)  # un archivo que nadie confirmó


class ImportacionQuerySet(models.QuerySet["Importacion"]):
    def bloquear(self, pk: int) -> "Importacion":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)

    def a_la_vista(self, ahora: datetime) -> "list[Importacion]":
        """Primero las que se pueden deshacer, todas; después, las últimas."""
        se_deshacen = self.filter(deshecha_en=None, confirmada_en__gt=ahora - SE_DESHACE).select_related("subida_por")
        otras = self.exclude(pk__in=se_deshacen.values("pk")).select_related("subida_por")
        return [*se_deshacen, *otras[:LAS_ULTIMAS]]

    def por_olvidar(self, ahora: datetime) -> "ImportacionQuerySet":
        """Las que ya no se deshacen y las que nadie confirmó: sus renglones llevan datos de personas."""
        viejas = Q(confirmada_en__lt=ahora - SE_DESHACE) | Q(subida_en__lt=ahora - SE_OLVIDA, confirmada_en=None)
        return self.filter(viejas | Q(deshecha_en__isnull=False))


class Importacion(models.Model):
    """Un archivo que se subió: qué hoja se leyó, qué se dejó fuera y si ya entró."""

    archivo = models.CharField("nombre del archivo", max_length=160)
    hoja = models.CharField(max_length=80, blank=True)
    fila_de_titulos = models.PositiveIntegerField(default=1)
    avisos = models.JSONField("lo que no se tomó", default=list, blank=True)
    subida_en = models.DateTimeField()
    subida_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmada_en = models.DateTimeField(null=True, blank=True)
    deshecha_en = models.DateTimeField(null=True, blank=True)
    resumen = models.JSONField("cuántas entraron", default=dict, blank=True)
    medios_nuevos = models.JSONField(default=list, blank=True)

    objects = ImportacionQuerySet.as_manager()

    class Meta:
        verbose_name = "importación"
        verbose_name_plural = "importaciones"
        ordering = ["-subida_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="importacion_se_deshace_si_entro",
                condition=Q(deshecha_en__isnull=True) | Q(confirmada_en__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.archivo

    def se_deshace(self, ahora: datetime) -> bool:
        """Si todavía se puede regresar el directorio a como estaba."""
        return bool(self.confirmada_en and not self.deshecha_en and ahora < self.confirmada_en + SE_DESHACE)

    @property
    def se_deshace_hasta(self) -> datetime | None:
        return self.confirmada_en + SE_DESHACE if self.confirmada_en else None


@dataclass(frozen=True)
class Celda:
    """Lo que se ve de una celda: cómo entra, cómo venía en el archivo, qué hay hoy y qué le falta."""

    campo: str
    rotulo: str
    valor: str
    venia: str = ""
    hoy: str = ""
    error: str = ""
    dudosa: bool = False

    @property
    def partes(self) -> list[str]:
        """Un correo largo se parte después de la arroba, no a media palabra."""
        return self.valor.split("@")


VISIBLES = (
    ("medio", "Medio"),
    ("nombre", "Contacto"),
    ("telefono", "Teléfono"),
    ("correo", "Correo"),
    ("cobertura", "Cobertura"),
)
DEBAJO = {"cargo": "nombre", "whatsapp": "telefono", "tipo": "medio"}


class FilaImportada(models.Model):
    """Un renglón del archivo: cómo venía, cómo quedaría y qué es frente al directorio."""

    importacion = models.ForeignKey(Importacion, on_delete=models.CASCADE, related_name="filas", db_index=False)
    renglon = models.PositiveIntegerField("fila en el archivo")
    leido = models.JSONField("como venía")
    datos = models.JSONField("como quedaría", default=dict)
    errores = models.JSONField(default=dict, blank=True)
    notas = models.JSONField(default=list, blank=True)
    reparados = models.JSONField("campos que se arreglaron", default=list, blank=True)
    hoy = models.JSONField("lo que hay y cambiaría", default=dict, blank=True)
    parecido = models.JSONField("a qué se parece", default=dict, blank=True)
    decisiones = models.JSONField(default=dict, blank=True)
    clase = models.CharField(max_length=10, choices=ClaseDeFila)
    entra = models.BooleanField(default=False)
    contacto = models.ForeignKey(
        Contacto, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="a quién cambia"
    )
    nacio = models.BooleanField("el contacto nació de esta fila", default=False)
    antes = models.JSONField("cómo estaba el contacto", default=dict, blank=True)

    class Meta:
        verbose_name = "fila importada"
        verbose_name_plural = "filas importadas"
        ordering = ["renglon"]
        constraints = [
            models.UniqueConstraint(fields=["importacion", "renglon"], name="fila_una_por_renglon"),
            models.CheckConstraint(name="fila_clase_conocida", condition=Q(clase__in=ClaseDeFila.values)),
        ]

    def __str__(self) -> str:
        return f"Fila {self.renglon}"

    @property
    def celdas(self) -> list[Celda]:
        return [self._celda(campo, rotulo) for campo, rotulo in VISIBLES]

    @property
    def con_lo_de_abajo(self) -> list[tuple[Celda, list[Celda]]]:
        """Cada celda de la tabla y las que van debajo de ella, si dicen algo."""
        abajo = {c: self._celda(c, r) for c, r in (("cargo", "Cargo"), ("whatsapp", "WhatsApp"), ("tipo", "Tipo"))}
        return [
            (celda, [c for c in abajo.values() if DEBAJO[c.campo] == celda.campo and (c.valor or c.error)])
            for celda in self.celdas
        ]

    def _celda(self, campo: str, rotulo: str) -> Celda:
        return Celda(
            campo,
            rotulo,
            self.leido.get(campo, "") if campo in self.errores else decir(campo, self.datos.get(campo, "")),
            venia=self.leido.get(campo, "") if campo in self.reparados else "",
            hoy=decir(campo, self.hoy.get(campo, "")),
            error=self.errores.get(campo, ""),
            dudosa=self.parecido.get("que") == "numero" and campo == "telefono",
        )


def decir(campo: str, valor: Any) -> str:
    """El valor de un campo como se lee."""
    if campo in ("telefono", "whatsapp"):
        return telefono(valor) if valor else ""
    if campo == "correo":
        return correo_legible(valor)
    if campo == "tipo":
        return str(TipoDeMedio(valor).label) if valor in TipoDeMedio.values else str(valor)
    if campo == "cobertura":
        return str(Cobertura(valor).label) if valor in Cobertura.values else str(valor)
    return str(valor)
