"""Los archivos con que otros sistemas fallaron en el campo: entran y dicen la verdad, o se rechazan diciendo qué."""

import csv
import io
import struct
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import imageio_ffmpeg
import pytest
from django.urls import reverse
from PIL import Image

from media_library.dominio.compartir.zip import empaquetar
from media_library.dominio.originales.guardar import abrir_original
from media_library.dominio.versiones import cola
from media_library.dominio.versiones.publico import bytes_publicos
from media_library.estados import Calidad
from media_library.models import Derivado, Evidencia
from media_library.models.receta import AUDIO_LIGERO, MINIATURA, VIDEO_LIGERO, Receta
from nucleo.dominio.impedimentos import NoSePuede
from tests.media_library.almacenes import Entregado
from tests.media_library.conftest import AHORA, FOTOS, jpeg
from tests.media_library.fabricados import con_ffmpeg, ruido, wav

CASOS = Path(__file__).parent / "casos"
DIA_14_A_LAS_23_40 = datetime(2026, 3, 15, 5, 40, 5, tzinfo=UTC)
OG = Receta.de_recorte("og", (50, 50))


@pytest.fixture
def subir_caso(subir):
    """Sube un archivo del campo con su nombre; o los octetos que se den, con ése."""

    def _subir(caso, octetos=None, **datos):
        ruta = CASOS / caso
        return subir(ruta if octetos is None else octetos, caso.partition("__")[2] or caso, **datos)

    return _subir


def fecha_de(evidencia):
    return evidencia.capturada_en, evidencia.certeza


class TestQueEs:
    pytestmark = pytest.mark.django_db

    @pytest.mark.parametrize(
        ("nombre", "al_bajar"),
        [
            ("foto.jfif", "foto.jpg"),
            ("foto.pjpeg", "foto.jpg"),
            ("foto.jpg_large", "foto.jpg"),
            ("foto.docx", "foto.docx.jpg"),
            ("Gira del 12.03.2026", "Gira del 12.03.2026.jpg"),
            ("Presidenta Ma. Nuñez", "Presidenta Ma. Nuñez.jpg"),
        ],
    )
    def test_una_foto_entra_se_llame_como_se_llame_y_se_baja_con_la_terminacion_comun(
        self, subir, client, fotografa, nombre, al_bajar
    ):
        evidencia = subir(jpeg(), nombre)
        client.force_login(fotografa)

        bajada = Entregado(client.get(reverse("media_library:archivo", args=[evidencia.pk, "original"])))

        assert evidencia.original.tipo == "image/jpeg"
        assert al_bajar in unquote(bajada.disposicion)

    @pytest.mark.parametrize(
        ("caso", "tipo"),
        [
            ("A13__C0001.MP4", "video/mp4"),
            ("A15__00012.MTS", "video/mp2t"),
            ("A15__2026-03-14 10-22-31.mkv", "video/x-matroska"),
            ("A15__entrevista.flac", "audio/flac"),
            ("A15__nota.aac", "audio/aac"),
            ("A15__nota.amr", "audio/amr"),
            ("A26__oficio_bom.pdf", "application/pdf"),
            ("A26__oficio_salto.pdf", "application/pdf"),
            ("A26__oficio_basura.pdf", "application/pdf"),
        ],
    )
    def test_lo_de_camaras_grabadoras_y_oficios_entra_por_su_contenido(self, subir_caso, caso, tipo):
        assert subir_caso(caso).original.tipo == tipo

    @pytest.mark.parametrize("caso", ["A26__oficio_5000.pdf", "A26__pagina.pdf"])
    def test_lo_que_solo_menciona_la_marca_de_un_pdf_se_rechaza(self, subir_caso, caso):
        with pytest.raises(NoSePuede, match="no es foto, video ni audio"):
            subir_caso(caso)

    def test_la_foto_cortada_se_rechaza_y_dice_que_subirla_igual_no_ayuda(self, subir_caso):
        with pytest.raises(NoSePuede, match=r"le falta una parte\. Subirlo igual no ayuda"):
            subir_caso("A23__mitad.jpg")

    def test_una_bomba_de_sesenta_mil_por_lado_se_sigue_rechazando_y_dice_que_hacer(self, subir):
        octetos = bytearray(jpeg())
        lugar = octetos.index(b"\xff\xc0")
        octetos[lugar + 5 : lugar + 9] = struct.pack(">HH", 60_000, 60_000)

        with pytest.raises(NoSePuede, match=r"mide 60,000 × 60,000 .*Expórtala más chica"):
            subir(bytes(octetos))


