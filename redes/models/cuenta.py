"""Las cuentas de la oficina en cada red, con su llave cifrada."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from redes.estados import EstadoDeCuenta, Red


class CuentaDeRedQuerySet(models.QuerySet["CuentaDeRed"]):
    def de(self, red: str) -> "CuentaDeRed | None":
        return self.filter(red=red).first()


class CuentaDeRed(models.Model):
    """Una cuenta por red: cómo se llama, si está conectada y hasta cuándo. La llave se guarda cifrada."""

    red = models.CharField(max_length=20, choices=Red, unique=True)
    nombre = models.CharField("nombre de la página", max_length=120)
    id_remoto = models.CharField("identificador de la página", max_length=60, blank=True)
    salud = models.CharField(max_length=20, choices=EstadoDeCuenta, default=EstadoDeCuenta.DESCONECTADA)
    razon = models.CharField("por qué está así", max_length=300, blank=True)
    llave_cifrada = models.TextField(blank=True, default="")
    acceso_hasta = models.DateTimeField("hasta cuándo da permiso la red", null=True, blank=True)
    pausada_hasta = models.DateTimeField(null=True, blank=True)
    # Quien publica la aparta con un solo UPDATE; al terminar deja dicho desde cuándo puede salir la siguiente.
    ocupada_hasta = models.DateTimeField(null=True, blank=True)
    revisada_en = models.DateTimeField("última vez que contestó", null=True, blank=True)
    conectada_en = models.DateTimeField(null=True, blank=True)
    conectada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CuentaDeRedQuerySet.as_manager()

    class Meta:
        verbose_name = "cuenta de red"
        verbose_name_plural = "cuentas de red"
        ordering = ["red"]
        constraints = [
            models.CheckConstraint(name="cuenta_salud_conocida", condition=Q(salud__in=EstadoDeCuenta.values)),
            models.CheckConstraint(
                name="cuenta_conectada_con_llave",
                condition=~Q(salud=EstadoDeCuenta.CONECTADA) | (~Q(llave_cifrada="") & ~Q(id_remoto="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_red_display()}: {self.nombre}"

    def publica_sola(self, ahora: datetime) -> bool:
        return self.salud == EstadoDeCuenta.CONECTADA and not (self.pausada_hasta and self.pausada_hasta > ahora)
