"""Los bytes públicos: sin lugar ni cámara, con crédito y pie en XMP en cada formato, sin tocar imagen ni sonido."""

import io
import re
import subprocess
from decimal import Decimal

import imageio_ffmpeg
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from media_library.clientes import almacen
from media_library.dominio.cortes import cortes
from media_library.dominio.originales.xmp import CAJA_XMP, id3, largo_id3
from media_library.dominio.versiones import cola
from media_library.dominio.versiones.publico import DerivadoPendiente, Publico, bytes_publicos, publico_de
from media_library.dominio.versiones.recetas import recetas_de
from media_library.models import Evidencia
from media_library.models.receta import AUDIO_LIGERO, VIDEO_LIGERO, Receta
from tests.media_library.almacenes import leer_derivado
from tests.media_library.conftest import AHORA, FOTOS, con_gps, jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.lento]
PALABRAS = {"titulo": "Día del Árbol", "pie": "Añoranza & <muelle>", "credito": "Lucía Ríos / Comunicación"}
EN_EL_XMP = ("Día del Árbol", "Añoranza &amp; &lt;muelle&gt;", "Lucía Ríos / Comunicación")


def abrir(evidencia, receta):
    return Image.open(io.BytesIO(leer_derivado(evidencia.original.derivados.get(receta=receta))))


def cajas(datos):
    """Las cajas de primer nivel de un MP4: nombre y contenido, en orden."""
    lugar, halladas = 0, []
    while lugar < len(datos):
        largo = int.from_bytes(datos[lugar : lugar + 4], "big")
        halladas.append((datos[lugar + 4 : lugar + 8], datos[lugar + 8 : lugar + largo]))
        lugar += largo
    return halladas


def con_ffmpeg(datos, tmp_path, *pedido):
    """Lo que dice ffmpeg de unos octetos; falla si no los puede leer enteros."""
    (tmp_path / "publico.bin").write_bytes(datos)
    orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-xerror", "-i", str(tmp_path / "publico.bin")]
    corrida = subprocess.run([*orden, *(pedido or ("-f", "null", "-"))], capture_output=True, text=True, check=True)
    return corrida.stderr


def huella_de_lo_que_se_oye_y_ve(datos, tmp_path):
    (tmp_path / "medido.bin").write_bytes(datos)
    orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(tmp_path / "medido.bin")]
    return subprocess.run([*orden, "-f", "md5", "-"], capture_output=True, text=True, check=True).stdout


def con_palabras(evidencia):
    Evidencia.objects.filter(pk=evidencia.pk).update(**PALABRAS)
    evidencia.refresh_from_db()
    return evidencia


def test_los_bytes_publicos_no_llevan_lugar_camara_ni_comentarios(subir):
    evidencia = subir(con_gps(), derivar=True)

    for receta in recetas_de("foto"):
        publica = Image.open(io.BytesIO(bytes_publicos(evidencia, receta)))
        assert dict(publica.getexif()) == {}
        assert "comment" not in publica.info
        assert b"CamaraSecreta" not in bytes_publicos(evidencia, receta)


def test_los_bytes_publicos_llevan_pie_credito_y_texto_alternativo_con_acentos(subir):
    evidencia = subir(FOTOS / "muelle.jpg", credito="Lucía Ríos / Comunicación Social", derivar=True)
    evidencia.pie, evidencia.texto_alternativo = "Añoranza & <muelle>", "Un muelle al amanecer"

    for receta in ("w800.webp", "w800.jpg", "cuadro-50-50.webp"):
        publica = Image.open(io.BytesIO(bytes_publicos(evidencia, Receta.leer(receta), titulo="Día del Árbol")))
        xmp = publica.info["xmp"].decode()
        for texto in (
            "Lucía Ríos / Comunicación Social",
            "Añoranza &amp; &lt;muelle&gt;",
            "Un muelle al amanecer",
            "Día del Árbol",
        ):
            assert texto in xmp


def test_agregar_el_xmp_no_cambia_ni_un_pixel(subir):
    evidencia = subir(FOTOS / "muelle.jpg", derivar=True)

    for receta in (Receta.leer("w800.webp"), Receta.leer("w800.jpg")):
        publica = Image.open(io.BytesIO(bytes_publicos(evidencia, receta)))
        assert publica.tobytes() == abrir(evidencia, receta).tobytes()


def test_publicar_algo_sin_procesar_se_niega_con_una_frase(subir):
    with pytest.raises(DerivadoPendiente, match="todavía se está procesando"):
        bytes_publicos(subir(jpeg()), Receta.leer("w800.webp"))


def test_el_titulo_de_la_foto_va_en_el_xmp(subir):
    evidencia = con_palabras(subir(FOTOS / "muelle.jpg", derivar=True))

    assert (
        "Día del Árbol"
        in Image.open(io.BytesIO(bytes_publicos(evidencia, Receta.leer("w320.jpg")))).info["xmp"].decode()
    )


def test_el_video_publico_lleva_su_xmp_al_final_y_sigue_empezando_por_moov(subir, sintetico, tmp_path):
    evidencia = con_palabras(subir(sintetico("mp4"), "acto.mp4", derivar=True))
    guardado = leer_derivado(evidencia.original.derivados.get(receta="v720.mp4"))

    publico = bytes_publicos(evidencia, VIDEO_LIGERO)

    nombres = [nombre for nombre, _ in cajas(publico)]
    ultima = cajas(publico)[-1]
    assert (nombres[-1], ultima[1][:16]) == (b"uuid", CAJA_XMP)
    assert all(texto in ultima[1][16:].decode() for texto in EN_EL_XMP)
    assert nombres.index(b"moov") < nombres.index(b"mdat")
    assert publico.startswith(guardado)
    assert huella_de_lo_que_se_oye_y_ve(publico, tmp_path) == huella_de_lo_que_se_oye_y_ve(guardado, tmp_path)


