"""Quién guardó antes: otra persona, o una misma en otra pestaña."""

from boletines.models import Boletin
from nucleo.texto.formato import hora
from personas.models import Persona


def quien_guardo(boletin: Boletin, persona: Persona) -> str:
    """«Redacción guardó a las 10:05», o «Guardaste en otra pestaña a las 10:05»."""
    ultima = boletin.versiones.select_related("guardada_por").first()
    if ultima is None:
        return "Otra persona guardó"
    if ultima.guardada_por == persona:
        return f"Guardaste en otra pestaña a las {hora(ultima.guardada_en)}"
    return f"{ultima.guardada_por} guardó a las {hora(ultima.guardada_en)}"
