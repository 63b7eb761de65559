"""Un plan con su mes por cerrar."""

from datetime import timedelta

import pytest

from cronograma.dominio.cierre import cerrar_mes
from cronograma.dominio.revision import revisar_mes
from cronograma.estados import Regla
from tests.cronograma.pruebas import CINCO_DE_MARZO, FEBRERO
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, MetaFactory


@pytest.fixture
def boletines():
    """La actividad de boletines, con meta de 2 en febrero y en marzo, y dos publicados en febrero."""
    actividad = ActividadFactory(regla=Regla.BOLETINES, nombre_corto="Boletines")
    for mes in (2, 3):
        MetaFactory(actividad=actividad, mes=mes, programado=2)
    for hora in (1, 2):
        BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(hours=hora), consecutivo=hora)
    return actividad


@pytest.fixture
def cerrar(directora):
    def _cerrar(mes=2, ahora=CINCO_DE_MARZO, ejercicio=2026, por=directora, visto=None):
        if visto is None:
            visto = revisar_mes(ejercicio, mes, persona=por, ahora=ahora).huella
        return cerrar_mes(ejercicio, mes, visto=visto, por=por, ahora=ahora)

    return _cerrar
