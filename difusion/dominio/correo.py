"""Lo que dice un correo: cada plantilla de `correos/` se escribe aquí, en texto y en HTML, con la misma base."""

from typing import Any

from django.template.loader import render_to_string

from nucleo.texto.llano import texto_llano
from personas.models import Oficina


def componer(plantilla: str, *, oficina: Oficina | None = None, **contexto: Any) -> dict[str, str]:
    """El `texto` y el `html` de un correo, con los datos de la oficina.

    Si lleva un enlace personal va en el `secreto` del envío, que se borra en cuanto sale; si no, en su carga.
    """
    contexto["oficina"] = oficina or Oficina.objects.actual()
    return {
        "texto": texto_llano(f"correos/{plantilla}.txt", contexto),
        "html": render_to_string(f"correos/{plantilla}.html", contexto),
    }


def cabeceras_de_baja(enlace: str) -> dict[str, str]:
    """Darse de baja con un clic desde el programa de correo (RFC 8058)."""
    if not enlace:
        return {}
    return {"List-Unsubscribe": f"<{enlace}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
