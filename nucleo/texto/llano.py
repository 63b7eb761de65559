"""El texto que no es una página: correos, mensajes y asuntos hechos con una plantilla `.txt`, y celdas de CSV.

Una plantilla de texto no escapa nada, y Django marca lo que hace como HTML seguro: si eso llegara a una página, lo que
escribió una persona se volvería HTML. Por aquí pasan todas, y de aquí sale texto y nada más.
"""

from typing import Any

from django.template.loader import render_to_string

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def celda(valor: Any) -> Any:
    """La celda de un CSV; si la hoja de cálculo la tomaría por fórmula, con un apóstrofo que la vuelve texto."""
    if str(valor).startswith(FORMULA):
        return f"'{valor}"
    return valor


def texto_llano(plantilla: str, contexto: dict[str, Any]) -> str:
    """Lo que dice una plantilla `.txt`, como texto: puesto en una página se escapa como cualquier otro.

    Rechaza lo que no sea `.txt`: el HTML se hace con `render_to_string`.
    """
    if not plantilla.endswith(".txt"):
        raise ValueError(f"{plantilla} no es una plantilla de texto.")
    # `str(…)` y `… + ""` devuelven la misma cadena marcada; esto hace otra.
    return str.__str__(render_to_string(plantilla, contexto))
