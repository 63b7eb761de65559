import io
from datetime import UTC, datetime

import pytest
from PIL import ExifTags, Image

from media_library.dominio.originales.exif import coordenadas, momento
from tests.media_library.conftest import AHORA

pytestmark = pytest.mark.django_db


def foto(formato="JPEG", *, base=None, detalle=None, gps=None, **opciones):
    exif = Image.Exif()
    for clave, valor in (base or {}).items():
        exif[clave] = valor
    for ifd, datos in ((ExifTags.IFD.Exif, detalle), (ExifTags.IFD.GPSInfo, gps)):
        if datos:
            exif.get_ifd(ifd).update(datos)
    salida = io.BytesIO()
    Image.new("RGB", (64, 48)).save(salida, formato, exif=exif, **opciones)
    return salida.getvalue()


@pytest.mark.parametrize(
    ("hora_de_camara", "desfase", "esperado"),
    [
        ("2021:07:10 12:00:00", "", datetime(2021, 7, 10, 17, tzinfo=UTC)),  # horario de verano: −5
        ("2021:12:10 12:00:00", "", datetime(2021, 12, 10, 18, tzinfo=UTC)),
        ("2024:07:10 12:00:00", "", datetime(2024, 7, 10, 18, tzinfo=UTC)),  # sin verano desde octubre de 2022
        ("2024:07:10 12:00:00", "-07:00", datetime(2024, 7, 10, 19, tzinfo=UTC)),
        ("2024:07:10 12:00:00", "hora local", datetime(2024, 7, 10, 18, tzinfo=UTC)),
    ],
)
def test_la_hora_de_la_camara_es_la_del_centro_de_ese_dia_salvo_que_traiga_su_desfase(
    hora_de_camara, desfase, esperado
):
    assert momento(hora_de_camara, desfase) == esperado


@pytest.mark.parametrize("texto", ["", "0000:00:00 00:00:00", "    :  :     :  :  ", "ayer", "2021:13:40 25:61:61"])
def test_una_hora_que_no_existe_se_ignora(texto):
    assert momento(texto) is None


@pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_la_fecha_de_captura_sale_del_exif_en_todos_los_formatos(subir, formato):
    tomada = {ExifTags.Base.DateTimeOriginal: "2021:07:10 12:00:00"}

    assert subir(foto(formato, base={ExifTags.Base.Make: "X"}, detalle=tomada)).capturada_en == datetime(
        2021, 7, 10, 17, tzinfo=UTC
    )


@pytest.mark.parametrize("imposible", ["1970:01:01 00:00:00", "2031:01:01 00:00:00"])
def test_un_reloj_de_camara_imposible_no_cuenta(subir, imposible):
    assert subir(foto(detalle={ExifTags.Base.DateTimeOriginal: imposible})).capturada_en == AHORA


def test_el_credito_sale_del_xmp_con_acentos_antes_que_del_exif(subir):
    xmp = b"<x><photoshop:Credit>Jos\xc3\xa9 &amp; Mu\xc3\xb1oz</photoshop:Credit></x>"

    assert subir(foto(base={ExifTags.Base.Artist: "Jose"}, xmp=xmp)).credito == "José & Muñoz"


def test_sin_xmp_el_credito_es_el_artista_del_exif(subir):
    assert subir(foto(base={ExifTags.Base.Artist: "Lucia Rios\x00"})).credito == "Lucia Rios"


def test_lo_escrito_al_subir_gana_al_exif(subir):
    assert subir(foto(base={ExifTags.Base.Artist: "Otro"}), credito="Lucía Ríos").credito == "Lucía Ríos"


def test_camara_y_lugar_se_guardan_sin_caracteres_de_control(subir):
    gps = {1: "N", 2: (19.0, 54.0, 54.0), 3: "W", 4: (103.0, 1.0, 22.0)}

    metadatos = subir(
        foto(base={ExifTags.Base.Make: "Ca\x00non", ExifTags.Base.Model: "R6"}, gps=gps)
    ).original.metadatos

    assert metadatos == {"camara": "Ca non R6", "gps": [19.915, -103.022778]}


@pytest.mark.parametrize(
    "gps", [{}, {1: "N"}, {1: "N", 2: (999, 0, 0), 3: "W", 4: (1, 0, 0)}, {1: "N", 2: (1,), 3: "W", 4: 5}]
)
def test_un_lugar_que_no_existe_se_ignora(gps):
    assert coordenadas(gps) is None


def test_las_medidas_son_las_de_la_foto_derecha(subir):
    original = subir(foto(base={ExifTags.Base.Orientation: 6})).original

    assert (original.ancho, original.alto) == (48, 64)


def test_un_exif_roto_no_impide_subir(subir):
    buena = foto(base={ExifTags.Base.Artist: "X"})
    lugar = buena.index(b"Exif\x00\x00") + 6

    assert subir(buena[:lugar] + b"\xff" * 20 + buena[lugar + 20 :]).pk


@pytest.mark.lento
def test_un_avif_que_el_lector_no_entiende_no_impide_subir(subir):
    # De las diez mil mutaciones: libavif contesta RuntimeError, no un error de lectura.
    salida = io.BytesIO()
    Image.new("RGB", (64, 48)).save(salida, "AVIF")
    roto = salida.getvalue().replace(b"pitm", b"pit\0", 1)

    assert subir(roto, "roto.avif").capturada_en == AHORA


def test_el_video_toma_su_fecha_y_duracion_del_indice(subir, sintetico):
    evidencia = subir(sintetico("mp4"), "video.mp4")

    assert evidencia.capturada_en == datetime(2021, 7, 10, 18, tzinfo=UTC)
    assert evidencia.original.duracion == 1
    assert (evidencia.original.ancho, evidencia.original.alto) == (320, 240)
