"""Unir cosas de apps distintas por referencia."""

from datetime import datetime

from django.db.models import Model

from nucleo.models import Enlace
from nucleo.referencias import ref


def enlazar(origen: Model, tipo: str, destino: Model, *, ahora: datetime) -> Enlace:
    """Une dos objetos; repetirlo no duplica."""
    enlace, _ = Enlace.objects.get_or_create(
        tipo=tipo, origen=ref(origen), destino=ref(destino), defaults={"creado_en": ahora}
    )
    return enlace
