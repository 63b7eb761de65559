"""Lo que la demostración pide prestado a otras pruebas."""

from tests.paginas.conftest import sitio  # noqa: F401 - una página de verdad que capturar
