"""En qué va una solicitud, en palabras de quien la mandó."""

from nucleo.texto.formato import DIAS, MESES
from solicitudes.estados import Destino, EstadoSolicitud
from solicitudes.models import Solicitud

EN_CURSO: dict[str, str] = {
    Destino.AGENDA: "En la agenda",
    Destino.BOLETIN: "La estamos escribiendo",
    Destino.DISENO: "La estamos diseñando",
}
CERRADA: dict[str, str] = {
    Destino.AGENDA: "Hecho",
    Destino.BOLETIN: "Publicada",
    Destino.DISENO: "Lista",
    Destino.URGENTE: "En la portada del sitio",
    Destino.ATENDIDA: "Atendida",
    Destino.NO_PROCEDE: "No procede",
}
DESENLACES: dict[str, str] = {Destino.NO_PROCEDE: "cam", Destino.REPETIDA: "bor"}


def en_sus_palabras(solicitud: Solicitud) -> str:
    """«La estamos leyendo», «Te preguntamos algo», «En la agenda», «Publicada»."""
    if solicitud.estado == EstadoSolicitud.POR_DECIDIR:
        return "La estamos leyendo"
    if solicitud.estado == EstadoSolicitud.EN_ESPERA:
        return _en_espera(solicitud)
    if solicitud.estado == EstadoSolicitud.EN_CURSO:
        return EN_CURSO[solicitud.destino]
    if solicitud.repetida_de:
        return f"Es la misma que {solicitud.repetida_de.folio}"
    return CERRADA[solicitud.destino]


def _en_espera(solicitud: Solicitud) -> str:
    dia = solicitud.fecha_pospuesta
    if dia is None:
        return "Te preguntamos algo"
    return f"La vemos el {DIAS[dia.weekday()]} {dia.day} de {MESES[dia.month - 1]}"


def tono_de(solicitud: Solicitud) -> str:
    """De qué color se pinta, para quien la mandó."""
    if solicitud.detenida_en:
        return "cam"
    return {
        EstadoSolicitud.POR_DECIDIR: "rev",
        EstadoSolicitud.EN_ESPERA: "prog",
        EstadoSolicitud.EN_CURSO: "apr",
    }.get(EstadoSolicitud(solicitud.estado)) or DESENLACES.get(solicitud.destino, "pub")
