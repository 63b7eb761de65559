"""Los periodos de suspensión: apuntarlos, terminarlos y el calendario en que se ven."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nucleo.dominio.impedimentos import NoSePuede
from suspension.dominio.periodos import agregar_periodo, terminar_periodo
from suspension.models import PeriodoSuspension
from tests.personas.conftest import AHORA

pytestmark = pytest.mark.django_db


def periodo(directora, empieza, termina):
    nuevo = PeriodoSuspension(
        tipo="eleccion", nombre="Elección", fundamento="LGCS art. 21", inicio=AHORA + timedelta(days=empieza),
        fin=AHORA + timedelta(days=termina),
    )  # fmt: skip
    return agregar_periodo(nuevo, por=directora, ahora=AHORA)


def test_un_periodo_no_termina_antes_de_empezar(directora):
    with pytest.raises(NoSePuede, match="terminar después de empezar"):
        periodo(directora, 2, 1)


@pytest.mark.parametrize(("empieza", "termina", "quedan"), [(-1, 1, 1), (1, 2, 0)], ids=["corre", "por empezar"])
def test_terminar_un_periodo_lo_corta_hoy_o_lo_quita_si_no_empieza(directora, empieza, termina, quedan):
    terminar_periodo(periodo(directora, empieza, termina), por=directora, ahora=AHORA)

    assert PeriodoSuspension.objects.filter(fin=AHORA).count() == PeriodoSuspension.objects.count() == quedan


def test_un_periodo_terminado_es_historia(directora):
    with pytest.raises(NoSePuede, match="historia"):
        terminar_periodo(periodo(directora, -2, -1), por=directora, ahora=AHORA)


def test_la_base_tampoco_deja_que_termine_antes_de_empezar():
    with pytest.raises(IntegrityError, match="suspension_empieza_antes"), transaction.atomic():
        PeriodoSuspension.objects.create(tipo="otro", nombre="X", inicio=AHORA, fin=AHORA, fundamento="X")
