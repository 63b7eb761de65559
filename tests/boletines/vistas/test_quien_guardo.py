"""Quién guardó antes se dice por su nombre; si fue una misma en otra pestaña, también."""

import pytest

from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.views.redaccion.quien_guardo import quien_guardo

pytestmark = pytest.mark.django_db


def test_una_misma_en_otra_pestana_no_es_otra_persona(redactar, redactora, directora, ahora):
    boletin = redactar("borrador")
    guardar_boletin(boletin, version=boletin.version, titulo="Otra cabeza", por=redactora, ahora=ahora)

    assert quien_guardo(boletin, redactora).startswith("Guardaste en otra pestaña a las ")
    assert quien_guardo(boletin, directora).startswith(f"{redactora} guardó a las ")
