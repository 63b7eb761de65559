"""Qué pasa con un tema durante la suspensión y por qué excepción de ley sí se difunde algo."""

from django.db.models import TextChoices


class Trato(TextChoices):
    """Qué pasa con un tema durante la suspensión de propaganda gubernamental."""

    SUSPENDIDA = "suspendida", "Se suspende"
    PERMITIDA = "permitida", "Se difunde con identidad neutra"
    CON_AUTORIZACION = "con_autorizacion", "Sólo con número de autorización"


class Excepcion(TextChoices):
    """Por qué puede difundirse algo durante la suspensión (Const. 41-III-C; LGCS 7 y 21; LGTAIP 63)."""

    SALUD = "salud", "Servicios de salud"
    EDUCACION = "educacion", "Servicios educativos"
    PROTECCION = "proteccion_civil", "Protección civil en caso de emergencia"
    ELECTORAL = "electoral", "Información de la autoridad electoral"
    SERVICIO = "servicio", "Trámite o servicio: cierre vial, corte de agua, horario"
    MANDATO = "mandato_legal", "Publicación ordenada por ley: gaceta, convocatoria, transparencia"
    AUTORIZACION = "autorizacion", "Autorizado por el INE o el IEPC"
