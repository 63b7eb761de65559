"""Las decisiones que se pueden tomar, con su tecla y su botón; y cuál se propone según lo que pidieron."""

from dataclasses import dataclass

from nucleo.texto.formato import plural
from solicitudes.estados import TipoDeSolicitud
from solicitudes.models import Solicitud


@dataclass(frozen=True)
class Tecla:
    """Un botón de la bandeja. Con `pregunta`, se abre y pide una cosa; con `enlace`, lleva a otra página."""

    letra: str
    clave: str
    nombre: str
    icono: str
    pregunta: bool = False
    enlace: bool = False

    @property
    def ruta(self) -> str:
        return f"solicitudes:{self.clave}"


TECLAS = (
    Tecla("a", "agenda", "Agenda", "calendar-plus"),
    Tecla("b", "boletin", "Boletín", "newspaper"),
    Tecla("d", "diseno", "Diseño", "image"),
    Tecla("u", "urgente", "Aviso urgente", "triangle-alert", enlace=True),
    Tecla("e", "atendida", "Ya se atendió", "circle-check", pregunta=True),
    Tecla("q", "preguntar", "Preguntar", "message-circle", pregunta=True),
    Tecla("z", "posponer", "Posponer", "clock", pregunta=True),
    Tecla("r", "repetida", "Repetida de", "copy", pregunta=True),
    Tecla("f", "no_procede", "No procede", "octagon-pause", pregunta=True),
)
POR_TIPO: dict[str, str] = {
    TipoDeSolicitud.AGENDA: "agenda",
    TipoDeSolicitud.COBERTURA: "agenda",
    TipoDeSolicitud.BOLETIN: "boletin",
    TipoDeSolicitud.INFORME: "boletin",
    TipoDeSolicitud.DISENO: "diseno",
    TipoDeSolicitud.AVISO: "urgente",
}


def sugerida_para(solicitud: Solicitud) -> Tecla:
    """La que se propone: el botón grande."""
    clave = POR_TIPO.get(solicitud.tipo, "atendida")
    return next(tecla for tecla in TECLAS if tecla.clave == clave)


def verbo_de(tecla: Tecla, cuantos: int) -> str:
    """Lo que dice el botón grande: «Crear 5 eventos en la agenda»."""
    if tecla.clave == "agenda" and cuantos:
        return plural(cuantos, "Crear el evento en la agenda", "Crear {} eventos en la agenda")
    return {
        "agenda": "Poner en la agenda",
        "boletin": "Empezar el boletín",
        "diseno": "Pedir el diseño",
        "urgente": "Revisar el aviso urgente",
        "atendida": "Ya se atendió",
    }[tecla.clave]


def dira(tecla: Tecla, cuantos: int) -> str:
    """Lo que le llegará a quien pidió si se decide eso."""
    return {
        "agenda": plural(
            cuantos or 1, "«Tu actividad ya está en la agenda.»", "«Tus {} actividades ya están en la agenda.»"
        ),
        "boletin": "«Ya estamos escribiendo tu boletín.»",
        "diseno": "«Tu diseño ya está en la lista.»",
        "urgente": "«Tu aviso se puso en la portada del sitio.»",
        "atendida": "lo que escribas, con la dirección.",
    }[tecla.clave]
