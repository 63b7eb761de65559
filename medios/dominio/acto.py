"""El acto tal como está ahora: medios no conoce la agenda, así que ella registra cómo leerlo."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from medios.estados import SituacionDelActo
from medios.models import Convocatoria
from nucleo.calendario import evento_ics


@dataclass(frozen=True)
class DatosDelActo:
    """Lo que medios necesita saber de un evento que no conoce."""

    ref: str
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


Lector = Callable[[str], DatosDelActo | None]
_LECTORES: dict[str, Lector] = {}


def registrar_lector(etiqueta: str, lector: Lector) -> None:
    """La app dueña de un acto (`agenda.evento`) dice cómo se lee el que señala una referencia."""
    _LECTORES[etiqueta] = lector


def acto_de(convocatoria: Convocatoria) -> DatosDelActo:
    """El acto como está ahora; si su dueña ya no lo tiene, como se escribió en la convocatoria."""
    lector = _LECTORES.get(convocatoria.evento_ref.partition(":")[0])
    return (lector and lector(convocatoria.evento_ref)) or DatosDelActo(
        ref=convocatoria.evento_ref,
        titulo=convocatoria.titulo,
        inicio=convocatoria.inicio,
        fin=convocatoria.fin,
        lugar=convocatoria.lugar,
        uid=convocatoria.uid_ics,
        secuencia=0,
        vence_en=convocatoria.fin,
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
