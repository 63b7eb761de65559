"""Una receta se lee y se escribe en un solo lugar, y en la base sigue siendo su texto."""

from decimal import Decimal

import pytest
from django.db import connection

from media_library.models import Derivado
from media_library.models.receta import MIME, RECORTES, TIRA, Receta
from tests.fabricas.media_library import DerivadoFactory, OriginalFactory

TEXTOS = [
    "w320.webp",
    "w2400.jpg",
    "og-50-50.jpg",
    "cuadro-0-100.webp",
    "vertical-10-90.jpg",
    "poster.jpg",
    "portada-350.jpg",
    "v720.mp4",
    "a128.mp3",
    "onda.json",
    "tira.webp",
    "corte-31-2.mp4",
    "corte-31-2.mp3",
    "dif-0a1b2c3d-w800.webp",
    "dif-0a1b2c3d-og-50-50.jpg",
]


@pytest.mark.parametrize("texto", TEXTOS)
def test_se_escribe_como_se_leyo(texto):
    assert str(Receta.leer(texto)) == texto


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "x",
        "..",
        "w320",
        "w320.exe",
        "w0320.webp",
        "w-320.webp",
        "og-50-50-.jpg",
        "og--50-50.jpg",
        "og50-50.jpg",
        "dif-0a1b-w800.webp",
        "dif-ZZZZZZZZ-w800.webp",
        "../w320.webp",
        "W320.webp",
        "w320.webp\n",
        "w٣٢٠.webp",
    ],
)
def test_lo_que_no_es_una_receta_se_rechaza(texto):
    with pytest.raises(ValueError, match="no es una receta"):
        Receta.leer(texto)


def test_cada_forma_de_armarla_da_su_texto():
    armadas = [
        Receta.de_ancho(800),
        Receta.de_ancho(800, "jpg"),
        Receta.de_recorte("cuadro", (10, 90)),
        Receta.de_portada(Decimal("3.50")),
        Receta.de_corte(31, 2, "mp3"),
        Receta.de_ancho(320).difuminada("0a1b2c3d"),
    ]

    assert [str(receta) for receta in armadas] == [
        "w800.webp",
        "w800.jpg",
        "cuadro-10-90.webp",
        "portada-350.jpg",
        "corte-31-2.mp3",
        "dif-0a1b2c3d-w320.webp",
    ]


def test_dice_lo_que_es():
    difuminada = Receta.leer("dif-0a1b2c3d-og-10-90.jpg")

    assert (difuminada.recorte, difuminada.numeros, difuminada.difuminado) == (RECORTES["og"], (10, 90), "0a1b2c3d")
    assert (Receta.leer("w800.jpg").ancho, difuminada.ancho) == (800, None)
    assert (Receta.leer("corte-31-2.mp4").corte, TIRA.corte) == (31, None)
    assert (Receta.leer("portada-350.jpg").portada_en, TIRA.portada_en) == (Decimal("3.5"), None)


@pytest.mark.parametrize(("texto", "imagen", "con_cuadro"), [("w8.webp", True, True), ("v720.mp4", False, True)])
def test_sabe_si_lleva_ancho_y_alto(texto, imagen, con_cuadro):
    receta = Receta.leer(texto)

    assert (receta.mime, receta.es_imagen, receta.tiene_cuadro) == (MIME[receta.extension], imagen, con_cuadro)


@pytest.mark.django_db
def test_en_la_base_es_su_texto_y_en_el_codigo_un_valor():
    receta = Receta.de_recorte("og", (10, 90))
    DerivadoFactory(original=OriginalFactory(), receta=receta)

    with connection.cursor() as cursor:
        cursor.execute("SELECT receta FROM media_library_derivado")
        guardado = cursor.fetchall()

    assert guardado == [("og-10-90.jpg",)]
    assert Derivado.objects.get(receta=receta).receta == receta
    assert list(Derivado.objects.filter(receta__in=[receta]).values_list("receta", flat=True)) == [receta]
