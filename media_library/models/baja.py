"""La baja documental: la única manera de que un original deje de existir."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON


class BajaDocumental(models.Model):
    """El acta de una baja: qué se destruyó, con qué dictamen y quién (LGA art. 31 y 37; docs/dominio.md, regla 30).

    No se cambia ni se borra; `relacion` guarda la huella y los datos de cada original destruido.
    """

    dictamen = models.CharField("número de dictamen o acta del archivo", max_length=80, validators=[UN_RENGLON])
    serie = models.CharField("serie documental", max_length=120, validators=[UN_RENGLON])
    motivo = models.CharField("por qué procede", max_length=600, validators=[SIN_CONTROL])
    relacion = models.JSONField("relación de originales")
    hecha_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hecha_en = models.DateTimeField()

    class Meta:
        verbose_name = "baja documental"
        verbose_name_plural = "bajas documentales"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="baja_con_dictamen_y_motivo", condition=~Q(dictamen="") & ~Q(serie="") & ~Q(motivo="")
            ),
        ]

    def __str__(self) -> str:
        return f"Baja documental {self.pk}: {self.dictamen}"

    @property
    def octetos(self) -> int:
        """Cuánto espacio ocupaban los originales."""
        return sum(renglon["octetos"] for renglon in self.relacion)
