"""Una regla cambia con versión, desde un mes abierto y diciendo por qué."""

from datetime import UTC, date, datetime

import pytest

from cronograma.dominio.reglas import cambiar_regla, lo_que_cuenta
from cronograma.estados import Regla
from cronograma.models import VersionDeRegla
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from tests.cronograma.pruebas import (
    cuenta,
    memoria,
)

pytestmark = pytest.mark.django_db
MARZO = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
FIN_DE_MARZO = datetime(2026, 4, 1, 5, 59, 59, tzinfo=UTC)  # 31 de marzo, 23:59:59 en Mazamitla
ABRIL = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


class TestCambiarLaRegla:
    @pytest.fixture
    def cambiar(self, directora, ahora):
        def _cambiar(**datos):
            por_omision = {"parametros": {"fotos": 5}, "desde": date(2026, 3, 17), "motivo": "Acuerdo de cabildo"}
            return cambiar_regla(Regla.MEMORIA, **{**por_omision, "por": directora, "ahora": ahora, **datos})

        return _cambiar

    def test_rige_desde_el_primer_dia_de_su_mes_y_no_antes(self, cambiar):
        memoria(datetime(2026, 2, 10, 18, tzinfo=UTC), fotos=3)
        memoria(MARZO, fotos=3)

        version = cambiar()

        assert (version.numero, version.fecha_desde) == (2, date(2026, 3, 1))
        assert cuenta(Regla.MEMORIA) == {2: 1}
        assert "5 fotos" in lo_que_cuenta(Regla.MEMORIA, (2026, 3)).dice.frase
        assert "3 fotos" in lo_que_cuenta(Regla.MEMORIA, (2026, 2)).dice.frase

    @pytest.mark.parametrize("mal", [{"motivo": " "}, {"parametros": {"fotos": 0}}, {"parametros": {"fotos": 51}}])
    def test_sin_motivo_o_con_un_numero_imposible_se_rechaza(self, cambiar, mal):
        with pytest.raises(NoSePuede):
            cambiar(**mal)

        assert not VersionDeRegla.objects.exists()

    def test_pide_la_capacidad(self, cambiar, redactora):
        with pytest.raises(NoTienePermiso):
            cambiar(por=redactora)

    def test_la_que_no_se_ajusta_lo_dice(self, directora, ahora):
        with pytest.raises(NoSePuede, match="nada que ajustar"):
            cambiar_regla(
                Regla.BOLETINES, parametros={}, desde=date(2026, 3, 1), motivo="x", por=directora, ahora=ahora
            )