class TestCuando:
    pytestmark = pytest.mark.django_db

    @pytest.mark.parametrize(
        ("caso", "cuando"),
        [
            ("A18__IMG_0180.MOV", DIA_14_A_LAS_23_40),
            ("A19__fecha_con_guiones.jpg", DIA_14_A_LAS_23_40),
            ("A19__offset_solo_m0500.jpg", datetime(2026, 3, 15, 4, 40, 5, tzinfo=UTC)),
            ("A19__offset_0500_sin_dos_puntos.jpg", datetime(2026, 3, 15, 4, 40, 5, tzinfo=UTC)),
            ("A19__offset_solo_m0800.jpg", datetime(2026, 3, 15, 7, 40, 5, tzinfo=UTC)),
            ("A19__offset_0800_sin_dos_puntos.jpg", datetime(2026, 3, 15, 7, 40, 5, tzinfo=UTC)),
        ],
    )
    def test_la_hora_es_la_de_quien_grabo_con_su_desfase_escrito_como_sea(self, subir_caso, caso, cuando):
        assert fecha_de(subir_caso(caso)) == (cuando, "archivo")

    @pytest.mark.parametrize(
        ("nombre", "cuando", "certeza"),
        [
            ("IMG-20260314-WA0012.jpg", datetime(2026, 3, 14, 18, tzinfo=UTC), "dia"),
            ("PXL_20260315_044005123.jpg", datetime(2026, 3, 15, 4, 40, 5, tzinfo=UTC), "nombre"),
            ("WhatsApp Image 2026-03-14 at 10.22.31 AM.jpeg", datetime(2026, 3, 14, 16, 22, 31, tzinfo=UTC), "nombre"),
            ("WhatsApp Image 2026-03-14 at 12.05.00 AM (1).jpeg", datetime(2026, 3, 14, 6, 5, tzinfo=UTC), "nombre"),
            (
                "Imagen de WhatsApp 2026-03-14 a las 22.22.31_a1b2.jpg",
                datetime(2026, 3, 15, 4, 22, 31, tzinfo=UTC),
                "nombre",
            ),
            ("IMG_20260314_102231.jpg", datetime(2026, 3, 14, 16, 22, 31, tzinfo=UTC), "nombre"),
            ("20260314_102231.jpg", datetime(2026, 3, 14, 16, 22, 31, tzinfo=UTC), "nombre"),
            ("Screenshot_20260314-102231_Mapas.jpg", datetime(2026, 3, 14, 16, 22, 31, tzinfo=UTC), "nombre"),
            ("photo_2026-03-14_10-22-31.jpg", datetime(2026, 3, 14, 16, 22, 31, tzinfo=UTC), "nombre"),
            ("Captura de pantalla 2026-03-14 102231.png", datetime(2026, 3, 14, 16, 22, 31, tzinfo=UTC), "nombre"),
            ("IMG-20261399-WA0012.jpg", AHORA, "subida"),
            ("IMG_20270314_102231.jpg", AHORA, "subida"),
            ("20260314_996199.jpg", AHORA, "subida"),
            ("Acta 20260314.jpg", AHORA, "subida"),
            ("Acta 20260314_102231.jpg", AHORA, "subida"),
            ("DSC_0001.jpg", AHORA, "subida"),
        ],
    )
    def test_sin_datos_la_fecha_es_la_del_nombre_y_es_supuesta_o_la_de_la_subida(self, subir, nombre, cuando, certeza):
        assert fecha_de(subir(jpeg(), nombre)) == (cuando, certeza)

    def test_el_video_que_dice_1904_no_tiene_fecha_segura(self, subir_caso):
        assert fecha_de(subir_caso("A18__sin_fecha.MOV")) == (AHORA, "subida")

    def test_la_ficha_y_la_cuadricula_dicen_que_la_fecha_es_supuesta(self, subir, client, fotografa):
        client.force_login(fotografa)
        supuesta, sin_fecha = subir(jpeg(), "IMG-20260314-WA0012.jpg"), subir(jpeg(80), "a.jpg")

        biblioteca = client.get(reverse("media_library:biblioteca")).text
        fichas = [client.get(reverse("media_library:ver", args=[e.pk])).text for e in (supuesta, sin_fecha)]

        assert "14 de marzo de 2026 (supuesta: la dice el nombre del archivo)" in fichas[0]
        assert "No se sabe; se subió el 23 de noviembre de 2026" in fichas[1]
        assert (biblioteca.count("Fecha supuesta"), biblioteca.count("Fecha de la subida")) == (1, 1)


