"""Los datos en volumen entran a la base de hoy: sus INSERT van a mano y cada columna nueva puede romperlos."""

import pytest

from agenda.models import Evento
from boletines.models import Boletin
from comsocial.operacion.volumen import PERFILES, cargar
from difusion.models import Envio
from media_library.models import Evidencia

pytestmark = pytest.mark.django_db


def test_el_perfil_minimo_carga_lo_que_dice():
    cargar(PERFILES["minimo"])

    cuantos = [modelo.objects.count() for modelo in (Boletin, Evento, Evidencia, Envio)]
    assert cuantos == [20, 30, 100, 200]


def test_una_base_con_boletines_no_se_toca():
    cargar(PERFILES["minimo"])

    with pytest.raises(ValueError, match="ya tiene boletines"):
        cargar(PERFILES["minimo"])
    assert Boletin.objects.count() == 20
