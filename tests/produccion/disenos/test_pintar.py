"""Cómo queda cada medida: nada se corta en silencio, el PDF lleva rebase y el código se lee."""

import base64
import io
import re
import subprocess
import zlib

import pytest
import segno
from PIL import Image

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.enlaces.qr import MARGEN
from produccion.dominio.disenos import pintar
from produccion.dominio.disenos.plantillas import LEGIBLE, PUNTOS_POR_MM, TAMANOS
from produccion.estados import Medida, Plantilla
from tests.fabricas.produccion import DisenoFactory

pytestmark = pytest.mark.django_db
DIRECCION = "https://mazamitla.invalid/agenda/"
LARGO = (
    "Inauguración de la rehabilitación integral con concreto hidráulico, drenaje y banquetas de la calle "
    "Prolongación Niños Héroes, colonia Peñitas"
)
ETIQUETAS = {
    "cuando": "Sábado 12 de diciembre, 18:30 h",
    "lugar": "Lic. María Guadalupe Hernández-Zubieta y Ñáñez de la Torre Villavicencio",
}


def por_medida(diseno):
    return {p.tamano.medida: p for p in pintar.previas(diseno)}


@pytest.mark.parametrize("plantilla", [p for p in Plantilla if p != Plantilla.PROPIO])
def test_cada_plantilla_sale_en_las_ocho_medidas(plantilla):
    diseno = DisenoFactory(plantilla=plantilla, titulo="Feria del queso", detalle="Entrada libre", **ETIQUETAS)

    vistas = pintar.previas(diseno)

    assert [v.tamano.medida for v in vistas] == list(TAMANOS)
    assert all(v.cabe for v in vistas)


def test_un_titulo_largo_se_achica_y_sale_entero():
    vistas = por_medida(DisenoFactory(titulo=LARGO, **ETIQUETAS))

    assert all(v.cabe for v in vistas.values())
    assert vistas[Medida.PUBLICACION].escala < 1.5


def test_antes_que_partir_una_palabra_se_achica_la_letra():
    """A la escala más grande «Encendido» no cabe en su renglón: sale entera, en una más chica."""
    vista = pintar.previas(DisenoFactory(titulo="Encendido del árbol"), [Medida.TABLOIDE])[0]

    assert 1 <= vista.escala < 1.5


def test_un_detalle_que_no_cabe_no_sale_y_lo_dice():
    vistas = por_medida(DisenoFactory(titulo=LARGO, detalle="Trae tu vaso y tu silla. " * 15, **ETIQUETAS))

    assert vistas[Medida.PANTALLA].sin_detalle
    assert "El detalle no cabe" in vistas[Medida.PANTALLA].avisos[0]


@pytest.mark.parametrize("letra", ["Ñ", "Otorrinolaringológico-electroencefalográficamente"])
def test_los_nombres_raros_caben(letra):
    assert all(v.cabe for v in pintar.previas(DisenoFactory(titulo=letra, lugar=letra)))


def test_una_palabra_que_no_se_puede_partir_no_se_corta_en_silencio():
    vista = pintar.previas(DisenoFactory(titulo="x" * 200), [Medida.VOLANTE])[0]

    assert (vista.cabe, vista.palabra) == (False, "No cabe")


def test_lo_que_no_cabe_no_se_baja():
    with pytest.raises(NoSePuede, match="Acorta el título"):
        pintar.para_bajar(DisenoFactory(titulo="x" * 200), Medida.VOLANTE)


@pytest.mark.parametrize("medida", [Medida.HISTORIA, Medida.PUBLICACION, Medida.PANTALLA])
def test_lo_de_pantalla_mide_sus_pixeles_exactos(medida):
    imagen = Image.open(io.BytesIO(pintar.para_bajar(DisenoFactory(), medida)))

    assert imagen.size == (TAMANOS[medida].ancho, TAMANOS[medida].alto)


@pytest.mark.parametrize("medida", [Medida.TABLOIDE, Medida.CARTA, Medida.VOLANTE, Medida.LONA, Medida.ESPECTACULAR])
def test_lo_impreso_es_un_pdf_con_rebase_y_marcas(medida):
    pdf, tamano = pintar.para_bajar(DisenoFactory(), medida), TAMANOS[medida]

    ancho, alto = hoja_de(pdf)
    de_mas = 2 * (tamano.rebase * PUNTOS_POR_MM + pintar.MARCAS)
    assert (ancho, alto) == pytest.approx((tamano.ancho * PUNTOS_POR_MM + de_mas, tamano.alto * PUNTOS_POR_MM + de_mas))


