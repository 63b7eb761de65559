"""Sin sumario, una esquela se describe con el principio de su texto."""

from datetime import timedelta

import pytest
import time_machine

from portal.dominio.escritura import boletin as escritura
from tests.fabricas.boletines import BoletinFactory


@pytest.mark.django_db
@pytest.mark.usefixtures("oficina")
def test_se_describe_con_el_principio_de_su_texto_y_no_deja_hueco(arbol, ahora):
    pesame = "<p>El H. Ayuntamiento lamenta el fallecimiento del profesor.</p>"
    boletin = BoletinFactory(
        publicado=True, tipo="esquela", sumario="", cuerpo=pesame, publicado_en=ahora - timedelta(hours=1)
    )

    with time_machine.travel(ahora, tick=False):
        escritura.publicar(boletin, ahora)

    html = (arbol / boletin.ruta_publica.strip("/") / "index.html").read_text()
    assert 'property="og:description" content="El H. Ayuntamiento lamenta' in html
    assert '<p class="entrada">' not in html
    assert "El H. Ayuntamiento lamenta" in (arbol / "feeds/boletines.rss").read_text()
