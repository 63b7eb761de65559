"""Qué es un archivo por sus octetos (docs/fiabilidad.md, «Archivos ajenos»); el corpus se hace aquí mismo."""

import struct
import zlib

import pytest

from media_library.dominio.reconocimiento.firmas import FIRMAS, para_la_pantalla
from media_library.dominio.reconocimiento.nombres import limpiar_nombre, para_bajar
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado, exigir_inicio, reconocer
from media_library.models import Evidencia, Original
from tests.media_library.conftest import imagen, jpeg

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def _png_de(ancho, alto):
    def trozo(nombre, datos):
        return struct.pack(">I", len(datos)) + nombre + datos + struct.pack(">I", zlib.crc32(nombre + datos))

    cabeza = struct.pack(">IIBBBBB", ancho, alto, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + trozo(b"IHDR", cabeza)
        + trozo(b"IDAT", zlib.compress(b"\0" * 1000))
        + trozo(b"IEND", b"")
    )


@pytest.fixture
def ruta(tmp_path):
    def _ruta(octetos):
        archivo = tmp_path / "entrada"
        archivo.write_bytes(octetos)
        return archivo

    return _ruta


@pytest.mark.parametrize(
    ("formato", "mime"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("AVIF", "image/avif")],
)
def test_reconoce_las_fotos_por_su_contenido_y_lee_sus_medidas(ruta, formato, mime):
    reconocido = reconocer(ruta(imagen(formato)), "sin-extension")

    assert (reconocido.tipo.mime, reconocido.ancho, reconocido.alto) == (mime, 64, 48)


@pytest.mark.lento
@pytest.mark.parametrize(
    ("extension", "mime"),
    [
        ("mp4", "video/mp4"),
        ("mov", "video/quicktime"),
        ("webm", "video/webm"),
        ("mp3", "audio/mpeg"),
        ("m4a", "audio/mp4"),
        ("wav", "audio/wav"),
        ("ogg", "audio/ogg"),
    ],
)
def test_reconoce_video_y_audio_por_su_contenido(sintetico, extension, mime):
    assert reconocer(sintetico(extension), "x").tipo.mime == mime


def test_un_pdf_es_documento(ruta):
    assert reconocer(ruta(b"%PDF-1.7\n1 0 obj\n%%EOF\n"), "oficio.pdf").tipo.clase == "documento"


