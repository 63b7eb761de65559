"""La base de las decisiones: quién la usa y qué exige a quien hereda."""

import pytest
from django.apps import apps

from agenda.models import DecisionDeInvitacion
from boletines.models.suspension import DecisionDeSuspension
from produccion.models import DecisionDeDiseno
from suspension.models import DecisionBase, Suspension
from tests.fabricas.suspension import PeriodoFactory

pytestmark = pytest.mark.django_db
DECISIONES = [m for m in apps.get_models() if issubclass(m, DecisionBase)]


def test_sin_las_decisiones_de_alguna_cosa_no_hay_suspension_que_preguntar(ahora):
    PeriodoFactory()

    with pytest.raises(TypeError, match="abstract"):
        Suspension.en(ahora)


def test_cada_cosa_tiene_la_suya_y_la_base_repite_sus_reglas():
    assert set(DECISIONES) == {DecisionDeInvitacion, DecisionDeSuspension, DecisionDeDiseno}
    for modelo in DECISIONES:
        nombre = modelo._meta.model_name
        assert {r.name for r in modelo._meta.constraints} == {
            f"{nombre}_permite_con_excepcion", f"{nombre}_autorizada_con_numero", f"{nombre}_una_vigente",
        }  # fmt: skip
