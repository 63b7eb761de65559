"""El marco de toda página pública."""

import json
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from nucleo.texto.formato import CENTRO
from portal.consultas.edicion import Edicion
from portal.consultas.identidad import Sitio, sitio


def pintar(plantilla: str, edicion: Edicion, **contexto: Any) -> str:
    """Una página del portal, sin petición ni persona."""
    quien = sitio(edicion)
    base = {
        "sitio": quien,
        "seccion": "",
        "suspension": edicion.suspension,
        "ejercicio_actual": edicion.ahora.astimezone(CENTRO).year,
    }
    contexto["actualizada_en"] = contexto.get("actualizada_en") or _actualizada_en(contexto, quien)
    return render_to_string(f"portal/{plantilla}", base | contexto)


def _actualizada_en(contexto: dict[str, Any], quien: Sitio) -> datetime | None:
    """La fecha de lo que la página muestra (LGTAIP art. 58): su boletín más nuevo o, sin boletines, la de la oficina.

    Depende sólo del contenido: rehacer la página sin cambios da los mismos octetos.
    """
    tarjetas = [*contexto.get("tarjetas", ()), *contexto.get("ultimos", ()), contexto.get("destacado")]
    fechas = [t.boletin.publicado_en for t in tarjetas if t and t.boletin.publicado_en]
    return max(fechas, default=quien.configurado_en)


def json_ld(datos: dict[str, Any]) -> SafeString:
    """JSON que no puede cerrar su etiqueta `script`, sea cual sea el texto."""
    texto = json.dumps(datos, ensure_ascii=False)
    for signo, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        texto = texto.replace(signo, escape)
    return mark_safe(texto)  # noqa: S308 - escapado renglones arriba
