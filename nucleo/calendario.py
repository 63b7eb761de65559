"""Archivos .ics: RFC 5545 con zona horaria, hechos por `icalendar`."""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from nucleo.texto.formato import CENTRO


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
    """Un calendario con un evento. El UID no cambia; la secuencia sube con cada cambio."""
    calendario = Calendar()
    calendario.add("prodid", "-//Comunicacion Social//Agenda//ES")
    calendario.add("version", "2.0")
    calendario.add("method", "CANCEL" if cancelado else "PUBLISH")
    evento = Event()
    evento.add("uid", uid)
    evento.add("dtstamp", sello.astimezone(UTC))
    evento.add("dtstart", inicio.astimezone(CENTRO))
    evento.add("dtend", fin.astimezone(CENTRO))
    evento.add("summary", titulo)
    evento.add("location", lugar)
    evento.add("sequence", secuencia)
    evento.add("status", "CANCELLED" if cancelado else "CONFIRMED")
    if descripcion:
        evento.add("description", descripcion)
    calendario.add_component(evento)
    calendario.add_missing_timezones()
    return calendario.to_ical().decode()
