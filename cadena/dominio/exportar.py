"""Lo que se ve de la agenda, en Excel, CSV o calendario (.ics)."""

from datetime import datetime

from cadena.consultas.calendario import Calendario, Entrada
from medios.dominio.importar.libros import FORMATOS as DE_TABLA
from medios.dominio.importar.libros import archivo_de
from nucleo.calendario import EventoDeCalendario, calendario_ics
from nucleo.texto.formato import CENTRO, hora
from personas.dominio.libro import Valor

FORMATOS = DE_TABLA | {"ics": "text/calendar; charset=utf-8"}
ENCABEZADOS = (
    "Fecha",
    "Empieza",
    "Termina",
    "Qué",
    "Dónde",
    "Dependencia",
    "Estado",
    "Prioridad",
    "Quién puede saberlo",
    "Preside",
    "Cubre",
    "Traslape",
)


def archivo_de_la_agenda(formato: str, calendario: Calendario, ahora: datetime) -> bytes:
    """Sólo los días del lapso, ya filtrados, en el orden en que se ven."""
    entradas = [e for _, suyas in calendario.dias for e in suyas]
    if formato == "ics":
        return calendario_ics([_de_calendario(e, ahora) for e in entradas]).encode()
    return archivo_de(formato, "Agenda", ENCABEZADOS, map(_fila, entradas))


def _de_calendario(entrada: Entrada, ahora: datetime) -> EventoDeCalendario:
    e = entrada.evento
    return EventoDeCalendario(
        uid=f"{e.clave}@agenda",
        titulo=e.titulo,
        inicio=e.inicio,
        fin=e.fin,
        lugar=e.donde(),
        secuencia=e.version,
        sello=ahora,
        cancelado=e.no_se_hace,
        por_confirmar=e.sin_confirmar,
    )


def _fila(entrada: Entrada) -> tuple[Valor, ...]:
    e = entrada.evento
    return (
        e.inicio.astimezone(CENTRO).date(),
        hora(e.inicio),
        hora(e.fin),
        e.titulo,
        e.donde(),
        e.dependencia.nombre,
        entrada.palabra,
        e.prioridad,
        str(e.get_alcance_display()),
        e.preside,
        ", ".join(dict.fromkeys(str(c.persona) for c in e.coberturas.all())),
        entrada.se_traslapa_con,
    )
