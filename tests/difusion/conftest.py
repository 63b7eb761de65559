import pytest

from difusion.dominio.despacho import despachar


@pytest.fixture
def despachar_en(smtp):
    """Un despacho completo con el reloj detenido en un instante."""

    def _despachar(momento, **opciones):
        return despachar(reloj=lambda: momento, **opciones)

    return _despachar
