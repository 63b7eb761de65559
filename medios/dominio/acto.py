"""El acto tal como está ahora, en lo que le importa a un invitado."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agenda.estados import EstadoEvento
from agenda.models import Evento
from medios.estados import SituacionDelActo
from nucleo.calendario import evento_ics

SITUACIONES = {
    EstadoEvento.CANCELADO: SituacionDelActo.CANCELADO,
    EstadoEvento.POSPUESTO: SituacionDelActo.POSPUESTO,
}
ENLACE_DURA = timedelta(days=1)


@dataclass(frozen=True)
class DatosDelActo:
    """Qué, cuándo, dónde y si es."""

    evento: Evento
    titulo: str
    inicio: datetime
    fin: datetime
    lugar: str
    uid: str
    secuencia: int
    vence_en: datetime
    situacion: str = SituacionDelActo.EN_PIE
    motivo: str = ""

    @property
    def en_pie(self) -> bool:
        return self.situacion == SituacionDelActo.EN_PIE

    @property
    def huella(self) -> str:
        return huella_del_acto(self.inicio, self.fin, self.lugar)


def datos_del_acto(evento: Evento) -> DatosDelActo:
    """El evento como lo entiende un invitado: con su comunidad en el lugar y su situación en una palabra."""
    return DatosDelActo(
        evento=evento,
        titulo=evento.titulo,
        inicio=evento.inicio,
        fin=evento.fin,
        lugar=evento.donde(),
        uid=f"{evento.clave}@agenda",
        secuencia=evento.version,
        vence_en=evento.fin + ENLACE_DURA,
        situacion=SITUACIONES.get(EstadoEvento(evento.estado), SituacionDelActo.EN_PIE),
        motivo=evento.motivo,
    )


def huella_del_acto(inicio: datetime, fin: datetime, lugar: str) -> str:
    """Resume cuándo y dónde: dos huellas iguales son la misma cita."""
    cita = "|".join((inicio.astimezone(UTC).isoformat(), fin.astimezone(UTC).isoformat(), lugar))
    return hashlib.sha256(cita.encode()).hexdigest()


def ics_del_acto(datos: DatosDelActo, ahora: datetime) -> str:
    """El archivo de calendario del acto como está ahora.

    Pospuesto también se quita del calendario (RFC 5546 §3.2.5): esa hora ya no vale; al reprogramarse, la misma
    UID con una SEQUENCE mayor lo vuelve a poner.
    """
    return evento_ics(
        uid=datos.uid,
        titulo=datos.titulo,
        inicio=datos.inicio,
        fin=datos.fin,
        lugar=datos.lugar,
        descripcion=datos.motivo,
        secuencia=datos.secuencia,
        sello=ahora,
        cancelado=not datos.en_pie,
    )
