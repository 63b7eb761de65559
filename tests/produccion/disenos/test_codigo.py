"""El código QR se lee de verdad: se pinta como se ve a 100 puntos por pulgada y lo lee un lector que no es nuestro."""

import io

import pytest
import zxingcpp
from PIL import Image

from produccion.dominio.disenos import pintar
from produccion.dominio.disenos.plantillas import TAMANOS
from produccion.models import Diseno
from tests.fabricas.personas import DependenciaFactory
from tests.fabricas.produccion import DisenoFactory

pytestmark = pytest.mark.django_db
CORTA = "https://mazamitla.invalid/a/1"
TOPE = Diseno._meta.get_field("enlace_del_qr").max_length
LA_MAS_LARGA = ("https://mazamitla.invalid/agenda/2026/12/encendido-del-arbol?de=cartel&n=" + "aZ9-" * TOPE)[:TOPE]
CON_CODIGO = [medida for medida, tamano in TAMANOS.items() if tamano.con_qr]


@pytest.mark.parametrize("direccion", [CORTA, LA_MAS_LARGA], ids=["corta", "la más larga"])
@pytest.mark.parametrize("medida", CON_CODIGO)
def test_lo_lee_un_lector_de_verdad(medida, direccion):
    larga = DependenciaFactory(nombre="Dirección" + "deobraspublicas" * 7)
    diseno = DisenoFactory(enlace_del_qr=direccion, titulo="Encendido del árbol", dependencia=larga)

    imagen = Image.open(io.BytesIO(pintar.png_exacto(diseno, medida))).convert("L")

    assert [leido.text for leido in zxingcpp.read_barcodes(imagen)] == [direccion]
