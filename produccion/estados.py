"""Las palabras de lo que produce la oficina."""

from django.db.models import TextChoices


class FormatoDeLaminas(TextChoices):
    PPTX = "pptx", "PowerPoint"
    PDF = "pdf", "PDF"
    ODP = "odp", "Presentación de LibreOffice"


class OrigenDeLaminas(TextChoices):
    GENERADA = "generada", "Hecha aquí"
    SUBIDA = "subida", "Subida"
