"""Un renglón de la agenda que manda una dependencia: qué hará, cuándo y dónde, y el evento en que se convirtió."""

from datetime import date

from django.db import models
from django.db.models import Q

from agenda.models import Evento
from nucleo.texto.validadores import UN_RENGLON
from solicitudes.models.solicitud import Solicitud

DESDE, HASTA = date(2020, 1, 1), date(2100, 1, 1)


class RenglonPedido(models.Model):
    """Lo que la persona confirmó; el texto que pegó queda en la solicitud."""

    solicitud = models.ForeignKey(Solicitud, on_delete=models.CASCADE, related_name="renglones", db_index=False)
    orden = models.PositiveSmallIntegerField()
    fecha = models.DateField("día")
    hora = models.TimeField(null=True, blank=True)
    momento = models.CharField("cómo dijo la hora", max_length=40, blank=True, validators=[UN_RENGLON])
    que = models.CharField("qué", max_length=200, validators=[UN_RENGLON])
    donde = models.CharField("dónde", max_length=200, blank=True, validators=[UN_RENGLON])
    preside = models.CharField("quién preside", max_length=160, blank=True, validators=[UN_RENGLON])
    con_fotos = models.BooleanField("que vengan a tomar fotos", default=False)
    evento = models.ForeignKey(Evento, null=True, blank=True, on_delete=models.PROTECT, related_name="pedidos")

    class Meta:
        verbose_name = "renglón pedido"
        verbose_name_plural = "renglones pedidos"
        ordering = ["solicitud", "fecha", "hora", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["solicitud", "orden"], name="renglon_en_su_lugar"),
            models.CheckConstraint(name="renglon_fecha_razonable", condition=Q(fecha__gte=DESDE, fecha__lt=HASTA)),
            models.CheckConstraint(name="renglon_con_que", condition=~Q(que="")),
        ]

    def __str__(self) -> str:
        return self.que