@pytest.mark.parametrize("medida", [Medida.LONA, Medida.CARTA])
def test_la_franja_de_abajo_rebasa_por_los_dos_lados(medida, tmp_path):
    (tmp_path / "d.pdf").write_bytes(pintar.para_bajar(DisenoFactory(), medida))
    subprocess.run(["pdftoppm", "-png", "-r", "36", "-singlefile", tmp_path / "d.pdf", tmp_path / "d"], check=True)
    hoja = Image.open(tmp_path / "d.png").convert("RGB")

    orilla = int((pintar.MARCAS + TAMANOS[medida].rebase * PUNTOS_POR_MM / 2) / 2)  # a 36 ppp, dos puntos por pixel
    abajo = hoja.height - 2 * orilla
    izquierda, derecha = (hoja.getpixel((x, abajo)) for x in (orilla, hoja.width - orilla - 1))

    assert izquierda == derecha
    assert sum(izquierda) < 400


def hoja_de(pdf):
    """El tamaño de su única hoja; typst guarda sus objetos comprimidos (ISO 32000-1 §7.5.7)."""
    flujos = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    abierto = pdf + b"".join(_descomprimir(flujo) for flujo in flujos)
    hojas = {c.groups() for c in re.finditer(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", abierto)}
    assert len(hojas) == 1
    return tuple(float(n) for n in hojas.pop())


def _descomprimir(flujo):
    try:
        return zlib.decompressobj().decompress(flujo)
    except zlib.error:
        return b""


@pytest.mark.parametrize("medida", [m for m, t in TAMANOS.items() if t.con_qr])
def test_el_codigo_pintado_a_100_puntos_por_pulgada_se_lee_de_vuelta(medida):
    """Sin un lector instalado se lee como uno: se halla el cuadro blanco y se mira el centro de cada módulo."""
    imagen = Image.open(io.BytesIO(pintar.png_exacto(DisenoFactory(enlace_del_qr=DIRECCION), medida))).convert("L")

    assert matriz_leida(imagen) == [[bool(v) for v in fila] for fila in segno.make(DIRECCION, error="m").matrix]


def matriz_leida(imagen):
    """El código es el mayor cuadro casi blanco puro, entero, sobre la banda de abajo."""
    ancho, alto = imagen.size
    puntos, blanco = imagen.load(), 250
    filas = [y for y in range(alto // 2, alto) if _tramo(puntos, y, ancho, blanco) > 40]
    y = next(f for f in filas if _tramo(puntos, f + 3, ancho, blanco) == _tramo(puntos, f + 2, ancho, blanco))
    x, lado = _donde(puntos, y + 2, ancho, blanco)
    cuadros = len(segno.make(DIRECCION, error="m").matrix) + 2 * MARGEN
    paso = lado / cuadros
    assert paso >= LEGIBLE
    return [
        [
            puntos[int(x + (columna + MARGEN + 0.5) * paso), int(y + (fila + MARGEN + 0.5) * paso)] < 128
            for columna in range(cuadros - 2 * MARGEN)
        ]
        for fila in range(cuadros - 2 * MARGEN)
    ]


def _donde(puntos, y, ancho, blanco):
    mejor, inicio = (0, 0), None
    for x in range(ancho + 1):
        es_blanco = x < ancho and puntos[x, y] > blanco and puntos[x, y] == 255
        if es_blanco and inicio is None:
            inicio = x
        if not es_blanco and inicio is not None:
            mejor, inicio = max(mejor, (x - inicio, inicio)), None
    return mejor[1], mejor[0]


def _tramo(puntos, y, ancho, blanco):
    return _donde(puntos, y, ancho, blanco)[1]


def test_la_direccion_larga_hace_mas_grande_el_codigo_para_que_se_lea():
    diseno = DisenoFactory(enlace_del_qr=DIRECCION + "a" * 120)

    assert all(v.cuadro >= LEGIBLE for v in pintar.previas(diseno) if v.tamano.con_qr)


def test_las_previas_pesan_poco():
    octetos = sum(len(base64.b64decode(v.imagen.partition(",")[2])) for v in pintar.previas(DisenoFactory()))

    assert octetos < 600_000


def test_el_mismo_texto_va_en_letras():
    diseno = DisenoFactory(plantilla="agua", titulo="Sin agua", cuando="Lunes", enlace_del_qr=DIRECCION)

    assert pintar.texto_equivalente(diseno) == ["Corte de agua", "Sin agua", "Lunes", DIRECCION]
