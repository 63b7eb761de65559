"""Lo que hace todo acto antes de cambiar algo: pedir la capacidad, negarse con razones, leer el motivo y validar."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso

POR_HORA = 5  # de lo que se recibe sin cuenta, desde una misma conexión
INSISTE = "Recibimos varios envíos desde tu conexión. Intenta otra vez en una hora o llama a la oficina."


class ConCapacidades(Protocol):
    """Quien hace el acto: se le pregunta qué puede."""

    def puede(self, capacidad: str) -> bool: ...


def exigir(por: ConCapacidades | None, *capacidades: str, frase: str = "hacer esto") -> None:
    """Rechaza a quien no tenga ninguna de las capacidades; `frase` dice qué, tras «Tu papel en la oficina no permite».

    Es la única negativa por permiso de la casa.
    """
    if por is None or not any(por.puede(capacidad) for capacidad in capacidades):
        raise NoTienePermiso(f"Tu papel en la oficina no permite {frase}.")


def rechazar_si(impedimentos: Iterable[Impedimento]) -> None:
    """Levanta `NoSePuede` con todos los impedimentos, si los hay."""
    if faltas := list(impedimentos):
        raise NoSePuede(faltas)


def motivo_escrito(motivo: str, pregunta: str, *, maximo: int, campo: str = "motivo") -> str:
    """El motivo sin espacios de sobra. Rechaza el que no cabe y, si hay pregunta, el que falta."""
    motivo = motivo.strip()
    if pregunta and not motivo:
        raise NoSePuede([Impedimento(pregunta, campo)])
    if len(motivo) > maximo:
        raise NoSePuede([Impedimento(f"El motivo tiene {len(motivo)} caracteres; usa {maximo} o menos.", campo)])
    return motivo


def validar(objeto: Model, *, salvo: Collection[str] = ()) -> None:
    """Las reglas del modelo, con sus negativas como impedimentos de cada campo."""
    try:
        objeto.full_clean(exclude=salvo)
    except ValidationError as error:
        raise NoSePuede(
            [
                Impedimento(frase, "" if campo == NON_FIELD_ERRORS else campo)
                for campo, frases in error.message_dict.items()
                for frase in frases
            ]
        ) from None


def rechazar_si_insiste(filas: Any, campo: str, ahora: datetime, *, tope: int = POR_HORA, frase: str = INSISTE) -> None:
    """Levanta `NoSePuede` si ya hay `tope` filas de la última hora. Se cuenta en la base: no falla abierto."""
    if filas.filter(**{f"{campo}__gt": ahora - timedelta(hours=1)}).count() >= tope:
        raise NoSePuede(frase)
