import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library.dominio.versiones import cola
from media_library.models import Corte, Evidencia, Subtitulos
from media_library.models.receta import Receta
from tests.fabricas.media_library import CorteFactory, DerivadoFactory, EvidenciaFactory, OriginalFactory
from tests.fabricas.mundo import SRT
from tests.media_library.almacenes import Entregado
from tests.media_library.test_casos_del_campo import CASOS

pytestmark = pytest.mark.django_db
DATOS = {
    "titulo": "Sobre el agua",
    "inicio": "0:01.5",
    "fin": "0:04",
    "fundido": "0.5",
    "sonoridad": "radio",
    "quien_habla": "Obras Públicas",
    "transcripcion": "Dijo que sí.",
}


@pytest.fixture
def grabacion():
    original = OriginalFactory(clase="audio", tipo="audio/mpeg", duracion=60)
    DerivadoFactory(original=original, hecho=True, receta="a128.mp3")
    return EvidenciaFactory(original=original, pie="Entrevista")


@pytest.fixture
def sesion(client, fotografa):
    client.force_login(fotografa)
    return client


def direccion(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


def test_guardar_un_corte_lo_pone_en_la_lista(sesion, grabacion):
    respuesta = sesion.post(direccion("nuevo_corte", grabacion.pk), DATOS, follow=True)

    corte = Corte.objects.get()
    assert (float(corte.inicio), float(corte.fin), corte.quien_habla) == (1.5, 4.0, "Obras Públicas")
    assert "0:01.50 a 0:04.00" in respuesta.text
    assert "Haciendo el archivo…" in respuesta.text


@pytest.mark.parametrize(
    ("campo", "valor", "frase"),
    [
        ("inicio", "un minuto", "Escribe el tiempo como 1:02.5"),
        ("inicio", "²", "Escribe el tiempo como 1:02.5"),
        ("fin", "9:00", "La grabación termina"),
        ("fin", "0:01", "El corte debe terminar después de empezar."),
        ("fin", "0:01.7", "al menos medio segundo"),
        ("fin", "", "Termina en"),
        ("titulo", "a\nb", "un solo renglón"),
        ("titulo", "x" * 500, "caracteres"),
        ("fundido", "900", "a lo más 2 cifras"),
        ("sonoridad", "gritos", "no está en la lista"),
    ],
)
def test_lo_mal_escrito_dice_que_pasa_y_conserva_lo_demas(sesion, grabacion, campo, valor, frase):
    respuesta = sesion.post(direccion("nuevo_corte", grabacion.pk), DATOS | {campo: valor})

    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert "Dijo que sí." in respuesta.text
    assert not Corte.objects.exists()


def test_una_hora_se_escribe_con_dos_puntos(sesion, grabacion):
    grabacion.original.__class__.objects.update(duracion=7200)

    sesion.post(direccion("nuevo_corte", grabacion.pk), DATOS | {"inicio": "1:00:01,5", "fin": "3610"})

    assert [float(s) for s in Corte.objects.values_list("inicio", "fin").get()] == [3601.5, 3610]


def test_una_foto_no_tiene_mesa_de_cortes(sesion):
    assert sesion.get(direccion("cortes", EvidenciaFactory().pk)).status_code == 404


def test_quien_solo_consulta_oye_pero_no_corta(client, consulta, grabacion):
    client.force_login(consulta)

    vista = client.get(direccion("cortes", grabacion.pk))
    intento = client.post(direccion("nuevo_corte", grabacion.pk), DATOS)

    assert (vista.status_code, intento.status_code) == (200, 403)
    assert "Guardar corte" not in vista.text
    assert not Corte.objects.exists()


def test_los_cortes_de_otra_dependencia_no_existen_para_un_enlace(client, enlace):
    corte = CorteFactory()
    client.force_login(enlace)

    respuestas = [
        client.get(direccion("cortes", corte.evidencia_id)),
        client.get(direccion("archivo_del_corte", corte.pk)),
        client.get(direccion("vtt", corte.evidencia_id, "vtt")),
    ]

    assert [r.status_code for r in respuestas] == [404, 404, 404]


def test_cambiar_un_corte_parte_de_lo_guardado(sesion, grabacion):
    corte = CorteFactory(evidencia=grabacion, titulo="Primera versión", inicio=62, fin=65)
    grabacion.original.__class__.objects.update(duracion=90)

    pagina = sesion.get(direccion("cambiar_corte", corte.pk)).text
    sesion.post(direccion("cambiar_corte", corte.pk), DATOS | {"revision": 1})

    assert 'value="1:02.00"' in pagina
    assert Corte.objects.get().titulo == "Sobre el agua"


def test_quitar_un_corte_ofrece_deshacer(sesion, grabacion):
    corte = CorteFactory(evidencia=grabacion)

    pagina = sesion.post(direccion("quitar_corte", corte.pk), follow=True).text
    sesion.post(direccion("restaurar_corte", corte.pk))

    assert "Deshacer" in pagina
    assert Corte.objects.vivos().count() == 1


@pytest.mark.lento
def test_el_archivo_del_corte_se_baja_con_su_titulo_y_por_rangos(sesion, subir, sintetico):
    evidencia = subir(sintetico("mp3"), "voz.mp3", derivar=True)
    sesion.post(direccion("nuevo_corte", evidencia.pk), DATOS | {"inicio": "0", "fin": "0.8"})
    cola.derivar_todo()
    ruta = direccion("archivo_del_corte", Corte.objects.get().pk)

    entero = Entregado(sesion.get(ruta, {"bajar": 1}))
    tramo = Entregado(sesion.get(ruta, headers={"range": "bytes=0-99"}), Range="bytes=0-99")

    assert entero.disposicion == 'attachment; filename="sobre-el-agua.mp3"'
    assert (tramo.estado, tramo.octetos) == (206, entero.octetos[:100])
    assert tramo.disposicion.startswith("inline")


def test_un_corte_sin_archivo_todavia_no_se_baja(sesion, grabacion):
    assert sesion.get(direccion("archivo_del_corte", CorteFactory(evidencia=grabacion).pk)).status_code == 404


@pytest.mark.parametrize("filas", [1, 4])
def test_la_mesa_cuesta_lo_mismo_con_muchos_cortes(sesion, grabacion, django_assert_max_num_queries, filas):
    for _ in range(filas):
        DerivadoFactory(original=grabacion.original, hecho=True, receta=CorteFactory(evidencia=grabacion).receta)

    with django_assert_max_num_queries(12):
        sesion.get(direccion("cortes", grabacion.pk))


def test_elegir_portada_queda_en_el_video(sesion):
    video = EvidenciaFactory(original__clase="video", original__tipo="video/mp4", original__duracion=20)

    sesion.post(direccion("portada", video.pk), {"segundo": "0:03.5"})

    assert Evidencia.objects.get(pk=video.pk).receta_de_portada == Receta.leer("portada-350.jpg")


@pytest.mark.parametrize(("segundo", "frase"), [("tres", "Escribe el tiempo"), ("99", "elige un cuadro anterior")])
def test_una_portada_imposible_dice_por_que(sesion, segundo, frase):
    video = EvidenciaFactory(original__clase="video", original__tipo="video/mp4", original__duracion=20)

    assert frase in sesion.post(direccion("portada", video.pk), {"segundo": segundo}, follow=True).text


def test_los_subtitulos_se_guardan_y_los_lee_el_reproductor(sesion, grabacion):
    sesion.post(direccion("subtitulos", grabacion.pk), {"texto": SRT, "version": 0})

    vtt = sesion.get(direccion("vtt", grabacion.pk, "vtt"))
    assert vtt["Content-Type"] == "text/vtt; charset=utf-8"
    assert vtt.text == "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nBuenos días.\n"


def test_un_archivo_vtt_sustituye_lo_escrito(sesion, grabacion):
    archivo = SimpleUploadedFile("s.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nDel archivo\n")

    sesion.post(direccion("subtitulos", grabacion.pk), {"texto": SRT, "version": 0, "archivo": archivo})

    assert "Del archivo" in Subtitulos.objects.get().texto


@pytest.mark.parametrize("codificacion", ["cp1252", "utf-16", "utf-8-sig"])
def test_un_archivo_en_otra_codificacion_se_lee_con_sus_comillas_y_su_enie(sesion, grabacion, codificacion):
    texto = (CASOS / "A31__editor_1252.srt").read_bytes().decode("cp1252")
    archivo = SimpleUploadedFile("s.srt", texto.encode(codificacion))

    sesion.post(direccion("subtitulos", grabacion.pk), {"texto": "", "version": 0, "archivo": archivo})

    assert "“Buenos días”, vecinas y niñas…" in Subtitulos.objects.get().texto


@pytest.mark.parametrize(
    ("archivo", "frase"),
    [
        (SimpleUploadedFile("s.srt", b"\xff\xfe\x00"), "UTF-8"),
        (SimpleUploadedFile("s.srt", b"a" * 500_000), "400 kB"),
        (SimpleUploadedFile("s.srt", b"hola"), "no trae su tiempo"),
    ],
)
def test_un_archivo_de_subtitulos_malo_se_explica_y_conserva_lo_escrito(sesion, grabacion, archivo, frase):
    archivo.seek(0)

    respuesta = sesion.post(direccion("subtitulos", grabacion.pk), {"texto": SRT, "version": 0, "archivo": archivo})

    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert "Buenos días." in respuesta.text


def test_dos_hojas_de_subtitulos_no_se_pisan(sesion, grabacion):
    sesion.post(direccion("subtitulos", grabacion.pk), {"texto": SRT, "version": 0})

    respuesta = sesion.post(
        direccion("subtitulos", grabacion.pk), {"texto": SRT.replace("Buenos", "Malos"), "version": 0}
    )

    assert respuesta.status_code == 409
    assert "Malos días." in respuesta.text
    assert "Buenos" in Subtitulos.objects.get().texto


@pytest.mark.parametrize("hecho", [True, False])
def test_la_mesa_lleva_la_tira_del_video_cuando_esta_hecha(client, fotografa, hecho):
    client.force_login(fotografa)
    video = EvidenciaFactory(original__clase="video", original__tipo="video/mp4")
    DerivadoFactory(original=video.original, receta="v720.mp4", hecho=True)
    DerivadoFactory(original=video.original, receta="tira.webp", hecho=hecho)

    pagina = client.get(reverse("media_library:cortes", args=[video.pk])).text

    assert (reverse("media_library:archivo", args=[video.pk, "tira.webp"]) in pagina) is hecho


def test_sin_logotipo_en_ajustes_el_formulario_lo_dice_antes_de_marcarlo(sesion, oficina):
    video = EvidenciaFactory(original__clase="video", original__tipo="video/mp4")
    frase = "La oficina no tiene logotipo; súbelo en Ajustes."

    assert frase in sesion.get(direccion("cortes", video.pk)).text
    type(oficina).objects.update(logotipo="oficina/logo.png")
    assert frase not in sesion.get(direccion("cortes", video.pk)).text