def test_el_video_publico_no_lleva_lugar_ni_fecha_de_la_camara(subir, sintetico, tmp_path):
    publico = bytes_publicos(subir(sintetico("mp4"), "acto.mp4", derivar=True), VIDEO_LIGERO)

    dicho = con_ffmpeg(publico, tmp_path)
    assert (b"103.0229" in publico, "2021-07-10" in dicho, "location" in dicho) == (False, False, False)


def test_el_audio_publico_lleva_titulo_autor_y_xmp_y_suena_igual(subir, sintetico, tmp_path):
    evidencia = con_palabras(subir(sintetico("mp3"), "voz.mp3", derivar=True))
    guardado = leer_derivado(evidencia.original.derivados.get(receta="a128.mp3"))

    publico = bytes_publicos(evidencia, AUDIO_LIGERO)

    dicho = con_ffmpeg(publico, tmp_path)
    assert re.search(r"title +: Día del Árbol", dicho)
    assert re.search(r"artist +: Lucía Ríos / Comunicación", dicho)
    assert re.search(r"id3v2_priv.XMP", dicho)
    assert all(texto.encode() in publico[: largo_id3(publico)] for texto in EN_EL_XMP)
    assert huella_de_lo_que_se_oye_y_ve(publico, tmp_path) == huella_de_lo_que_se_oye_y_ve(guardado, tmp_path)


@pytest.mark.parametrize("extension", ["mp3", "mp4"])
def test_un_corte_publico_conserva_sus_etiquetas_y_se_llama_como_el(subir, sintetico, fotografa, tmp_path, extension):
    evidencia = con_palabras(subir(sintetico(extension), f"acto.{extension}", derivar=True))
    tramo = {"titulo": "Sobre el ñandú", "inicio": Decimal(0), "fin": Decimal("0.8"), "quien_habla": "Dirección"}
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **tramo)
    cola.derivar_todo()

    publico = bytes_publicos(evidencia, corte.receta)

    dicho, paquete = con_ffmpeg(publico, tmp_path), publico[publico.index(b"<x:xmpmeta") :].decode("utf-8", "ignore")
    assert re.search(r"title +: Sobre el ñandú", dicho)
    assert re.search(r"artist +: Dirección", dicho)
    assert "Sobre el ñandú</rdf:li>" in paquete
    assert "Día del Árbol" not in paquete


@pytest.mark.parametrize("version", [3, 4])
def test_la_etiqueta_se_agrega_a_la_que_hubiera_y_se_entiende_en_las_dos_versiones(sintetico, tmp_path, version):
    con_etiqueta = tmp_path / "con.mp3"
    orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(sintetico("mp3"))]
    etiquetas = ["-metadata", "title=El de antes", "-metadata", "comment=Una nota", "-id3v2_version", str(version)]
    subprocess.run([*orden, *etiquetas, str(con_etiqueta)], check=True)
    datos = con_etiqueta.read_bytes()
    anterior = datos[: largo_id3(datos)]

    nueva = id3(anterior, b"<x:xmpmeta/>", titulo="Otro título", credito="Año")

    dicho = con_ffmpeg(nueva + datos[len(anterior) :], tmp_path)
    hallado = [
        bool(re.search(r, dicho)) for r in (r"title +: El de antes", r"comment +: Una nota", r"artist +: Año", "XMP")
    ]
    assert hallado == [True] * 4


def test_un_mp3_sin_etiqueta_recibe_la_suya(sintetico, tmp_path):
    datos = sintetico("mp3").read_bytes()
    pelon = datos[largo_id3(datos) :]

    assert largo_id3(pelon) == 0
    assert "title           : Añil" in con_ffmpeg(id3(b"", b"<x/>", titulo="Añil") + pelon, tmp_path)


def test_lo_publico_se_entrega_por_trozos_y_dice_cuanto_pesa(subir, sintetico):
    for archivo, receta in (
        (sintetico("mp4"), "v720.mp4"),
        (sintetico("mp3"), "a128.mp3"),
        (FOTOS / "muelle.jpg", "w320.webp"),
    ):
        publico = publico_de(subir(archivo, archivo.name, derivar=True), Receta.leer(receta))

        assert publico.octetos == sum(map(len, publico.trozos()))


@pytest.mark.parametrize("receta", ["cabeza", "medio", "cola", "todo"])
def test_un_archivo_publico_se_lee_por_tramos_como_entero(receta):
    almacen.derivados().save(f"tramos/{receta}", ContentFile(b"0123456789"))
    archivo = {
        "cabeza": Publico(b"abc", octetos=3),
        "medio": Publico(b"", f"tramos/{receta}", desde=4, octetos=6),
        "cola": Publico(b"", f"tramos/{receta}", final=b"xyz", octetos=13),
        "todo": Publico(b"abc", f"tramos/{receta}", desde=2, final=b"xyz", octetos=14),
    }[receta]
    entero = b"".join(archivo.trozos())

    tramos = {(i, f): b"".join(archivo.trozos(i, f)) for i in range(len(entero)) for f in range(i, len(entero) + 1)}

    assert tramos == {(i, f): entero[i:f] for i, f in tramos}
