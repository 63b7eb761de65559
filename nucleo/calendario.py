"""Archivos .ics: RFC 5545 con zona horaria, hechos por `icalendar`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event

from nucleo.texto.formato import CENTRO


@dataclass(frozen=True)
class EventoDeCalendario:
    """Un evento como lo lee un programa de calendario. El UID no cambia; la secuencia sube con cada cambio."""

    uid: str
    titulo: str
    inicio: datetime
    fin: datetime
    lugar: str
    sello: datetime
    descripcion: str = ""
    secuencia: int = 0
    cancelado: bool = False
    por_confirmar: bool = False

    @property
    def situacion(self) -> str:
        if self.cancelado:
            return "CANCELLED"
        return "TENTATIVE" if self.por_confirmar else "CONFIRMED"


def evento_ics(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    *,
    uid: str,
    titulo: str,
    inicio: datetime,
    fin: datetime,
    lugar: str,
    descripcion: str = "",
    secuencia: int = 0,
    sello: datetime,
    cancelado: bool = False,
) -> str:
    """Un calendario con un evento, que se agrega o se quita."""
    uno = EventoDeCalendario(uid, titulo, inicio, fin, lugar, sello, descripcion, secuencia, cancelado)
    return calendario_ics([uno], metodo="CANCEL" if cancelado else "PUBLISH")


def calendario_ics(eventos: Iterable[EventoDeCalendario], *, metodo: str = "PUBLISH") -> str:
    calendario = Calendar()
    calendario.add("prodid", "-//Comunicacion Social//Agenda//ES")
    calendario.add("version", "2.0")
    calendario.add("method", metodo)
    for evento in eventos:
        calendario.add_component(_componente(evento))
    calendario.add_missing_timezones()
    return calendario.to_ical().decode()


def _componente(dicho: EventoDeCalendario) -> Event:
    evento = Event()
    evento.add("uid", dicho.uid)
    evento.add("dtstamp", dicho.sello.astimezone(UTC))
    evento.add("dtstart", dicho.inicio.astimezone(CENTRO))
    evento.add("dtend", dicho.fin.astimezone(CENTRO))
    evento.add("summary", dicho.titulo)
    evento.add("location", dicho.lugar)
    evento.add("sequence", dicho.secuencia)
    evento.add("status", dicho.situacion)
    if dicho.descripcion:
        evento.add("description", dicho.descripcion)
    return evento
