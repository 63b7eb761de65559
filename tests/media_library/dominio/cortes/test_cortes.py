import json
import re
import subprocess
from datetime import timedelta
from decimal import Decimal

import imageio_ffmpeg
import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction

from media_library.dominio.cortes import cortes, montaje
from media_library.dominio.versiones import cola
from media_library.estados import Ajuste, Encuadre, EstadoDerivado, Sonoridad
from media_library.models import Corte, Derivado
from media_library.models.receta import AUDIO_LIGERO, ONDA
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Oficina
from suspension.models import PeriodoSuspension
from tests.fabricas.media_library import CorteFactory
from tests.media_library.almacenes import leer_derivado
from tests.media_library.conftest import AHORA, imagen

pytestmark = [pytest.mark.django_db, pytest.mark.lento]
TRAMO = {"titulo": "Sobre el empedrado", "inicio": Decimal("0.20"), "fin": Decimal("0.90")}


@pytest.fixture(scope="module")
def voz(tmp_path_factory):
    """Ocho segundos de un tono bajo en un solo canal, como una grabación lejana."""
    ruta = tmp_path_factory.mktemp("voz") / "voz.wav"
    tono = "sine=frequency=300:duration=8:sample_rate=44100,volume=0.05,tremolo=f=3:d=0.6"
    orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", "-f", "lavfi", "-i", tono, str(ruta)]
    subprocess.run(orden, check=True)
    return ruta


def _abrir(corte, tmp_path, *opciones):
    """Lo que ffmpeg dice del archivo del corte."""
    derivado = Derivado.objects.get(receta=corte.receta)
    assert derivado.estado == EstadoDerivado.HECHO, derivado.error
    ruta = tmp_path / str(derivado.receta)
    ruta.write_bytes(leer_derivado(derivado))
    orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(ruta), *(opciones or ("-f", "null", "-"))]
    return subprocess.run(orden, check=True, capture_output=True, text=True).stderr


def _duracion(salida):
    horas, minutos, segundos = re.search(r"Duration: (\d+):(\d+):([\d.]+)", salida).groups()
    return int(horas) * 3600 + int(minutos) * 60 + float(segundos)


@pytest.mark.parametrize(("sonoridad", "lufs"), [(Sonoridad.RADIO, -23), (Sonoridad.REDES, -16)])
def test_el_corte_suena_a_la_sonoridad_pedida_y_dura_su_tramo(subir, voz, fotografa, tmp_path, sonoridad, lufs):
    evidencia = subir(voz, "voz.wav", derivar=True)

    datos = {"titulo": "Sobre el empedrado", "inicio": Decimal(1), "fin": Decimal("6.5"), "sonoridad": sonoridad}
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **datos)
    cola.derivar_todo()

    salida = _abrir(corte, tmp_path, "-af", "ebur128", "-f", "null", "-")
    medido = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", salida)[-1])
    assert abs(medido - lufs) <= 1
    assert abs(_duracion(salida) - 5.5) < 0.1


def test_el_silencio_se_corta_sin_ajustarlo(subir, fotografa, tmp_path):
    silencio = tmp_path / "silencio.wav"
    entrada = ["-f", "lavfi", "-i", "anullsrc=r=44100:cl=mono", "-t", "2"]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *entrada, str(silencio)], check=True)
    evidencia = subir(silencio, "silencio.wav", derivar=True)

    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO)
    cola.derivar_todo()

    assert abs(_duracion(_abrir(corte, tmp_path)) - 0.7) < 0.1


def test_el_mp3_lleva_sus_etiquetas_con_acentos_y_signos(subir, sintetico, fotografa, oficina, tmp_path):
    evidencia = subir(sintetico("mp3"), "voz.mp3", derivar=True, credito="Niño; Ñandú #1")

    datos = TRAMO | {"titulo": "Agua = vida; año #2", "quien_habla": "Dirección de Obras\\Públicas"}
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **datos)
    cola.derivar_todo()

    salida = _abrir(corte, tmp_path)
    assert "Agua = vida; año #2" in salida
    assert "Dirección de Obras\\Públicas" in salida
    assert "Niño; Ñandú #1" in salida


def test_un_fundido_baja_las_orillas(subir, voz, fotografa, tmp_path):
    evidencia = subir(voz, "voz.wav", derivar=True)

    datos = {"titulo": "Con fundido", "inicio": Decimal(1), "fin": Decimal(5), "fundido": Decimal("1.0")}
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **datos)
    cola.derivar_todo()

    def volumen(desde, hasta):
        salida = _abrir(corte, tmp_path, "-af", f"atrim={desde}:{hasta},volumedetect", "-f", "null", "-")
        return float(re.search(r"mean_volume: (-?[\d.]+)", salida)[1])

    assert volumen(0, 0.2) < volumen(1.5, 2.5) - 8
    assert volumen(3.85, 4) < volumen(1.5, 2.5) - 8


@pytest.mark.parametrize(("encuadre", "medidas"), [(Encuadre.HORIZONTAL, "1280x720"), (Encuadre.CUADRADO, "1080x1080")])
@pytest.mark.parametrize("ajuste", Ajuste.values)
def test_el_video_sale_en_su_encuadre(subir, sintetico, fotografa, tmp_path, encuadre, medidas, ajuste):
    evidencia = subir(sintetico("mp4"), "acto.mp4", derivar=True)

    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO, encuadre=encuadre, ajuste=ajuste)
    cola.derivar_todo()

    salida = _abrir(corte, tmp_path)
    assert medidas in salida
    assert "Audio: aac" in salida


