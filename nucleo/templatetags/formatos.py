"""Filtros de plantilla: los formatos de `nucleo.texto.formato`."""

from typing import Any

from django import template
from django.utils import timezone

from nucleo.texto import formato
from nucleo.texto.correos import correo_legible
from nucleo.texto.rico import a_texto

register = template.Library()
register.filter("texto_de_html", a_texto)
register.filter("fecha_larga", formato.fecha_larga)
register.filter("fecha_media", formato.fecha_media)
register.filter("fecha_corta", formato.fecha_corta)
register.filter("hora", formato.hora)
register.filter("telefono", formato.telefono)
register.filter("correo", correo_legible)
register.filter("numero", formato.numero)
register.filter("duracion", formato.duracion)
register.filter("reloj", formato.reloj)
register.filter("en_pasado", formato.en_pasado)


@register.filter
def fecha_con_dia(momento: Any) -> str:
    return formato.fecha_larga(momento, con_dia=True)


@register.filter
def instante(momento: Any) -> str:
    """Como lo lee una máquina: fecha, hora y huso, sin fracciones de segundo (HTML admite a lo más tres cifras)."""
    return timezone.localtime(momento).isoformat(timespec="seconds") if momento else ""


@register.filter
def dia_relativo(momento: Any) -> str:
    return formato.dia_relativo(momento, timezone.localdate())


@register.filter
def hace(momento: Any) -> str:
    return formato.hace(momento, timezone.now())


@register.filter
def tamano(octetos: int) -> str:
    """«2.1 MB»."""
    cantidad = float(octetos or 0)
    for unidad in ("B", "kB", "MB", "GB"):
        if cantidad < 1000 or unidad == "GB":  # noqa: PLR2004 - múltiplos decimales
            if unidad in {"B", "kB"}:
                return f"{cantidad:.0f} {unidad}"
            return f"{cantidad:.1f} {unidad}"
        cantidad /= 1000
    return ""


@register.filter
def puede(persona: Any, capacidad: str) -> bool:
    """Si la persona tiene la capacidad: `{% if user|puede:"boletines.aprobar" %}`."""
    return persona.is_authenticated and persona.puede(capacidad)
