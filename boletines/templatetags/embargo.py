"""Las palabras con que se enseña el estado de un boletín."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boletines.estados import CON_EMBARGO, EstadoBoletin, como_se_ve
from boletines.models import Boletin
from nucleo.templatetags.componentes import ficha

register = template.Library()


@register.simple_tag
def estado_del_boletin(boletin: Boletin) -> SafeString:
    """Su estado: «Con embargo hasta lun 10:00» si tiene folio y no sale; si aún no lo tiene, con «Embargado» antes."""
    ahora = timezone.now()
    palabra, tono = como_se_ve(boletin.estado, boletin.embargo_hasta, ahora)
    if boletin.esta_embargado(ahora) and boletin.estado != EstadoBoletin.PUBLICADO:
        return format_html("{}{}", ficha("Embargado", CON_EMBARGO), ficha(palabra, tono))
    return ficha(palabra, tono)


@register.filter
def espera_su_hora(boletin: Boletin) -> bool:
    """Si ya tiene folio y todavía no sale."""
    return boletin.estado == EstadoBoletin.PUBLICADO and boletin.esta_embargado(timezone.now())
