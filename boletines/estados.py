"""Estados de un boletín y sus categorías."""

from django.db.models import TextChoices


class EstadoBoletin(TextChoices):
    BORRADOR = "borrador", "Borrador"
    EN_REVISION = "en_revision", "En revisión"
    CON_CAMBIOS = "con_cambios", "Con cambios"
    APROBADO = "aprobado", "Aprobado"
    PUBLICADO = "publicado", "Publicado"
    RETIRADO = "retirado", "Retirado"


EDITABLES = (EstadoBoletin.BORRADOR, EstadoBoletin.CON_CAMBIOS)
EMITIDOS = (EstadoBoletin.PUBLICADO, EstadoBoletin.RETIRADO)


class Categoria(TextChoices):
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
