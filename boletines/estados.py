"""Estados de un boletín y sus tipos."""

from datetime import datetime

from django.db.models import TextChoices

from nucleo.texto.formato import cuando_sera


class EstadoBoletin(TextChoices):
    BORRADOR = "borrador", "Borrador"
    EN_REVISION = "en_revision", "En revisión"
    CON_CAMBIOS = "con_cambios", "Con cambios"
    APROBADO = "aprobado", "Aprobado"
    PROGRAMADO = "programado", "Programado"
    PUBLICADO = "publicado", "Publicado"
    RETIRADO = "retirado", "Retirado"
    APLICADO = "aplicado", "Corrección aplicada"
    DESCARTADO = "descartado", "Descartado"


EDITABLES = (EstadoBoletin.BORRADOR, EstadoBoletin.CON_CAMBIOS)
EMITIDOS = (EstadoBoletin.PUBLICADO, EstadoBoletin.RETIRADO)
APROBADOS = (EstadoBoletin.APROBADO, EstadoBoletin.PROGRAMADO)
FUERA_DEL_TRABAJO = (EstadoBoletin.APLICADO, EstadoBoletin.DESCARTADO)
# Lo que cambia una corrección, además de las fotos y los cortes.
CORREGIBLES = ("titulo", "sumario", "balazos", "cuerpo", "frase", "frase_de", "programa", "lugar", "contacto")
CERRADOS = (*EMITIDOS, *FUERA_DEL_TRABAJO)


# Publicado, con folio y sin que llegue su hora. Se ve y se cuenta aparte: todavía no sale.
CON_EMBARGO = "con_embargo"


class TipoDeBoletin(TextChoices):
    BOLETIN = "boletin", "Boletín"
    NOTA = "nota", "Nota informativa"
    AVISO = "aviso", "Aviso"
    AGENDA = "agenda", "Agenda informativa"
    POSICIONAMIENTO = "posicionamiento", "Posicionamiento"
    ESQUELA = "esquela", "Esquela"
    FE_DE_ERRATAS = "fe-de-erratas", "Fe de erratas"


# Pedirlos estaría fuera de lugar.
SIN_SUMARIO = (TipoDeBoletin.ESQUELA,)
SIN_FOTO = (TipoDeBoletin.ESQUELA, TipoDeBoletin.FE_DE_ERRATAS)


class Programa(TextChoices):
    """Si habla de un programa público, qué leyenda manda la ley."""

    SIN_DECIDIR = "", "Por decidir"
    NO = "no", "No habla de programas ni apoyos"
    APOYO = "apoyo", "Programa, apoyo o subsidio público"
    SOCIAL = "social", "Programa de desarrollo social"


# LGCS art. 11 (reforma vigente: 11-05-2018 restablecida) y LGDS art. 28.
LEYENDAS = {
    Programa.APOYO: (
        "Este programa es público, ajeno a cualquier partido político. Queda prohibido el uso para fines distintos"
        " a los establecidos en el programa."
    ),
    Programa.SOCIAL: (
        "Este programa es público, ajeno a cualquier partido político. Queda prohibido el uso para fines distintos"
        " al desarrollo social."
    ),
}


class RespuestaDeVistoBueno(TextChoices):
    PENDIENTE = "pendiente", "Sin respuesta"
    CONFORME = "conforme", "Conforme"
    CON_CORRECCIONES = "corregir", "Pide correcciones"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoBoletin.BORRADOR: "bor",
    EstadoBoletin.EN_REVISION: "rev",
    EstadoBoletin.CON_CAMBIOS: "cam",
    EstadoBoletin.APROBADO: "apr",
    EstadoBoletin.PROGRAMADO: "prog",
    EstadoBoletin.PUBLICADO: "pub",
    CON_EMBARGO: "prog",
    EstadoBoletin.RETIRADO: "bor",
    EstadoBoletin.APLICADO: "pub",
    EstadoBoletin.DESCARTADO: "bor",
}


def como_se_ve(estado: str, embargo_hasta: datetime | None, ahora: datetime) -> tuple[str, str]:
    """La palabra con que se enseña y de qué color: «Con embargo hasta lun 10:00» mientras lo publicado no sale."""
    if estado == EstadoBoletin.PUBLICADO and embargo_hasta and embargo_hasta > ahora:
        return f"Con embargo hasta {cuando_sera(embargo_hasta, ahora)}", TONOS[CON_EMBARGO]
    return str(EstadoBoletin(estado).label), TONOS[estado]
