"""Clases y estados de la evidencia."""

from django.db.models import TextChoices


class Clase(TextChoices):
    FOTO = "foto", "Fotografía"
    VIDEO = "video", "Video"
    AUDIO = "audio", "Audio"
    DOCUMENTO = "documento", "Documento"


class EstadoDerivado(TextChoices):
    PENDIENTE = "pendiente", "Procesando"
    HECHO = "hecho", "Listo"
    FALLIDO = "fallido", "No se pudo procesar"
