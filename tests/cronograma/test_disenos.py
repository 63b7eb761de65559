"""La actividad 4 cuenta diseños aprobados y usados: nunca antes, una sola vez, en el mes de su prueba de uso."""

from datetime import UTC, datetime

import pytest

from cronograma.consultas.repetidas import donde_ya_cuenta
from cronograma.estados import Regla
from tests.cronograma.pruebas import cuenta, pruebas_de_la_celda
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.produccion import ColocacionFactory, DisenoFactory

pytestmark = pytest.mark.django_db
MARZO = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
FIN_DE_MARZO = datetime(2026, 4, 1, 5, 59, 59, tzinfo=UTC)  # 31 de marzo, 23:59:59 en Mazamitla


def test_aprobado_sin_usar_no_cuenta():
    DisenoFactory(aprobado=True)
    DisenoFactory(en_prueba=True)
    DisenoFactory()

    assert cuenta(Regla.DISENOS) == {}


def test_cuenta_una_vez_en_el_mes_en_que_se_uso():
    DisenoFactory(aprobado=True, uso="impreso", usado_en=MARZO)
    DisenoFactory(aprobado=True, uso="publicado", usado_en=FIN_DE_MARZO, estado="publicado")

    assert cuenta(Regla.DISENOS) == {3: 2}


def test_su_prueba_abre_el_diseno():
    diseno = DisenoFactory(aprobado=True, uso="colocado", usado_en=MARZO, titulo="Feria")

    prueba = pruebas_de_la_celda(ActividadFactory(regla=Regla.DISENOS))[0]

    assert (prueba.titulo, prueba.url) == ("Aviso: Feria", f"/oficina/produccion/disenos/{diseno.pk}/")
    assert prueba.huella == diseno.huella_aprobada


def test_la_foto_de_su_colocacion_no_cuenta_otra_vez_a_mano():
    diseno = DisenoFactory(aprobado=True, uso="colocado", usado_en=MARZO, titulo="Feria")
    puesta = ColocacionFactory(diseno=diseno, puesta=True)

    assert donde_ya_cuenta(puesta.foto, "") == "Ese archivo es del diseño «Feria»: cuenta con él."
