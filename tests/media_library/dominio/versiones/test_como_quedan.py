"""Cómo quedan las versiones: medidas, recortes, orientación, color, y las de video y audio."""

import io
import json

import pytest
from PIL import ExifTags, Image, ImageChops, ImageCms

from media_library.dominio.versiones import cola
from media_library.dominio.versiones.recetas import EXTRAS, apuntar
from media_library.estados import EstadoDerivado
from media_library.models import Evidencia, Original
from media_library.tasks import derivar_pendientes
from tests.media_library.almacenes import leer_derivado
from tests.media_library.conftest import AHORA, FOTOS, imagen, jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.lento]


def abrir(evidencia, receta):
    return Image.open(io.BytesIO(leer_derivado(evidencia.original.derivados.get(receta=receta))))


def test_una_foto_real_da_todos_sus_derivados_en_la_tarea(subir):
    evidencia = subir(FOTOS / "muelle.jpg")

    derivar_pendientes()

    hechos = {str(d.receta): (d.estado, d.ancho, d.alto) for d in evidencia.original.derivados.all()}
    assert hechos == {
        "w320.webp": ("hecho", 320, 200),
        "w320.jpg": ("hecho", 320, 200),
        "w800.webp": ("hecho", 800, 500),
        "w800.jpg": ("hecho", 800, 500),
        "w1600.webp": ("hecho", 1000, 625),
        "w1600.jpg": ("hecho", 1000, 625),  # nunca se agranda
        "og-50-50.jpg": ("hecho", 1200, 630),
        "cuadro-50-50.webp": ("hecho", 400, 400),
        "vertical-50-50.jpg": ("hecho", 500, 625),
        "ancha-50-50.jpg": ("hecho", 1000, 562),
        "estandar-50-50.jpg": ("hecho", 833, 625),
        "cuadrada-50-50.jpg": ("hecho", 625, 625),
    }


