"""La bitácora de lo que se le pidió a la red y lo que contestó."""

from django.db import models
from django.db.models import Q

from redes.estados import Paso, ResultadoDeIntento
from redes.models.publicacion import Publicacion


class IntentoEnRed(models.Model):
    """Una vez que se preparó, se publicó o se miró. El de publicar se abre antes de pedir nada."""

    publicacion = models.ForeignKey(Publicacion, on_delete=models.PROTECT, related_name="intentos")
    paso = models.CharField(max_length=12, choices=Paso)
    resultado = models.CharField(max_length=12, choices=ResultadoDeIntento, default=ResultadoDeIntento.ABIERTO)
    empezo_en = models.DateTimeField()
    termino_en = models.DateTimeField(null=True, blank=True)
    frase = models.CharField("qué pasó", max_length=500, blank=True)
    respuesta = models.CharField("lo que dijo la red", max_length=2000, blank=True)
    codigo = models.IntegerField(null=True, blank=True)
    subcodigo = models.IntegerField(null=True, blank=True)
    rastro = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "intento en la red"
        verbose_name_plural = "intentos en la red"
        ordering = ["publicacion", "pk"]
        constraints = [
            models.CheckConstraint(name="intento_en_red_paso_conocido", condition=Q(paso__in=Paso.values)),
            models.CheckConstraint(
                name="intento_en_red_resultado_conocido", condition=Q(resultado__in=ResultadoDeIntento.values)
            ),
            models.CheckConstraint(
                name="intento_en_red_terminado",
                condition=Q(resultado=ResultadoDeIntento.ABIERTO) | Q(termino_en__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publicacion_id} · {self.get_paso_display()}"
