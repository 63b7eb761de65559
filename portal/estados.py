"""Las listas cortas del portal."""

from django.db.models import TextChoices


class ClaseDeAviso(TextChoices):
    PROTECCION = "proteccion_civil", "Protección civil"
    SERVICIO = "servicio", "Servicio: cierre vial, corte de agua, horario"
    OTRO = "otro", "Otro"


class SentidoDeActa(TextChoices):
    OCULTA = "oculta", "Se ocultó"
    RESTABLECE = "restablece", "Se restableció"
