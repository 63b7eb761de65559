"""El marco de toda página pública."""

import json
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from nucleo.texto.formato import CENTRO
from portal.consultas.edicion import Edicion
from portal.consultas.identidad import sitio
from portal.dominio.pintado.fechas import actualizada_en


def pintar(plantilla: str, edicion: Edicion, **contexto: Any) -> str:
    """Una página del portal, sin petición ni persona."""
    quien = sitio(edicion)
    base = {
        "sitio": quien,
        "seccion": "",
        "suspension": edicion.suspension,
        "ejercicio_actual": edicion.ahora.astimezone(CENTRO).year,
    }
    contexto["actualizada_en"] = actualizada_en(plantilla, contexto, quien.configurado_en)
    return render_to_string(f"portal/{plantilla}", base | contexto)


def json_ld(datos: dict[str, Any]) -> SafeString:
    """JSON que no puede cerrar su etiqueta `script`, sea cual sea el texto."""
    texto = json.dumps(datos, ensure_ascii=False)
    for signo, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        texto = texto.replace(signo, escape)
    return mark_safe(texto)  # noqa: S308 - escapado renglones arriba
