"""Una palabra que no acaba nunca se sale de la pieza: se achica, se parte o la medida dice que no cabe."""

import base64
import io

import pytest
from PIL import Image

from produccion.dominio.disenos import pintar
from produccion.dominio.disenos.plantillas import HOJAS
from produccion.estados import Plantilla
from tests.fabricas.personas import DependenciaFactory
from tests.fabricas.produccion import DisenoFactory

pytestmark = pytest.mark.django_db
RARAS = {
    "una palabra de 120 letras": "electroencefalografista" * 5 + "antes",
    "letras que no son palabra": "Km" * 60,
    "una dirección": "https://mazamitla.invalid/" + "predialyagua" * 9,
    "mayúsculas": "WWWWWWWW MMMMMMMM",
}
LIMPIO = 0.025  # de la orilla: ahí no llega ningún renglón
EL_TEXTO, LA_BANDA = (0.2, 0.6), (0.9, 0.99)  # de lo alto


CUAL = [(Plantilla.AVISO, rara) for rara in RARAS] + [
    (plantilla, list(RARAS)[lugar % len(RARAS)])
    for lugar, plantilla in enumerate(Plantilla)
    if plantilla not in {Plantilla.AVISO, Plantilla.PROPIO}
]


@pytest.mark.parametrize(("plantilla", "rara"), CUAL)
def test_en_ninguna_medida_se_sale_ni_se_corta_callada(plantilla, rara):
    campos = {campo.nombre: RARAS[rara][: campo.maximo] for campo in HOJAS[plantilla].campos}

    for vista in pintar.previas(DisenoFactory(plantilla=plantilla, **campos)):
        assert vista.cabe or "acorta" in vista.avisos[0]
        assert not vista.cabe or tinta_en_las_orillas(vista, *EL_TEXTO) == 0, vista.tamano.nombre


def test_quien_lo_pide_va_entero_aunque_su_nombre_sea_larguisimo(oficina):
    largo = DependenciaFactory(nombre="Dirección" + "deobraspublicas" * 7)

    for vista in pintar.previas(DisenoFactory(dependencia=largo, titulo="Aviso")):
        assert tinta_en_las_orillas(vista, *LA_BANDA, clara=True) == 0, vista.tamano.nombre


def tinta_en_las_orillas(vista, desde, hasta, *, clara=False):
    """Cuántos puntos de letra hay en las orillas, entre esas dos alturas: oscuros, o claros en la banda de abajo."""
    imagen = Image.open(io.BytesIO(base64.b64decode(vista.imagen.partition(",")[2]))).convert("L")
    ancho, alto = imagen.size
    orilla = int(ancho * LIMPIO)
    partes = [imagen.crop((x, int(alto * desde), x + orilla, int(alto * hasta))) for x in (0, ancho - orilla)]
    tonos = range(128, 256) if clara else range(128)
    return sum(parte.histogram()[tono] for parte in partes for tono in tonos)