@pytest.mark.parametrize(("forma", "con_audio"), [("mp4", True), ("mov", False)])
def test_la_cortina_y_el_logotipo_van_con_y_sin_audio(subir, sintetico, fotografa, oficina, tmp_path, forma, con_audio):
    oficina.logotipo.save("logo.png", ContentFile(imagen("PNG", "RGBA", (200, 100))))
    evidencia = subir(sintetico(forma), f"acto.{forma}", derivar=True)

    datos = TRAMO | {"encuadre": Encuadre.VERTICAL, "con_cortina": True, "con_logotipo": True}
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **datos)
    cola.derivar_todo()

    salida = _abrir(corte, tmp_path)
    assert "1080x1920" in salida
    assert abs(_duracion(salida) - (montaje.SEGUNDOS_DE_CORTINA + 0.7)) < 0.2
    assert ("Audio: aac" in salida) == con_audio


def test_ni_el_lugar_ni_la_fecha_de_la_camara_salen_en_el_corte(subir, sintetico, fotografa, tmp_path):
    evidencia = subir(sintetico("mp4"), "acto.mp4", derivar=True)

    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO)
    cola.derivar_todo()

    salida = _abrir(corte, tmp_path)
    assert "103.0229" not in salida
    assert "2021-07-10T18" not in salida


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"fin": Decimal("0.30")}, "medio segundo"),
        ({"fin": Decimal(9)}, "La grabación termina"),
        ({"fin": Decimal(9000)}, "pasa de 60 minutos"),
        ({"encuadre": Encuadre.ORIGINAL, "con_cortina": True}, "elige un encuadre"),
        ({"con_logotipo": True}, "no tiene logotipo"),
    ],
)
def test_se_rechaza_lo_que_no_se_puede_cortar(subir, sintetico, fotografa, oficina, cambio, frase):
    evidencia = subir(sintetico("mp4"), "acto.mp4", derivar=True)
    evidencia.original.refresh_from_db()

    with pytest.raises(NoSePuede, match=frase):
        cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO | cambio)

    assert not Corte.objects.exists()


def test_en_suspension_no_se_pone_logotipo(subir, sintetico, fotografa, oficina):
    PeriodoSuspension.objects.create(
        tipo="eleccion", nombre="Elección", inicio=AHORA - timedelta(days=1), fin=AHORA + timedelta(days=1),
        fundamento="LGCS art. 21",
    )  # fmt: skip
    evidencia = subir(sintetico("mp4"), "acto.mp4")

    with pytest.raises(NoSePuede, match="suspensión de propaganda"):
        cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO, con_logotipo=True)


def test_cambiar_el_tramo_rehace_el_archivo_y_borra_el_anterior(subir, sintetico, fotografa, tmp_path):
    evidencia = subir(sintetico("mp3"), "voz.mp3", derivar=True)
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO)
    cola.derivar_todo()
    vieja = corte.receta

    corte = cortes.cambiar_corte(corte, revision=1, por=fotografa, ahora=AHORA, **TRAMO | {"fin": Decimal("0.70")})
    cola.derivar_todo()

    assert not Derivado.objects.filter(receta=vieja).exists()
    assert abs(_duracion(_abrir(corte, tmp_path)) - 0.5) < 0.1


@pytest.mark.parametrize(
    "campos", [{"fin": 0}, {"inicio": -1}, {"fundido": 6}, {"sonoridad": "gritos"}, {"ajuste": "x"}]
)
def test_la_base_rechaza_cortes_imposibles(campos):
    with pytest.raises(IntegrityError), transaction.atomic():
        CorteFactory(**campos)


def test_sin_cortes_pendientes_no_se_pregunta_por_ellos(subir, sintetico, django_assert_num_queries):
    evidencia = subir(sintetico("mp3"), "voz.mp3")

    with django_assert_num_queries(0):
        assert cortes.montajes_para(evidencia.original, (AUDIO_LIGERO, ONDA)) == {}
    assert connection.in_atomic_block


def test_lo_que_mide_loudnorm_se_lee_aunque_haya_otro_texto():
    medido = {
        "input_i": "-31.2",
        "input_tp": "-20.0",
        "input_lra": "1.0",
        "input_thresh": "-41.5",
        "target_offset": "0.1",
    }

    assert montaje.leer_sonoridad(f"[Parsed] algo\n{json.dumps(medido)}\nfin") == medido
    assert montaje.leer_sonoridad(json.dumps(medido | {"input_i": "-inf"})) == {}
    assert montaje.leer_sonoridad("nada") == {}


def test_la_oficina_sin_logotipo_en_disco_no_detiene_el_corte(subir, sintetico, fotografa, oficina, tmp_path):
    oficina.logotipo.save("logo.png", ContentFile(imagen("PNG", "RGBA", (200, 100))))
    evidencia = subir(sintetico("mp4"), "acto.mp4", derivar=True)
    corte = cortes.crear_corte(evidencia, por=fotografa, ahora=AHORA, **TRAMO, con_logotipo=True)
    Oficina.objects.get().logotipo.delete()

    cola.derivar_todo()

    assert _duracion(_abrir(corte, tmp_path)) > 0
