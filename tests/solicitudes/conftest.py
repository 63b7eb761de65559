import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.fabricas.solicitudes import PuertaFactory
from tests.media_library.corpus import imagen


@pytest.fixture
def puerta(dependencia, ahora):
    return PuertaFactory(dependencia=dependencia, abierta_en=ahora, token="la-puerta-de-obras")


@pytest.fixture
def foto_jpeg(settings, tmp_path):
    """Un archivo para un formulario; sin contenido, una foto de verdad."""
    settings.DIR_SUBIDAS, settings.DIR_ORIGINALES = tmp_path / "subidas", tmp_path / "originales"

    def _archivo(contenido=None, nombre="obra.jpg"):
        return SimpleUploadedFile(nombre, contenido or imagen(), "image/jpeg")

    return _archivo
