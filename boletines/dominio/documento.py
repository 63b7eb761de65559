"""El boletín en PDF con membrete, etiquetado (PDF/UA-1), hecho con typst."""

import json
from functools import cache
from pathlib import Path
from typing import cast

import typst
from django.conf import settings

from boletines.models import Boletin
from media_library.dominio.publico import bytes_publicos
from nucleo.formato import fecha_larga, telefono
from personas.models import Oficina

_CARPETA = Path(settings.BASE_DIR) / "templates" / "typst"
_FUENTES = Path(settings.BASE_DIR) / "static" / "fuentes" / "ttf"


@cache
def _compilador(plantilla: str) -> typst.Compiler:
    """Un compilador por plantilla y proceso: abrirlo cuesta más que imprimir (performance.md)."""
    return typst.Compiler(
        str(_CARPETA / plantilla), root=str(_CARPETA), font_paths=[str(_FUENTES)], ignore_system_fonts=True
    )


def compilar(plantilla: str, datos: dict) -> bytes:
    """Compila una plantilla de `templates/typst` con datos JSON; nunca se arma marcado con texto ajeno."""
    pdf = _compilador(plantilla).compile(
        format="pdf", sys_inputs={"datos": json.dumps(datos, ensure_ascii=False)}, pdf_standards=["ua-1"]
    )
    return cast("bytes", pdf)


def membrete() -> dict:
    """Los datos de la oficina que llevan todos los documentos."""
    oficina = Oficina.objects.actual()
    return {
        "municipio": oficina.municipio,
        "entidad": oficina.entidad,
        "oficina": oficina.nombre,
        "domicilio": oficina.domicilio,
        "telefonos": " · ".join(telefono(t) for t in oficina.telefonos),
        "sitio": oficina.sitio,
        "correo": oficina.correo,
    }


def pdf_de_boletin(boletin: Boletin) -> bytes:
    """El PDF de un boletín; sin folio dice «Borrador»."""
    fecha = boletin.publicado_en or boletin.modificado_en
    return compilar(
        "boletin.typ",
        {
            "oficina": membrete(),
            "folio": boletin.folio or "Borrador sin folio",
            "titulo": boletin.titulo,
            "sumario": boletin.sumario,
            "lugar_y_fecha": f"{boletin.lugar}, a {fecha_larga(fecha)}",
            "parrafos": boletin.parrafos,
            "contacto": boletin.contacto,
            "fotos": _fotos(boletin),
        },
    )


def _fotos(boletin: Boletin) -> list[dict]:
    """La foto principal, dentro del PDF como bytes en base 16 que typst decodifica."""
    foto = boletin.fotos.select_related("evidencia__original").first()
    if foto is None:
        return []
    evidencia = foto.evidencia
    return [
        {
            "octetos": list(bytes_publicos(evidencia, receta="w800.jpg")),
            "pie": evidencia.pie,
            "alternativo": evidencia.texto_alternativo,
            "credito": evidencia.credito,
        }
    ]
