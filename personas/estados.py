"""Los temas de que trata lo que hace la oficina."""

from django.db.models import TextChoices


class Tema(TextChoices):
    """De qué trata un evento o un boletín; la ley de la suspensión de propaganda se aplica por tema."""

    OBRA = "obra-publica", "Obra pública"
    SERVICIOS = "servicios-publicos", "Servicios públicos"
    EDUCACION = "educacion", "Educación"
    SALUD = "salud", "Salud"
    CULTURA = "cultura", "Cultura"
    DEPORTE = "deporte", "Deporte"
    DESARROLLO = "desarrollo-social", "Desarrollo social"
    AMBIENTE = "medio-ambiente", "Medio ambiente"
    PROTECCION = "proteccion-civil", "Protección civil"
    TURISMO = "turismo", "Turismo"
    GOBIERNO = "gobierno", "Gobierno"
