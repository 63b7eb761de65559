"""Documentos en PDF con el membrete de la oficina, etiquetados (PDF/UA-1), hechos con typst."""

import json
from functools import cache
from pathlib import Path
from typing import cast

import typst
from django.conf import settings

from nucleo.formato import telefono
from personas.models import Oficina

_CARPETA = Path(settings.BASE_DIR) / "templates" / "typst"
_FUENTES = Path(settings.BASE_DIR) / "static" / "fuentes" / "ttf"


@cache
def _compilador(plantilla: str) -> typst.Compiler:
    """Un compilador por plantilla y proceso: abrirlo cuesta más que imprimir (performance.md)."""
    return typst.Compiler(str(_CARPETA / plantilla), root="/", font_paths=[str(_FUENTES)], ignore_system_fonts=True)


def compilar(plantilla: str, datos: dict) -> bytes:
    """Compila una plantilla de `templates/typst` con datos JSON; nunca se arma marcado con texto ajeno.

    Las imágenes van por su ruta absoluta en el disco: sólo rutas que puso este programa.
    """
    pdf = _compilador(plantilla).compile(
        format="pdf", sys_inputs={"datos": json.dumps(datos, ensure_ascii=False)}, pdf_standards=["ua-1"]
    )
    return cast("bytes", pdf)


def compilar_imagen(plantilla: str, datos: dict) -> bytes:
    """La primera página de una plantilla en PNG, a un pixel por punto."""
    entrada = {"datos": json.dumps(datos, ensure_ascii=False)}
    png = _compilador(plantilla).compile(format="png", ppi=72, sys_inputs=entrada)
    return cast("bytes", png[0] if isinstance(png, list) else png)


def membrete(oficina: Oficina | None = None) -> dict:
    """Los datos de la oficina que llevan todos los documentos; `oficina`, si ya se leyó."""
    oficina = oficina or Oficina.objects.actual()
    return {
        "municipio": oficina.municipio,
        "entidad": oficina.entidad,
        "oficina": oficina.nombre,
        "domicilio": oficina.domicilio,
        "telefonos": " · ".join(telefono(t) for t in oficina.telefonos),
        "sitio": oficina.sitio,
        "correo": oficina.correo,
    }