@pytest.mark.parametrize(("ancho", "grande"), [(1600, None), (2000, 2000), (3000, 2400)])
def test_la_de_2400_solo_se_hace_de_lo_que_da_para_ella_y_no_se_agranda(subir, ancho, grande):
    evidencia = subir(jpeg(ancho, ancho // 4))

    cola.derivar_todo()

    anchos = evidencia.original.derivados.filter(receta__startswith="w2400").values_list("receta", "ancho")
    assert {str(receta): ancho for receta, ancho in anchos} == (
        {"w2400.webp": grande, "w2400.jpg": grande} if grande else {}
    )
    assert evidencia.original.derivados.get(receta="w1600.jpg").ancho == 1600


def test_los_recortes_siguen_el_foco_en_su_proporcion(subir, fotografa):
    foto = Image.new("RGB", (3200, 1800), "white")
    foto.paste("red", (0, 0, 1600, 1800))
    salida = io.BytesIO()
    foto.save(salida, "JPEG")
    evidencia = subir(salida.getvalue())
    Evidencia.objects.filter(pk=evidencia.pk).update(foco_x=0)
    apuntar(evidencia.original, foco=(0, 50), ahora=AHORA)

    cola.derivar_todo()

    vertical, ancha = (abrir(evidencia, f"{r}-0-50.jpg") for r in ("vertical", "ancha"))
    assert (vertical.width / vertical.height, ancha.size) == (0.8, (1600, 900))
    assert vertical.convert("RGB").getpixel((vertical.width - 9, 9))[1] < 60


@pytest.mark.parametrize("segundos", [None, 100])
def test_un_video_da_una_tira_de_diez_cuadros_aunque_dure_poco(subir, sintetico, segundos):
    evidencia = subir(sintetico("mp4"), "a.mp4", derivar=True)
    if segundos:  # lo largo se lee sólo por cuadros completos; aquí no hay más que uno y se repite
        Original.objects.filter(pk=evidencia.original_id).update(duracion=segundos)

    cola.derivar_todo()

    with abrir(evidencia, "tira.webp") as tira:
        assert tira.size == (1600, 90)


def test_los_derivados_se_ven_como_el_original(subir):
    evidencia = subir(FOTOS / "flores-rojas.jpg", derivar=True)

    original = Image.open(io.BytesIO((FOTOS / "flores-rojas.jpg").read_bytes())).convert("RGB").resize((320, 200))
    for receta in ("w320.webp", "w320.jpg"):
        diferencia = ImageChops.difference(original, abrir(evidencia, receta).convert("RGB")).convert("L")
        assert sum(diferencia.histogram()[40:]) < 320 * 200 * 0.02


@pytest.mark.parametrize("orientacion", range(1, 9))
@pytest.mark.parametrize("ancho", [200, 4000])
def test_la_orientacion_de_la_camara_se_aplica(subir, orientacion, ancho):
    derecha = Image.new("RGB", (ancho, ancho // 2), "white")
    derecha.paste("red", (0, 0, ancho // 4, ancho // 4))
    vueltas = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # la inversa de lo que hará el visor
    guardada = derecha.transpose(Image.Transpose(vueltas[orientacion])) if orientacion > 1 else derecha
    exif, salida = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Orientation] = orientacion
    guardada.save(salida, "JPEG", exif=exif, quality=95)

    vista = abrir(subir(salida.getvalue(), derivar=True), "w320.jpg").convert("RGB")

    assert vista.width == 2 * vista.height
    rojo, verde, _ = vista.getpixel((vista.width // 10, vista.height // 10))
    assert (rojo > 200, verde < 60) == (True, True)
    assert min(vista.getpixel((vista.width - 9, vista.height - 9))) > 240


@pytest.mark.parametrize(
    ("formato", "modo"),
    [
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "L"),
        ("PNG", "LA"),
        ("PNG", "I;16"),
        ("PNG", "1"),
        ("WEBP", "RGBA"),
        ("AVIF", "RGB"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
    ],
)
@pytest.mark.parametrize("ancho", [64, 2000])
def test_cualquier_modo_de_color_termina_en_rgb(subir, formato, modo, ancho):
    evidencia = subir(imagen(formato, modo, (ancho, 48)), derivar=True)

    assert abrir(evidencia, "w320.jpg").mode == "RGB"
    assert not evidencia.original.derivados.filter(~EXTRAS).exclude(estado=EstadoDerivado.HECHO).exists()


def test_el_perfil_de_color_se_convierte_a_srgb_y_se_quita(subir):
    perfil = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()

    vista = abrir(subir(jpeg(200, 100, icc_profile=perfil), derivar=True), "w320.jpg")

    assert "icc_profile" not in vista.info


def test_el_recorte_respeta_el_punto_focal(subir, fotografa):
    foto = Image.new("RGB", (900, 300), "white")
    foto.paste("red", (0, 0, 300, 300))
    salida = io.BytesIO()
    foto.save(salida, "PNG")
    evidencia = subir(salida.getvalue(), "x.png")
    Evidencia.objects.filter(pk=evidencia.pk).update(foco_x=0)
    from media_library.dominio.versiones.recetas import apuntar  # noqa: PLC0415 - sólo aquí

    apuntar(evidencia.original, foco=(0, 50), ahora=AHORA)
    cola.derivar_todo()

    izquierda, centro = (
        abrir(evidencia, r).convert("RGB").getpixel((200, 200)) for r in ("cuadro-0-50.webp", "cuadro-50-50.webp")
    )
    assert (izquierda[1] < 60, centro[1] > 200) == (True, True)


@pytest.mark.parametrize("extension", ["mp4", "mov", "webm"])
def test_un_video_da_portada_y_version_ligera_sin_metadatos(subir, sintetico, extension):
    evidencia = subir(sintetico(extension), f"v.{extension}", derivar=True)

    assert {(str(d.receta), d.estado) for d in evidencia.original.derivados.all()} == {
        ("poster.jpg", "hecho"),
        ("v720.mp4", "hecho"),
        ("tira.webp", "pendiente"),
    }
    assert abrir(evidencia, "poster.jpg").size == (320, 240)
    datos = leer_derivado(evidencia.original.derivados.get(receta="v720.mp4"))
    assert b"103.0229" not in datos
    assert datos.index(b"moov") < datos.index(b"mdat")
    evidencia.original.refresh_from_db()
    assert float(evidencia.original.duracion) == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("extension", ["mp3", "m4a", "wav", "ogg"])
def test_un_audio_da_mp3_y_forma_de_onda(subir, sintetico, extension):
    evidencia = subir(sintetico(extension), f"a.{extension}", derivar=True)

    onda = json.loads(leer_derivado(evidencia.original.derivados.get(receta="onda.json")))
    assert evidencia.original.derivados.get(receta="a128.mp3").estado == "hecho"
    assert onda["segundos"] == pytest.approx(1, abs=0.2)
    assert 0 < max(onda["picos"]) <= 100
