"""A este paso: desde el día 20, con días hábiles, sin contar como paso lo que llegó de un mes cerrado."""

from datetime import UTC, date, datetime

import pytest

from cronograma.dominio.pronostico import pronosticos
from cronograma.dominio.tabla import tabla_del_ejercicio
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory

pytestmark = pytest.mark.django_db


def dice(dia, programado, hechas):
    actividad = ActividadFactory()
    MetaFactory(actividad=actividad, mes=3, programado=programado)
    if hechas:
        EvidenciaManualFactory(actividad=actividad, fecha=date(2026, 3, 3), cantidad=hechas)
    ahora = datetime(2026, 3, dia, 18, tzinfo=UTC)
    return [p.frase for p in pronosticos(tabla_del_ejercicio(2026, ahora=ahora), ahora=ahora)]


def test_antes_del_20_no_dice_nada():
    assert dice(19, 10, 1) == []


def test_desde_el_20_dice_cuanto_faltara():
    """Viernes 20 de marzo: van 14 días hábiles de 22 y quedan 8."""
    assert dice(20, 12, 7) == ["Faltan 5, quedan 8 días hábiles. A este paso faltará 1."]


def test_lo_que_si_alcanza_lo_dice():
    assert dice(20, 11, 7) == ["Faltan 4, quedan 8 días hábiles: a este paso sí alcanza."]


def test_lo_cumplido_no_se_pronostica():
    assert dice(20, 7, 7) == []
