import pytest

from difusion.dominio.despacho import despachar
from doubles.smtp import ServidorSMTP


@pytest.fixture
def smtp(tmp_path, settings):
    """El servidor de correo simulado, de verdad en el otro extremo de un socket. Su diario es el oráculo."""
    with ServidorSMTP(tmp_path / "correo") as servidor:
        settings.SMTP_HOST, settings.SMTP_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", servidor.puerto, 2
        settings.CORREO_RITMO_POR_DOMINIO = 0
        yield servidor


@pytest.fixture
def despachar_en(smtp):
    """Un despacho completo con el reloj detenido en un instante."""

    def _despachar(momento, **opciones):
        return despachar(reloj=lambda: momento, **opciones)

    return _despachar
