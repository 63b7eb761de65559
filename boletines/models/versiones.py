"""Lo escrito a través del tiempo: versiones, lo guardado hace poco y quién está editando."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from boletines.models.boletin import Boletin


class VersionDeBoletin(models.Model):
    """El texto en un momento. Las que guarda el sistema solo se juntan: una por persona cada diez minutos."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="versiones")
    numero = models.PositiveIntegerField()
    titulo = models.CharField(max_length=160)
    sumario = models.CharField(max_length=300, blank=True)
    balazos = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    cuerpo = models.TextField(blank=True)
    frase = models.CharField(max_length=300, blank=True)
    frase_de = models.CharField(max_length=160, blank=True)
    es_automatica = models.BooleanField(default=False)
    iniciada_en = models.DateTimeField("cuándo se empezó a juntar")
    guardada_en = models.DateTimeField()
    guardada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "versión de boletín"
        verbose_name_plural = "versiones de boletín"
        ordering = ["-numero"]
        constraints = [models.UniqueConstraint(fields=["boletin", "numero"], name="version_de_boletin_unica")]

    def __str__(self) -> str:
        return f"{self.boletin_id} v{self.numero}"


class TextoGuardado(models.Model):
    """Cada guardado reciente, entero: la base para unir dos textos, y lo que chocó mientras no se resuelve."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="textos_guardados")
    numero = models.PositiveIntegerField("versión que guardó, o de la que partía si chocó")
    contenido = models.JSONField()
    choco = models.BooleanField("no se pudo guardar porque otra persona guardó antes", default=False)
    guardado_en = models.DateTimeField()
    guardado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "texto guardado"
        verbose_name_plural = "textos guardados"
        ordering = ["-guardado_en", "-pk"]
        indexes = [models.Index(fields=["boletin", "numero"], name="texto_guardado_base")]

    def __str__(self) -> str:
        return f"{self.boletin_id} v{self.numero}"


class PresenciaEnBoletin(models.Model):
    """Quién tiene abierto el editor. Es un aviso, no un candado."""

    boletin = models.ForeignKey(Boletin, on_delete=models.CASCADE, related_name="presencias")
    persona = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    abierto_en = models.DateTimeField()
    visto_en = models.DateTimeField()

    class Meta:
        verbose_name = "presencia en boletín"
        verbose_name_plural = "presencias en boletín"
        constraints = [models.UniqueConstraint(fields=["boletin", "persona"], name="presencia_unica")]

    def __str__(self) -> str:
        return f"{self.persona_id} en {self.boletin_id}"
