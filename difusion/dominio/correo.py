"""Lo que dice un correo: cada plantilla de `correos/` se escribe aquí, en texto y, si la tiene, en HTML."""

from typing import Any

from django.template.loader import render_to_string

from nucleo.texto.llano import texto_llano
from personas.models import Oficina

SOLO_TEXTO = frozenset({"acuse", "credencial"})


def componer(plantilla: str, *, oficina: Oficina | None = None, **contexto: Any) -> dict[str, str]:
    """El `texto` y el `html` de un correo, con los datos de la oficina.

    Si lleva un enlace personal va en el `secreto` del envío, que se borra en cuanto sale; si no, en su carga.
    """
    contexto["oficina"] = oficina or Oficina.objects.actual()
    correo = {"texto": texto_llano(f"correos/{plantilla}.txt", contexto)}
    if plantilla not in SOLO_TEXTO:
        correo["html"] = render_to_string(f"correos/{plantilla}.html", contexto)
    return correo
