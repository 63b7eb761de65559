"""Lo que no va se descarta y se puede recuperar."""

import pytest

from boletines.dominio.redaccion.descarte import descartar_boletin, recuperar_boletin

pytestmark = pytest.mark.django_db


class TestDescartar:
    @pytest.mark.parametrize("hasta", ["borrador", "en_revision", "aprobado"])
    def test_no_se_borra_y_se_recupera_sin_aprobacion(self, redactar, redactora, ahora, hasta):
        boletin = descartar_boletin(redactar(hasta), por=redactora, ahora=ahora)
        assert boletin.estado == "descartado"

        recuperado = recuperar_boletin(boletin, por=redactora, ahora=ahora)

        recuperado.refresh_from_db()
        assert (recuperado.estado, recuperado.aprobado_por, recuperado.huella_aprobada) == ("borrador", None, "")
