"""Consultas de las pantallas de difusión."""

from typing import Any

from difusion.models import Envio, Publicacion
from personas.permisos import DECIDIR_SALIDAS, PUBLICAR_EN_REDES


def por_decidir_de(persona: Any) -> int:
    """Cuántas salidas esperan la decisión de esta persona."""
    total = Envio.objects.por_decidir().count() if persona.puede(DECIDIR_SALIDAS) else 0
    return total + (Publicacion.objects.por_publicar().count() if persona.puede(PUBLICAR_EN_REDES) else 0)
