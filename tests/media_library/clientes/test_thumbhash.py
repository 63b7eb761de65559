"""ThumbHash: lo que se sabe de la huella sin ver la foto (proporción, color, transparencia) y su tamaño."""

import pytest
from PIL import Image

from media_library.clientes.thumbhash import OCTETOS_MAXIMOS, codificar, color_medio, proporcion
from media_library.models import Original
from tests.media_library.conftest import FOTOS, jpeg

# La del paquete «thumbhash» 0.1.1 de npm para el mismo degradado de 16 × 12. Donde un coeficiente es cero (7.5 de 15),
# el redondeo depende del orden de las sumas.
CONOCIDA = "561a0e159a7077778088888788888788700208f788"


def plana(ancho, alto, color):
    return codificar(ancho, alto, bytes(color) * (ancho * alto))


@pytest.mark.parametrize(
    ("ancho", "alto"), [(32, 32), (32, 24), (24, 32), (32, 18), (18, 32), (32, 5), (5, 32), (1, 1)]
)
def test_la_proporcion_se_recupera_aproximada(ancho, alto):
    huella = plana(ancho, alto, (10, 20, 30, 255))

    assert proporcion(huella) == pytest.approx(ancho / alto, rel=0.2)


@pytest.mark.parametrize(
    "color", [(255, 255, 255), (0, 0, 0), (200, 30, 30), (30, 160, 60), (20, 40, 220), (120, 120, 120)]
)
def test_el_color_medio_se_recupera(color):
    recuperado = color_medio(plana(20, 20, (*color, 255)))

    assert recuperado == pytest.approx((*(c / 255 for c in color), 1), abs=0.05)


def test_la_transparencia_se_nota_y_no_ensucia_el_color():
    mitad = codificar(8, 8, (bytes((255, 0, 0, 255)) * 4 + bytes((0, 0, 255, 0)) * 4) * 8)

    *color, opacidad = color_medio(mitad)
    assert opacidad == pytest.approx(0.5, abs=0.05)
    assert color == pytest.approx([1, 0, 0], abs=0.1)


def test_lo_opaco_no_lleva_octeto_de_transparencia():
    opaca, clara = plana(16, 16, (9, 9, 9, 255)), plana(16, 16, (9, 9, 9, 100))

    assert (bool(opaca[2] & 0x80), bool(clara[2] & 0x80)) == (False, True)


def test_es_la_que_da_la_implementacion_publica_salvo_un_escalon_de_redondeo():
    degradado = b"".join(bytes((x * 16, y * 20, (x * y) % 256, 255)) for y in range(12) for x in range(16))

    nuestra = codificar(16, 12, degradado).hex()

    assert len(nuestra) == len(CONOCIDA)
    assert max(abs(int(a, 16) - int(b, 16)) for a, b in zip(nuestra, CONOCIDA, strict=True)) <= 1


@pytest.mark.django_db(transaction=True)
def test_el_taller_la_guarda_con_la_foto_y_cabe(subir):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)

    huella = bytes(Original.objects.get(pk=foto.original_id).thumbhash)
    with Image.open(FOTOS / "muelle.jpg") as imagen:
        assert proporcion(huella) == pytest.approx(imagen.width / imagen.height, rel=0.2)
        medio = imagen.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert len(huella) <= OCTETOS_MAXIMOS
    assert color_medio(huella)[:3] == pytest.approx([c / 255 for c in medio], abs=0.06)


@pytest.mark.django_db(transaction=True)
def test_una_imagen_de_un_solo_punto_tambien_la_lleva(subir):
    foto = subir(jpeg(1, 1), derivar=True)

    assert len(Original.objects.get(pk=foto.original_id).thumbhash) <= OCTETOS_MAXIMOS
