"""Cuánto puede pedir una misma conexión, sin guardar de quién es."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from nucleo.dominio.impedimentos import NoSePuede

POR_HORA = 5


def huella_de_origen(direccion: str) -> str:
    """Una huella de la conexión que no dice su dirección (LGPDPPSO: minimizar); cambia con la llave del sitio."""
    return salted_hmac("portal.origen", direccion, secret=settings.SECRET_KEY).hexdigest()[:32]


def rechazar_si_insiste(filas: Any, campo: str, ahora: datetime) -> None:
    """Levanta `NoSePuede` si esa conexión ya hizo cinco en la última hora. Se cuenta en la base: no falla abierto."""
    if filas.filter(**{f"{campo}__gt": ahora - timedelta(hours=1)}).count() >= POR_HORA:
        raise NoSePuede("Recibimos varios envíos desde tu conexión. Intenta otra vez en una hora o llama a la oficina.")
