"""La fecha de captura dicha en palabras, con su certeza: la supuesta nunca se enseña como segura."""

from media_library.estados import Certeza
from media_library.models import Evidencia
from nucleo.texto.formato import fecha_larga, fecha_media, hora

AVISOS = {
    Certeza.ARCHIVO: "",
    Certeza.NOMBRE: "fecha supuesta",
    Certeza.DIA: "fecha supuesta",
    Certeza.SUBIDA: "fecha de la subida",
}


def aviso_de_fecha(evidencia: Evidencia) -> str:
    """Qué advertir junto a la fecha en pocas palabras; vacío si es segura."""
    return AVISOS[Certeza(evidencia.certeza)]


def fecha_y_hora(evidencia: Evidencia) -> str:
    """«14 de marzo de 2026, 23:40»; si es supuesta, de dónde sale; si no se sabe, cuándo se subió."""
    dia = fecha_larga(evidencia.capturada_en)
    if evidencia.certeza == Certeza.SUBIDA:
        return f"No se sabe; se subió el {dia}"
    cuando = dia
    if evidencia.tiene_hora:
        cuando = f"{dia}, {hora(evidencia.capturada_en)}"
    if evidencia.certeza == Certeza.ARCHIVO:
        return cuando
    return f"{cuando} (supuesta: la dice el nombre del archivo)"


def dia_de_captura(evidencia: Evidencia) -> str:
    """«14 de marzo de 2026», con su advertencia si hace falta."""
    return _con_aviso(fecha_larga(evidencia.capturada_en), evidencia)


def dia_en_corto(evidencia: Evidencia) -> str:
    """«14 mar 2026», con su advertencia si hace falta."""
    return _con_aviso(fecha_media(evidencia.capturada_en), evidencia)


def hora_de_captura(evidencia: Evidencia) -> str:
    """«23:40 h», con su advertencia si es supuesta; «sin hora» si no se sabe."""
    if not evidencia.tiene_hora:
        return "sin hora"
    dicha = f"{hora(evidencia.capturada_en)} h"
    if evidencia.certeza == Certeza.ARCHIVO:
        return dicha
    return f"{dicha} (supuesta)"


def _con_aviso(dia: str, evidencia: Evidencia) -> str:
    if aviso := aviso_de_fecha(evidencia):
        return f"{dia} ({aviso})"
    return dia