@pytest.mark.parametrize(
    ("octetos", "que_es"),
    [
        (b"hola, soy texto", ""),
        (SVG, "un dibujo SVG"),
        (b"\xef\xbb\xbf\r\n <!doctype html><script>1</script>", "una página web"),
        (b"PK\x03\x04" + b"\0" * 60, "un documento de Office o un archivo comprimido: guárdalo como PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 60, "un documento de Office: guárdalo como PDF"),
        (b"Rar!\x1a\7", "un archivo comprimido: descomprímelo"),
        (b"\x7fELF" + b"\0" * 60, "un programa"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "una lista"),
        (b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n", "una lista"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "PostScript"),
        (b"\0\5\x16\7\0\2\0\0Mac OS X", "no hace falta subirlo"),
        (b"\0\0\0\x18ftypXXXX" + b"\0" * 40, ""),
        (b"\x1aE\xdf\xa3" + b"\0" * 60, ""),
        (b"\0", ""),
    ],
)
def test_lo_que_no_es_foto_video_ni_audio_se_rechaza_por_su_nombre_y_dice_que_es(ruta, octetos, que_es):
    with pytest.raises(ArchivoRechazado) as rechazo:
        reconocer(ruta(octetos), "foto.jpg")

    frase, _, resto = str(rechazo.value).partition("audio.")
    assert (frase, bool(resto)) == ("«foto.jpg» no es foto, video ni ", bool(que_es))
    assert que_es in resto


def test_una_grabacion_de_dictafono_dice_como_sacarla(ruta):
    with pytest.raises(
        ArchivoRechazado, match=r"^«x\.ds2» es una grabación de dictáfono .* expórtala como WAV o MP3\.$"
    ):
        reconocer(ruta(b"\3ds2" + b"\0" * 60), "x.ds2")


@pytest.mark.parametrize("nombre", ["cinta.dv", "Entrevista.MP3", "acto.mp4"])
def test_a_una_grabacion_que_no_se_reconoce_no_se_le_dice_que_no_es_video_ni_audio(ruta, nombre):
    with pytest.raises(ArchivoRechazado, match=r"es una grabación que no se puede abrir.*Conviértela a MP4 o a MP3\."):
        reconocer(ruta(b"\1\2\3\4" * 200), nombre)


@pytest.mark.parametrize(
    "octetos",
    [
        b"RIFF\x10\0\0\0AVI " + b"\0" * 20,
        b"\x1aE\xdf\xa3\xa3B\x82\x88matroska" + b"\0" * 20,
        b"\0\0\0\x14ftypXAVC\0\0\0\0XAVC\0\0\xff\xffmdat",
        b"\0\0\0\x08wide\0\0\xff\xffmdat",
    ],
)
def test_un_contenedor_de_video_al_que_le_falta_lo_de_adentro_se_dice_incompleto(ruta, octetos):
    with pytest.raises(ArchivoRechazado, match="llegó incompleto"):
        reconocer(ruta(octetos), "video.avi")


@pytest.mark.parametrize("inicio", [b"II*\0", b"MM\0*", b"FUJIFILMCCD-RAW", b"\0\0\0\x18ftypcrx ", b"8BPS", b"\xff\n"])
def test_una_imagen_de_otro_formato_dice_que_hacer(ruta, inicio):
    with pytest.raises(
        ArchivoRechazado, match=r"es una imagen de un formato que no se acepta \(.+\); guárdala como JPEG"
    ):
        reconocer(ruta(inicio + b"\0" * 60), "x.dng")


def test_la_pantalla_recibe_la_misma_tabla_de_firmas():
    renglones = para_la_pantalla()

    assert len(renglones) == len(FIRMAS)
    assert all(("frase" in r) != ("tipo" in r) for r in renglones)
    assert next(r for r in renglones if r.get("tipo") == "application/pdf")["dentro"] == [1029, b"%PDF-".hex()]


@pytest.mark.parametrize("nombre", ["CON", "con.jpg", "Lpt1.mp4", "aux .jpg", "nul.tar.jpg", "COM¹.jpg"])
def test_una_palabra_reservada_de_windows_no_queda_sola(nombre):
    base = para_bajar(nombre).partition(".")[0]

    assert (base.endswith("_"), base.rstrip("_").strip().lower()) == (True, nombre.partition(".")[0].strip().lower())


@pytest.mark.parametrize(
    ("nombre", "limpio"),
    [
        ('a<b>c:d"e/f\\g|h?i*j\x07.jpg', "a-b-c-d'e-f-g-hij-.jpg"),
        ("fin. . .jpg", "fin.jpg"),
        ("???.jpg", "archivo.jpg"),
        ("sin final...", "sin final"),
        ("Presidenta Ma. Nuñez", "Presidenta Ma. Nuñez"),
    ],
)
def test_el_nombre_para_bajar_no_lleva_lo_que_windows_no_admite(nombre, limpio):
    assert para_bajar(nombre) == limpio


def test_un_nombre_muy_largo_para_bajar_cabe_en_cualquier_disco():
    assert len(para_bajar("ñ" * 200 + ".jpg").encode()) <= 204


def test_un_gif_se_rechaza_diciendo_que_hacer(ruta):
    with pytest.raises(ArchivoRechazado, match="guárdala como JPEG o PNG"):
        reconocer(ruta(imagen("GIF", "P")), "x.gif")


def test_un_archivo_vacio_se_rechaza(ruta):
    with pytest.raises(ArchivoRechazado, match="está vacío"):
        reconocer(ruta(b""), "x.jpg")


def test_una_imagen_de_cincuenta_mil_por_lado_se_rechaza_sin_decodificarla(ruta):
    with pytest.raises(ArchivoRechazado, match=r"mide 50,000 × 50,000 \(2,500 millones de pixeles\); el máximo son 60"):
        reconocer(ruta(_png_de(50_000, 50_000)), "bomba.png")


@pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("parte", [0.3, 0.6, 0.95])
def test_una_foto_cortada_se_rechaza(ruta, formato, parte):
    entera = imagen(formato)

    with pytest.raises(ArchivoRechazado, match="llegó incompleto"):
        reconocer(ruta(entera[: int(len(entera) * parte)]), "x.jpg")


@pytest.mark.lento
def test_un_video_cortado_se_rechaza(ruta, sintetico):
    with pytest.raises(ArchivoRechazado, match="llegó incompleto"):
        reconocer(ruta(sintetico("mp4").read_bytes()[:-200]), "x.mp4")


@pytest.mark.lento
def test_ninguna_mutacion_de_un_archivo_valido_escapa_con_otro_error(ruta, sintetico):
    import random  # noqa: PLC0415 - sólo esta prueba

    azar = random.Random(7)
    bases = [imagen(f) for f in ("JPEG", "PNG", "WEBP", "AVIF")] + [
        sintetico(e).read_bytes() for e in ("mp4", "webm", "wav")
    ]
    for _ in range(1500):
        octetos = bytearray(azar.choice(bases))
        for _ in range(azar.randint(1, 8)):
            octetos[azar.randrange(min(len(octetos), 600))] = azar.randrange(256)
        try:
            reconocer(ruta(bytes(octetos)), "x")
        except ArchivoRechazado as rechazo:
            assert str(rechazo).startswith("«x»")  # noqa: PT017 - lo normal es que ninguno levante nada


@pytest.mark.parametrize(
    ("sucio", "limpio"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\fotos\\Obras.JPG", "Obras.JPG"),
        ("a\x00b\nc.jpg", "abc.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        (".htaccess", "htaccess"),
        ("  ..  ", "archivo"),
        ("", "archivo"),
        ("Épenche\u0301.jpg", "Épenché.jpg"),
    ],
)
def test_el_nombre_se_limpia_para_mostrarse(sucio, limpio):
    assert limpiar_nombre(sucio) == limpio


def test_un_nombre_de_cuatro_mil_letras_se_acorta_y_conserva_la_extension():
    limpio = limpiar_nombre("a" * 4096 + ".jpeg")

    assert len(limpio) <= 200
    assert limpio.endswith(".jpeg")


@pytest.mark.django_db
def test_un_rechazo_no_deja_filas_ni_archivos(subir, settings):
    with pytest.raises(ArchivoRechazado):
        subir(jpeg()[:100])

    assert not Original.objects.exists()
    assert not Evidencia.objects.exists()
    assert [r for r in settings.DIR_ORIGINALES.rglob("*") if r.is_file()] == []


@pytest.mark.parametrize(
    "octetos",
    [b"WEBVTT\n\n00:00.000 --> 00:01.000\nHola", b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\nHola\r\n"],
)
def test_unos_subtitulos_dicen_donde_se_ponen(octetos):
    for nombre in ("entrevista.srt", "sin terminacion"):
        with pytest.raises(ArchivoRechazado, match="Poner subtítulos"):
            exigir_inicio(octetos, nombre)
