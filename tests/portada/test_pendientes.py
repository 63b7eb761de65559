"""Lo que «Hoy» y Avisos le piden a cada persona."""

import pytest

from comsocial.portada.hoy import pendientes_de
from tests.fabricas.agenda import CoberturaFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rasgo", "piden"), [({}, ["Por cubrir"]), ({"evento__cancelado": True}, []), ({"evento__pospuesto": True}, [])]
)
def test_lo_cancelado_y_lo_pospuesto_no_se_pide_cubrir(fotografo, ahora, rasgo, piden):
    CoberturaFactory(persona=fotografo, **rasgo)

    assert [p.ficha for p in pendientes_de(fotografo, ahora)] == piden
