"""El directorio de nombres y cargos contra el que se revisan los textos."""

from datetime import datetime
from typing import Any

from django.db import transaction

from boletines.models import Titular
from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from personas.models import Persona
from personas.permisos import ESCRIBIR_BOLETINES


@transaction.atomic(durable=True)
def guardar_titular(titular: Titular, *, por: Persona, ahora: datetime, **campos: Any) -> Titular:
    """Agrega o cambia un nombre con su cargo. Rechaza el repetido y a una segunda persona que presida."""
    exigir(por, ESCRIBIR_BOLETINES)
    for nombre, valor in campos.items():
        setattr(titular, nombre, valor)
    validar(titular)
    titular.save()
    asentar("guardar titular", titular, por=por, ahora=ahora, nombre=titular.nombre, cargo=titular.cargo)
    return titular
