"""Piezas de las pantallas de la biblioteca."""

import json
from collections.abc import Iterable
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from media_library.consultas import fechas
from media_library.dominio.derechos.reserva import palabras_reservadas
from media_library.dominio.reconocimiento.firmas import DE_GRABACION, INICIO, NO_SE_ABRE, para_la_pantalla
from media_library.dominio.reconocimiento.puerta import PIXELES_DE_JPEG, PIXELES_MAXIMOS
from media_library.dominio.seleccion.con_la_seleccion import Accion, acciones_para
from media_library.models import Evidencia
from personas.models import Persona

register = template.Library()


@register.simple_tag
def limites_de_subida() -> SafeString:
    """Lo que `subir.js` necesita para decir, antes de empezar, cuáles archivos no van a entrar."""
    return format_html(
        'data-limites data-firmas="{}" data-inicio="{}" data-tope="{}" data-pixeles="{}" data-pixeles-de-jpeg="{}" '
        'data-grabaciones="{}" data-no-se-abre="{}"',
        json.dumps(para_la_pantalla(), ensure_ascii=False, separators=(",", ":")),
        INICIO,
        settings.SUBIDA_MAXIMA_BYTES,
        PIXELES_MAXIMOS // 10**6,
        PIXELES_DE_JPEG // 10**6,
        " ".join(sorted(DE_GRABACION)),
        NO_SE_ABRE,
    )


register.filter(fechas.aviso_de_fecha)
register.filter(fechas.dia_de_captura)
register.filter(fechas.fecha_y_hora)
register.filter(fechas.hora_de_captura)


@register.simple_tag
def reservada_para(persona: Persona, evidencia: Evidencia) -> bool:
    """Si ni las palabras se le enseñan. El archivo lo niega siempre la vista que lo entrega."""
    return palabras_reservadas(persona, evidencia, ahora=timezone.now())


@register.simple_tag
def la_ve(persona: Persona, evidencia: Evidencia) -> bool:
    """Si esa evidencia es de las que la persona puede ver."""
    return Evidencia.objects.visibles_para(persona).filter(pk=evidencia.pk).exists()


@register.simple_tag
def acciones_de_seleccion(persona: Persona) -> list[Accion]:
    """Lo que otras partes ofrecen hacer con las fotos elegidas."""
    return acciones_para(persona)


@register.filter
def en_la_direccion(elegidas: Iterable[Evidencia]) -> str:
    """Las fotos elegidas, como las lee la pantalla a la que se llevan."""
    return urlencode([("evidencias", evidencia.pk) for evidencia in elegidas])
