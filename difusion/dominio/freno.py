"""El freno de mano: un botón que detiene todo lo que sale (reliability.md D12)."""

from datetime import datetime

from django.db import transaction

from difusion.models import Freno
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from personas.models import Persona
from personas.permisos import FRENAR


def exigir_capacidad(persona: Persona, capacidad: str) -> None:
    """Levanta `NoTienePermiso` si la persona no puede."""
    if not persona.puede(capacidad):
        raise NoTienePermiso("Tu papel en la oficina no permite hacer esto.")


def poner_freno(*, motivo: str, por: Persona, ahora: datetime) -> Freno:
    """Detiene todas las salidas en lo que termina el mensaje en curso. Exige un motivo."""
    exigir_capacidad(por, FRENAR)
    if not motivo.strip():
        raise NoSePuede("Escribe por qué se detienen las salidas.")
    return _mover(puesto=True, motivo=motivo.strip(), por=por, ahora=ahora)


def soltar_freno(*, por: Persona, ahora: datetime) -> Freno:
    """Todo sigue donde se quedó; nada se perdió."""
    exigir_capacidad(por, FRENAR)
    return _mover(puesto=False, motivo="", por=por, ahora=ahora)


@transaction.atomic(durable=True)
def _mover(*, puesto: bool, motivo: str, por: Persona, ahora: datetime) -> Freno:
    freno = Freno.objects.actual()
    Freno.objects.filter(pk=freno.pk).update(puesto=puesto, motivo=motivo, puesto_por=por, puesto_en=ahora)
    asentar("poner el freno" if puesto else "soltar el freno", freno, por=por, ahora=ahora, motivo=motivo)
    freno.refresh_from_db()
    return freno