class TestPaquete:
    pytestmark = pytest.mark.django_db

    def test_los_nombres_se_pueden_guardar_en_windows_y_son_distintos(self, subir, fotografa):
        nombres = ['Acto "con comillas" | CON.jpg', "Gira: El Salto ¿qué sigue?.jpg", "con.jpg", "CON.JPG", "fin. .jpg"]
        evidencias = [subir(jpeg(60 + lugar), nombre) for lugar, nombre in enumerate(nombres)]

        dentro = zip_de(evidencias, fotografa).namelist()

        assert [n for n in dentro if set('<>:"/\\|?*') & set(n) or n.rpartition(".")[0].endswith((".", " "))] == []
        assert len({n.lower() for n in dentro}) == len(nombres) + 1
        assert "001-2026-11-23-Acto 'con comillas' - CON.jpg" in dentro

    def test_los_nombres_llevan_el_dia_de_la_foto_y_los_datos_dicen_si_es_supuesto(self, subir, subir_caso, fotografa):
        evidencias = [subir_caso("A19__offset_solo_m0800.jpg"), subir(jpeg(), "IMG-20260314-WA0012.jpg")]

        paquete = zip_de(evidencias, fotografa)

        filas = list(csv.DictReader(io.StringIO(paquete.read("pies-y-creditos.csv").decode("utf-8-sig"))))
        assert [fila["Archivo"] for fila in filas] == [
            "001-2026-03-15-offset_solo_m0800.jpg",
            "002-2026-03-14-IMG-20260314-WA0012.jpg",
        ]
        assert [f["Fecha"] for f in filas] == ["15 de marzo de 2026", "14 de marzo de 2026 (fecha supuesta)"]


def zip_de(evidencias, quien):
    return zipfile.ZipFile(io.BytesIO(b"".join(empaquetar(evidencias, calidad=Calidad.ALTA, por=quien, ahora=AHORA))))


