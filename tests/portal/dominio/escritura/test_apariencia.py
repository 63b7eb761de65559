import pytest

from personas.models import Oficina
from portal.dominio.escritura.huella import rehacer_si_cambio

pytestmark = pytest.mark.django_db


def test_el_portal_se_rehace_cuando_cambia_la_oficina_y_no_mas(oficina, ahora, settings, tmp_path):
    settings.DIR_PUBLICO = tmp_path / "publico"
    settings.DIR_DATOS = tmp_path

    assert rehacer_si_cambio(ahora) == 0
    assert rehacer_si_cambio(ahora) is None

    Oficina.objects.update(domicilio="Calle Nueva 1")
    assert rehacer_si_cambio(ahora) == 0
    assert "Calle Nueva 1" in (tmp_path / "publico" / "contacto" / "index.html").read_text()
