import io
import subprocess
import zipfile
from decimal import Decimal
from types import SimpleNamespace

import imageio_ffmpeg
import pytest

from boletines.dominio.despues.retiro import retirar_boletin
from boletines.models import CorteDeBoletin
from difusion.dominio.despacho import despachar
from media_library.dominio.cortes.cortes import crear_corte
from media_library.dominio.cortes.subtitulos import guardar_subtitulos
from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.versiones.cola import derivar_todo
from portal.dominio import prensa
from portal.dominio.escritura import boletin as escritura
from tests.fabricas.boletines import BoletinFactory

pytestmark = [pytest.mark.django_db, pytest.mark.lento]


@pytest.fixture
def con_corte(arbol, ahora, fotografo, tmp_path):
    """Un boletín publicado con un corte de audio de verdad."""
    ruta = tmp_path / "voz.mp3"
    tono = ["-f", "lavfi", "-i", "sine=frequency=300:duration=2", str(ruta)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *tono], check=True)
    audio = ingresar(archivo=io.BytesIO(ruta.read_bytes()), nombre="voz.mp3", por=fotografo, ahora=ahora).evidencia
    corte = crear_corte(
        audio, titulo="Sobre el <agua>", inicio=Decimal(0), fin=Decimal(1), quien_habla="Obras Públicas",
        transcripcion="Habrá agua & luz.", por=fotografo, ahora=ahora,
    )  # fmt: skip
    derivar_todo()
    boletin = BoletinFactory(publicado=True, publicado_en=ahora)
    CorteDeBoletin.objects.create(boletin=boletin, corte=corte, orden=0)
    escritura.publicar(boletin, ahora)
    return boletin


def test_el_corte_se_oye_en_la_pagina_con_su_transcripcion(arbol, con_corte):
    pagina = (arbol / con_corte.ruta_publica.strip("/") / "index.html").read_text()

    assert f'src="/medios/{con_corte.clave}/corte-1.mp3"' in pagina
    assert "Sobre el &lt;agua&gt;" in pagina
    assert "Habrá agua &amp; luz." in pagina
    assert (arbol / f"medios/{con_corte.clave}/corte-1.mp3").stat().st_size > 1000


def test_el_corte_va_en_el_paquete_de_prensa(con_corte):
    manifiesto = prensa.leer_manifiesto(con_corte.ejercicio, con_corte.slug)

    paquete = zipfile.ZipFile(io.BytesIO(b"".join(prensa.empacar(manifiesto["archivos"]))))

    assert any(nombre.endswith("/corte-1.mp3") for nombre in paquete.namelist())


def test_al_retirar_el_boletin_el_corte_se_va(arbol, con_corte, ahora):
    type(con_corte).objects.filter(pk=con_corte.pk).update(
        estado="retirado", retirado_en=ahora, motivo_de_retiro="Orden de autoridad"
    )
    con_corte.refresh_from_db()

    escritura.retirar(con_corte, ahora)

    assert not (arbol / f"medios/{con_corte.clave}").exists()


@pytest.fixture
def con_video(arbol, ahora, fotografo, tmp_path):
    """Un boletín publicado con un corte de video que tiene subtítulos."""
    ruta = tmp_path / "acto.mp4"
    senal = ["-f", "lavfi", "-i", "testsrc=size=320x240:rate=10:duration=6", "-pix_fmt", "yuv420p", str(ruta)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *senal], check=True)
    video = ingresar(archivo=io.BytesIO(ruta.read_bytes()), nombre="acto.mp4", por=fotografo, ahora=ahora).evidencia
    guardar_subtitulos(video, texto=SUBTITULOS, version=0, por=fotografo, ahora=ahora)
    corte = crear_corte(
        video,
        titulo="La obra",
        inicio=Decimal(2),
        fin=Decimal(5),
        transcripcion="Habrá agua.",
        por=fotografo,
        ahora=ahora,
    )
    derivar_todo()
    boletin = BoletinFactory(publicado=True, publicado_en=ahora)
    CorteDeBoletin.objects.create(boletin=boletin, corte=corte, orden=0)
    escritura.publicar(boletin, ahora)
    return SimpleNamespace(boletin=boletin, video=video, carpeta=arbol / f"medios/{boletin.clave}")


SUBTITULOS = """1
00:00:00,000 --> 00:00:01,500
Fuera del corte.

2
00:00:01,800 --> 00:00:03,000
Habrá agua & luz.
"""


def test_el_video_se_ve_con_portada_y_subtitulos_del_tramo(arbol, con_video):
    pagina = (arbol / con_video.boletin.ruta_publica.strip("/") / "index.html").read_text()
    base = f"/medios/{con_video.boletin.clave}/corte-1"

    assert f'poster="{base}.jpg"' in pagina
    assert f'<track kind="captions" srclang="es" label="Español" src="{base}.vtt" default>' in pagina
    assert (con_video.carpeta / "corte-1.jpg").read_bytes().startswith(b"\xff\xd8")
    assert (con_video.carpeta / "corte-1.vtt").read_text() == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHabrá agua &amp; luz.\n"
    )


def test_esta_en_la_pagina_de_videos_y_en_el_paquete_de_prensa(arbol, con_video):
    ruta = f"/medios/{con_video.boletin.clave}/corte-1"

    assert f'src="{ruta}.mp4"' in (arbol / "videos/index.html").read_text()
    manifiesto = prensa.leer_manifiesto(con_video.boletin.ejercicio, con_video.boletin.slug)
    assert {f"{ruta}.mp4", f"{ruta}.vtt"} <= set(manifiesto["archivos"].values())


def test_corregir_los_subtitulos_reescribe_lo_publicado(con_video, fotografo, ahora):
    guardar_subtitulos(con_video.video, texto="", version=1, por=fotografo, ahora=ahora)
    despachar(reloj=lambda: ahora)

    assert not (con_video.carpeta / "corte-1.vtt").exists()


def test_al_retirarlo_sale_de_la_pagina_de_videos(arbol, con_video, directora, ahora):
    retirado = retirar_boletin(con_video.boletin, motivo="Orden de autoridad", por=directora, ahora=ahora)

    escritura.retirar(retirado, ahora)

    assert con_video.boletin.clave not in (arbol / "videos/index.html").read_text()
