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


class Sonoridad(TextChoices):
    """Qué tan fuerte suena un corte: EBU R 128 para radio y televisión; lo usual en redes."""

    RADIO = "radio", "Radio y televisión (−23 LUFS)"
    REDES = "redes", "Redes (−16 LUFS)"
    ORIGINAL = "original", "Como se grabó"


class Encuadre(TextChoices):
    ORIGINAL = "", "Como se grabó"
    HORIZONTAL = "16x9", "Horizontal 16:9"
    CUADRADO = "1x1", "Cuadrado 1:1"
    VERTICAL = "9x16", "Vertical 9:16"


class Ajuste(TextChoices):
    COMPLETO = "completo", "Todo el cuadro, con fondo difuminado"
    RECORTE = "recorte", "Recortado al centro de interés"
