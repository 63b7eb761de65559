"""Describir desde el boletín: el pie, el texto alternativo y el crédito de sus fotos, que son los de la biblioteca."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from boletines.dominio.redaccion.borrador import para_elegir_fotos
from boletines.models import Boletin
from media_library.dominio.seleccion.palabras import describir_en_el_acto
from media_library.models import Evidencia
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import YaCambio
from personas.models import Persona
from personas.permisos import EDITAR_EVIDENCIA


@transaction.atomic(durable=True)
def describir_fotos(
    boletin: Boletin, *, palabras: Mapping[int, Mapping[str, Any]], por: Persona, ahora: datetime
) -> tuple[dict[int, Evidencia], set[int]]:
    """Guarda en la biblioteca lo que se escribió de cada foto del boletín, con la versión que se tenía a la vista.

    Devuelve cada foto como quedó y cuáles no se guardaron porque alguien las cambió antes: una que choca no detiene a
    las demás. Rechaza si el boletín ya no se edita o si la persona no puede escribir en la biblioteca.
    """
    exigir(por, EDITAR_EVIDENCIA, frase="describir fotos de la biblioteca")
    actual = para_elegir_fotos(boletin)
    quedaron: dict[int, Evidencia] = {}
    chocaron: set[int] = set()
    for foto in actual.fotos.filter(evidencia__in=palabras).select_related("evidencia"):
        evidencia = foto.evidencia
        try:
            describir_en_el_acto(evidencia, por=por, ahora=ahora, **palabras[evidencia.pk])
        except YaCambio:
            chocaron.add(evidencia.pk)
        quedaron[evidencia.pk] = evidencia
    return quedaron, chocaron
