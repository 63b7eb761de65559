"""La tabla por tema: desde cuándo rige cada regla y quién la fija."""

from datetime import timedelta

import pytest

from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from suspension.dominio.reglas import fijar_regla
from suspension.estados import Trato
from suspension.models import ReglaDeSuspension

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tabla_de_suspension")]
PERMITIDAS = {"salud", "educacion", "proteccion-civil"}


def permitidas(momento):
    reglas = ReglaDeSuspension.objects.vigentes(momento).values()
    return {regla.tema for regla in reglas if regla.trato == Trato.PERMITIDA}


def fijar(por, ahora, **campos):
    datos = {
        "tema": "turismo",
        "trato": "permitida",
        "fecha_desde": ahora.date(),
        "fundamento": "INE/CG1/2027",
    }
    return fijar_regla(por=por, ahora=ahora, **(datos | campos))


def test_vale_desde_su_fecha(ahora, directora):
    fijar(directora, ahora, fecha_desde=(ahora + timedelta(days=3)).date())

    assert permitidas(ahora) == PERMITIDAS
    assert permitidas(ahora + timedelta(days=3)) == PERMITIDAS | {"turismo"}


def test_nunca_hacia_atras(ahora, directora):
    with pytest.raises(NoSePuede, match="de hoy en adelante"):
        fijar(directora, ahora, fecha_desde=(ahora - timedelta(days=1)).date())


def test_la_misma_fecha_se_corrige_sin_repetirse(ahora, directora):
    fijar(directora, ahora)
    fijar(directora, ahora, trato="suspendida")

    assert ReglaDeSuspension.objects.get(tema="turismo", registrada_por=directora).trato == "suspendida"


def test_pide_la_capacidad(ahora, redactora):
    with pytest.raises(NoTienePermiso):
        fijar(redactora, ahora)
