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


class Trato(TextChoices):
    """Qué pasa con una categoría durante la suspensión de propaganda gubernamental."""

    SUSPENDIDA = "suspendida", "Se suspende"
    PERMITIDA = "permitida", "Se difunde con identidad neutra"
    CON_AUTORIZACION = "con_autorizacion", "Sólo con número de autorización"


class Excepcion(TextChoices):
    """Por qué puede difundirse un boletín durante la suspensión (Const. 41-III-C; LGCS 7 y 21; LGTAIP 63)."""

    SALUD = "salud", "Servicios de salud"
    EDUCACION = "educacion", "Servicios educativos"
    PROTECCION = "proteccion_civil", "Protección civil en caso de emergencia"
    ELECTORAL = "electoral", "Información de la autoridad electoral"
    SERVICIO = "servicio", "Trámite o servicio: cierre vial, corte de agua, horario"
    MANDATO = "mandato_legal", "Publicación ordenada por ley: gaceta, convocatoria, transparencia"
    AUTORIZACION = "autorizacion", "Autorizado por el INE o el IEPC"