@pytest.mark.lento
class TestComoQuedan:
    """Lo que hace el taller con ellos."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def test_videos_y_audios_de_camaras_y_grabadoras_se_convierten(self, subir_caso, tmp_path):
        video = "testsrc=size=320x180:rate=10:duration=1"
        hechos = {
            "camara.avi": con_ffmpeg(tmp_path, "avi", "-c:v", "mpeg4", desde=video),
            "entrevista.aiff": con_ffmpeg(tmp_path, "aiff"),
            "memo.caf": con_ffmpeg(tmp_path, "caf"),
            "radio.wma": con_ffmpeg(tmp_path, "wma"),
            "voz.weba": con_ffmpeg(tmp_path, "webm", "-c:a", "libopus"),
            "cinta.mpg": con_ffmpeg(tmp_path, "mpg", desde="testsrc=size=320x180:rate=25:duration=1"),
            "ZOOM0001.WAV": wav(b"RF64"),
            "BW64.WAV": wav(b"BW64"),
        }
        for caso in sorted(CASOS.glob("A1[35]__*")):
            subir_caso(caso.name)
        for nombre, octetos in hechos.items():
            subir_caso(nombre, octetos)

        cola.derivar_todo(con_extras=False)

        quedaron = Derivado.objects.filter(receta__in=[VIDEO_LIGERO, AUDIO_LIGERO])
        assert set(quedaron.values_list("estado", flat=True)) == {"hecho"}
        assert quedaron.count() == Evidencia.objects.count() == len(hechos) + 6
        dura = dict(Evidencia.objects.values_list("nombre_de_archivo", "original__duracion"))
        assert {n: d for n, d in dura.items() if not d or not 0.9 < d < 1.2} == {}
        assert (dura["ZOOM0001.WAV"], dura["BW64.WAV"]) == (1, 1)

    def test_la_version_para_web_lleva_la_primera_pista_de_audio_que_se_oye(self, subir_caso, tmp_path):
        evidencia = subir_caso("A16__IMG_0160.MOV", derivar=True)

        evidencia.original.refresh_from_db()
        assert "Audio: aac" in que_trae(bytes_publicos(evidencia, VIDEO_LIGERO), tmp_path)
        assert "sin_sonido" not in evidencia.original.metadatos

    def test_si_ninguna_se_oye_va_muda_y_la_ficha_lo_dice(self, subir, client, fotografa, tmp_path):
        los_dos = "testsrc=size=320x180:rate=10:duration=1[out0];sine=duration=1[out1]"
        rara = con_ffmpeg(tmp_path, "mov", "-c:a", "pcm_s16le", desde=los_dos).replace(b"sowt", b"zzzz")

        evidencia = subir(rara, "IMG_0161.MOV", derivar=True)

        assert "Audio" not in que_trae(bytes_publicos(evidencia, VIDEO_LIGERO), tmp_path)
        client.force_login(fotografa)
        assert "la versión para web va muda" in client.get(reverse("media_library:ver", args=[evidencia.pk])).text

    def test_un_gris_de_16_bits_conserva_su_rampa(self, subir_caso):
        with miniatura(subir_caso("A22__gris16.png", derivar=True)) as imagen:
            assert [round(imagen.getpixel((x, 30))[0] / 16) for x in (0, 64, 128, 192, 255)] == [0, 4, 8, 12, 16]

    def test_la_foto_a_la_que_solo_le_falta_la_marca_de_final_entra_intacta(self, subir_caso):
        evidencia = subir_caso("A23__sin_eoi.jpg", derivar=True)

        with abrir_original(evidencia.original) as original, miniatura(evidencia) as imagen:
            assert original.read() == (CASOS / "A23__sin_eoi.jpg").read_bytes()
            assert imagen.size == (320, 200)

    def test_una_foto_de_108_millones_de_pixeles_se_abre_reducida(self, subir):
        salida = io.BytesIO()
        Image.new("L", (12_000, 9_000), 90).save(salida, "JPEG", quality=60)

        with miniatura(subir(salida.getvalue(), "IMG_0001.jpg", derivar=True)) as imagen:
            assert (imagen.size, 88 <= imagen.getpixel((100, 100))[0] <= 92) == ((320, 240), True)

    def test_la_imagen_para_compartir_pesa_300_kb_o_menos_y_no_cambia_de_medida(self, subir):
        evidencia = subir(ruido(), "multitud.jpg")
        Evidencia.objects.filter(pk=evidencia.pk).update(pie="ñ" * 400, texto_alternativo="á" * 300)
        cola.derivar_todo(con_extras=False)
        evidencia.refresh_from_db()

        publica = bytes_publicos(evidencia, OG)

        assert len(publica) <= 300_000
        with Image.open(io.BytesIO(publica)) as imagen:
            assert imagen.size == (1200, 630)

    def test_una_foto_comun_para_compartir_no_pierde_calidad(self, subir):
        publica = bytes_publicos(subir(FOTOS / "muelle.jpg", derivar=True), OG)

        with Image.open(io.BytesIO(publica)) as imagen:
            assert max(imagen.quantization[0]) <= 45  # calidad 82: la de siempre


def miniatura(evidencia):
    return Image.open(io.BytesIO(bytes_publicos(evidencia, MINIATURA))).convert("RGB")


def que_trae(octetos, carpeta):
    ruta = carpeta / "para-ver.mp4"
    ruta.write_bytes(octetos)
    orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(ruta)]
    return subprocess.run(orden, capture_output=True, check=False).stderr.decode()
