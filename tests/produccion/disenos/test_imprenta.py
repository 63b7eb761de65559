"""El PDF que va a la imprenta: su corte, su rebase y sus tintas, leídos de adentro del archivo."""

import io
import re
import zlib

import pytest
from PIL import Image, ImageColor

from personas.dominio.identidad import PRINCIPAL
from produccion.dominio.disenos import pintar
from produccion.dominio.disenos.plantillas import PUNTOS_POR_MM, TAMANOS
from tests.fabricas.produccion import DisenoFactory

pytestmark = pytest.mark.django_db
DE_PAPEL = [medida for medida, tamano in TAMANOS.items() if not tamano.en_pixeles]


class Abierto:
    """Un PDF leído como lo lee un programa: del final a su índice, y del índice a cada objeto (ISO 32000-1, 7.5)."""

    def __init__(self, pdf):
        self.pdf, self.donde = pdf, {}
        desde = int(re.findall(rb"startxref\s+(\d+)\s+%%EOF", pdf)[-1])
        while desde:
            indice, cola = (
                re.compile(rb"xref\n(.*?)trailer\n<<(.*?)>>\nstartxref", re.DOTALL).match(pdf, desde).groups()
            )
            self._apuntar(indice.decode().split("\n"))
            self.raiz = int(re.search(rb"/Root (\d+)", cola)[1])
            anterior = re.search(rb"/Prev (\d+)", cola)
            desde = int(anterior[1]) if anterior else 0

    def _apuntar(self, renglones):
        numero = 0
        for renglon in (r.split() for r in renglones):
            if len(renglon) == 2:
                numero = int(renglon[0])
            elif renglon:
                self.donde.setdefault(numero, int(renglon[0]))
                numero += 1

    def objeto(self, numero):
        desde = self.donde[numero]
        assert self.pdf[desde:].startswith(b"%d 0 obj" % numero)
        return self.pdf[desde : self.pdf.index(b"endobj", desde)]

    def pagina(self):
        paginas = self.objeto(int(re.search(rb"/Pages (\d+)", self.objeto(self.raiz))[1]))
        return self.objeto(int(re.search(rb"/Kids\s*\[(\d+) 0 R\]", paginas)[1]))

    def caja(self, cual):
        return [float(n) for n in re.search(rb"/%s\[([^\]]+)\]" % cual, self.pagina())[1].split()]

    def trazos(self):
        contenido = self.objeto(int(re.search(rb"/Contents (\d+)", self.pagina())[1]))
        flujo = contenido[contenido.index(b"stream") + 6 :].lstrip(b"\r\n")
        return zlib.decompressobj().decompress(flujo).decode("latin-1")


@pytest.mark.parametrize("medida", DE_PAPEL)
def test_dice_por_donde_se_corta_y_hasta_donde_llega_la_tinta(medida):
    tamano, abierto = TAMANOS[medida], Abierto(pintar.para_bajar(DisenoFactory(), medida))
    hoja, rebase, corte = (abierto.caja(cual) for cual in (b"MediaBox", b"BleedBox", b"TrimBox"))

    assert medidas(corte) == pytest.approx((tamano.ancho, tamano.alto), abs=0.01)
    assert (corte[0] - rebase[0]) / PUNTOS_POR_MM == pytest.approx(tamano.rebase, abs=0.01)
    assert (rebase[2] - corte[2]) / PUNTOS_POR_MM == pytest.approx(tamano.rebase, abs=0.01)
    assert (rebase[0] - hoja[0], hoja[3] - rebase[3]) == pytest.approx((pintar.MARCAS, pintar.MARCAS), abs=0.01)


def medidas(caja):
    return (caja[2] - caja[0]) / PUNTOS_POR_MM, (caja[3] - caja[1]) / PUNTOS_POR_MM


def test_los_colores_van_en_las_cuatro_tintas_y_el_texto_solo_con_negro():
    trazos = Abierto(pintar.para_bajar(DisenoFactory(titulo="Corte de luz"), "carta")).trazos()

    assert "0 0 0 1 k" in trazos
    assert "1 1 1 1 K" in trazos  # las marcas de corte salen en las cuatro placas
    assert re.search(r"^[\d.]+ [\d.]+ [\d.]+ rg", trazos, re.MULTILINE) is None


def test_lo_de_pantalla_sigue_en_rgb(oficina):
    imagen = Image.open(io.BytesIO(pintar.para_bajar(DisenoFactory(), "publicacion"))).convert("RGB")

    assert imagen.getpixel((5, imagen.height - 5)) == ImageColor.getrgb(PRINCIPAL)
