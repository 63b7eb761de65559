"""Lo que cualquier página de un boletín dice de la suspensión."""

from typing import Any

from django import template
from django.utils import timezone

from boletines.dominio.salida.suspension import situacion_de
from boletines.models import Boletin
from personas.permisos import DECIDIR_SUSPENSION

register = template.Library()


@register.inclusion_tag("boletines/_suspension.html", takes_context=True)
def aviso_de_suspension(context: dict[str, Any], boletin: Boletin) -> dict[str, Any]:
    """La franja con la situación del boletín ante la suspensión que corre o viene; vacía si no hay."""
    persona = context["request"].user
    return {
        "boletin": boletin,
        "situacion": situacion_de(boletin, timezone.now()),
        "puede_decidir": persona.puede(DECIDIR_SUSPENSION),
    }
