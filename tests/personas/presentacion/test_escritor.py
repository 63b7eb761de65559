"""El PPTX de la oficina: se abre, dice lo que debe, y nada se sale de la lámina."""

import io

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from personas.dominio.presentacion import laminas as l
from personas.dominio.presentacion.escritor import presentacion_pptx
from personas.dominio.presentacion.fotos import foto_de
from personas.dominio.presentacion.medida import alto_de, partir_en_renglones
from personas.dominio.presentacion.reparto import CUERPO_ALTO, PUNTOS_DE_RENGLON, SANGRIA, UTIL, repartir
from personas.dominio.presentacion.vista_previa import imagenes_de
from personas.models import Oficina

OFICINA = Oficina(pk=1, nombre="Comunicación Social", municipio="Mazamitla", entidad="Jalisco")


def abierta(*hojas):
    return Presentation(io.BytesIO(presentacion_pptx(hojas, oficina=OFICINA, titulo="Informe de marzo")))


def foto(**palabras):
    salida = io.BytesIO()
    Image.new("RGB", (640, 400), "teal").save(salida, "JPEG")
    return foto_de(salida.getvalue(), **palabras)


def textos(lamina):
    return "\n".join(f.text_frame.text for f in lamina.shapes if f.has_text_frame)


def alternativo(forma):
    return forma.element.xpath(".//p:cNvPr")[0].get("descr")


def test_cada_lamina_lleva_su_titulo_y_sus_notas():
    hecha = abierta(l.LaminaDePortada("Informe", subtitulo="Marzo", notas="Buenos días"), l.LaminaDeSeccion("Uno"))

    assert [lamina.shapes.title.text_frame.text for lamina in hecha.slides] == ["Informe", "Uno"]
    assert hecha.slides[0].notes_slide.notes_text_frame.text == "Buenos días"
    assert hecha.core_properties.title == "Informe de marzo"


def test_la_grafica_es_nativa_y_trae_sus_cifras():
    serie = ("Realizado", [13, 16])
    hecha = abierta(l.LaminaDeGrafica("Avance", categorias=["Boletines", "Memoria"], series=[serie]))
    (marco,) = [f for f in hecha.slides[0].shapes if f.has_chart]

    assert list(marco.chart.plots[0].categories) == ["Boletines", "Memoria"]
    assert list(marco.chart.plots[0].series[0].values) == [13, 16]
    assert marco.chart.part.chart_workbook.xlsx_part is not None  # «Editar datos» abre su libro
    assert "Boletines 13" in alternativo(marco)


def test_la_foto_lleva_su_credito_y_su_texto_alternativo():
    puesta = foto(pie="Arranca la obra", credito="Gobierno de Mazamitla", alternativo="Gente en la obra")
    lamina = abierta(l.LaminaDeFotos("Memoria", fotos=[puesta])).slides[0]
    (imagen,) = [f for f in lamina.shapes if f.shape_type == 13]

    assert alternativo(imagen) == "Gente en la obra"
    assert "Foto: Gobierno de Mazamitla" in textos(lamina)
    assert imagen.image.content_type == "image/jpeg"


LARGO = "El municipio rehabilitó el camino a Epenche Chico con recursos propios y mano de obra de la comunidad. "
HOJAS = [
    l.LaminaDeRenglones("Renglones", renglones=[LARGO * veces for veces in range(1, 40, 3)] + ["x" * 900]),
    l.LaminaDeTabla("Tabla", encabezados=["N.º", "Qué"], filas=[[str(n), LARGO * (n % 60)] for n in range(90)]),
    l.LaminaDeCifras("Cifras", cifras=[l.CifraGrande(str(n), LARGO * 2) for n in range(20)]),
    l.LaminaDeFotos(LARGO * 9, fotos=[foto(pie=LARGO * 8, credito="Gobierno " * 30) for _ in range(5)]),
    l.LaminaDeGrafica("Meses", categorias=[f"Mes {n}" for n in range(30)], series=[("Hechas", list(range(30)))]),
]


@pytest.mark.parametrize("hoja", HOJAS, ids=lambda h: type(h).__name__)
def test_nada_se_sale_de_la_lamina_por_largo_que_sea(hoja):
    hecha = abierta(hoja)

    assert len(hecha.slides) > 1
    for lamina in hecha.slides:
        for forma in lamina.shapes:
            assert forma.left >= 0
            assert forma.top >= 0
            assert forma.left + forma.width <= hecha.slide_width
            assert forma.top + forma.height <= Inches(6.95)


def test_los_renglones_de_cada_lamina_caben_en_su_caja_y_no_se_pierde_ninguno():
    original = HOJAS[0]
    partes = repartir([original])

    for parte in partes:
        assert sum(alto_de(r, UTIL - SANGRIA, PUNTOS_DE_RENGLON) for r in parte.renglones) <= CUERPO_ALTO
    juntas = "".join("".join(r.split()) for parte in partes for r in parte.renglones)
    assert juntas == "".join("".join(r.split()) for r in original.renglones)
    assert partes[0].titulo.endswith(f"(1 de {len(partes)})")


def test_un_pie_larguisimo_va_entero_en_las_notas():
    pie = LARGO * 8
    lamina = abierta(l.LaminaDeFotos("Memoria", fotos=[foto(pie=pie)])).slides[0]

    assert pie.strip() in lamina.notes_slide.notes_text_frame.text


def test_una_palabra_sin_espacios_se_corta_y_no_se_sale():
    renglones = partir_en_renglones("x" * 500, 2, 20)

    assert len(renglones) > 1
    assert "".join(renglones) == "x" * 500


def test_los_caracteres_de_control_no_rompen_el_archivo():
    hecha = abierta(l.LaminaDeRenglones("Título\x0bcon\x1e salto", renglones=["uno\x00\ud800dos"]))

    assert hecha.slides[0].shapes.title.text_frame.text == "Título con- salto"


def test_la_vista_previa_da_una_imagen_por_lamina():
    imagenes = imagenes_de([l.LaminaDePortada("Informe"), *HOJAS[3:]], oficina=OFICINA)

    assert imagenes[0][0] == "Informe"
    for _, png in imagenes:
        assert Image.open(io.BytesIO(png)).size == (720, 405)
