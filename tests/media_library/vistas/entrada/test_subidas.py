"""El servidor tus, visto desde fuera: cada cosa que el protocolo promete y cada negativa con su frase."""

import base64
import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from media_library.dominio.entrada import cierre
from media_library.models import Evidencia, Original, Subida
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.tus import FOTO, TUS, crear, seguir

pytestmark = pytest.mark.django_db


def test_una_foto_en_tres_tramos_llega_entera_y_queda_en_la_biblioteca(sesion, fotografa):
    evento = EventoFactory()
    creada = crear(sesion, evento=str(evento.pk), credito="Lucía Ríos")
    lugar, tercio = creada["Location"], len(FOTO) // 3
    for desde, hasta in ((0, tercio), (tercio, 2 * tercio), (2 * tercio, len(FOTO))):
        respuesta = seguir(sesion, lugar, desde, FOTO[desde:hasta])
        assert (respuesta.status_code, respuesta["Upload-Offset"]) == (204, str(hasta))

    evidencia = Evidencia.objects.select_related("original").get()
    assert (creada.status_code, creada["Tus-Resumable"]) == (201, "1.0.0")
    assert (evidencia.original.huella, evidencia.evento, evidencia.credito, evidencia.subida_por) == (
        hashlib.sha256(FOTO).hexdigest(), evento, "Lucía Ríos", fotografa,
    )  # fmt: skip
    assert evidencia.dependencia == evento.dependencia
    assert "guardada" in sesion.get(f"{lugar}resultado/").text
    assert list((cierre.ruta_de(Subida.objects.get())).parent.iterdir()) == []


def test_crear_con_datos_termina_en_una_sola_peticion(sesion):
    respuesta = crear(sesion, cuerpo=FOTO)

    assert (respuesta.status_code, respuesta["Upload-Offset"]) == (201, str(len(FOTO)))
    assert Evidencia.objects.count() == 1


def test_opciones_dice_lo_que_sabe_hacer(sesion):
    respuesta = sesion.options(reverse("media_library:subidas"))

    assert respuesta["Tus-Version"] == "1.0.0"
    assert respuesta["Tus-Extension"] == "creation,creation-with-upload,checksum,termination,expiration"
    assert respuesta["Tus-Checksum-Algorithm"] == "sha256,sha1"


def test_preguntar_dice_donde_va_y_cuando_vence(sesion):
    lugar = crear(sesion)["Location"]
    seguir(sesion, lugar, 0, FOTO[:700])

    respuesta = sesion.head(lugar, headers=TUS)

    assert (respuesta["Upload-Offset"], respuesta["Upload-Length"]) == ("700", str(len(FOTO)))
    assert (respuesta["Cache-Control"], "GMT" in respuesta["Upload-Expires"]) == ("no-store", True)


def test_un_tramo_que_no_sigue_da_409_y_dice_donde_va(sesion):
    lugar = crear(sesion)["Location"]
    seguir(sesion, lugar, 0, FOTO[:700])

    for desde in (0, 699, 701):
        respuesta = seguir(sesion, lugar, desde, FOTO[desde:])
        assert (respuesta.status_code, "va en 700 octetos" in respuesta.text) == (409, True)
    assert Subida.objects.get().recibidos == 700


def test_mas_octetos_de_los_anunciados_se_rechazan(sesion):
    lugar = crear(sesion, octetos=600)["Location"]

    respuesta = seguir(sesion, lugar, 0, FOTO[:700])

    assert (respuesta.status_code, Subida.objects.get().recibidos) == (413, 0)


@pytest.mark.parametrize("algoritmo", ["sha256", "sha1"])
def test_la_suma_de_verificacion_acepta_lo_bueno_y_no_guarda_lo_danado(sesion, algoritmo):
    lugar = crear(sesion)["Location"]
    suma = base64.b64encode(hashlib.new(algoritmo, FOTO).digest()).decode()
    danado = bytes([FOTO[0], FOTO[1] ^ 1]) + FOTO[2:]

    assert seguir(sesion, lugar, 0, danado, Upload_Checksum=f"{algoritmo} {suma}").status_code == 460
    assert Subida.objects.get().recibidos == 0
    assert seguir(sesion, lugar, 0, FOTO, Upload_Checksum=f"{algoritmo} {suma}").status_code == 204
    assert Evidencia.objects.count() == 1


@pytest.mark.parametrize("suma", ["md5 AAAA", "sha256", "sha256 ñ", "sha256 ===="])
def test_una_suma_que_no_se_entiende_se_rechaza(sesion, suma):
    lugar = crear(sesion)["Location"]

    respuesta = seguir(sesion, lugar, 0, FOTO, Upload_Checksum=suma)

    assert (respuesta.status_code, Subida.objects.get().recibidos) == (413, 0)


def test_cancelar_borra_lo_recibido_y_ya_no_se_sigue(sesion):
    lugar = crear(sesion)["Location"]
    seguir(sesion, lugar, 0, FOTO[:700])

    assert sesion.delete(lugar, headers=TUS).status_code == 204
    assert [sesion.head(lugar, headers=TUS).status_code, seguir(sesion, lugar, 700, FOTO[700:]).status_code] == [
        410,
        410,
    ]
    assert sesion.delete(lugar, headers=TUS).status_code == 410


def test_lo_vencido_contesta_410_con_la_razon(sesion):
    lugar = crear(sesion)["Location"]
    Subida.objects.update(vence_en=timezone.now() - timedelta(seconds=1))

    respuesta = seguir(sesion, lugar, 0, FOTO)

    assert (respuesta.status_code, "siete días" in respuesta.text) == (410, True)


@pytest.mark.parametrize(
    ("pares", "octetos", "estado", "frase"),
    [
        ({"nombre": "nota.docx"}, 100, 415, "«nota.docx» no es foto, video ni audio."),
        ({"nombre": "dibujo.gif"}, 100, 415, "guárdala como JPEG o PNG"),
        ({"nombre": "foto.jpg"}, 0, 415, "está vacío"),
        ({"nombre": "video.mp4"}, 2**45, 413, "pesa demasiado"),
        ({"nombre": "foto.jpg"}, "", 400, "Falta decir cuánto pesa"),
        ({"nombre": "foto.jpg"}, "-5", 400, "no se entiende"),
        ({"nombre": "foto.jpg"}, "9" * 40, 400, "pesa demasiado"),
        ({"nombre": "x" * 6000}, 100, 400, "demasiado largo"),
        ({"nombre": "foto.jpg", "evento": "99999"}, 100, 400, "Ese evento ya no existe"),
        ({"nombre": "foto.jpg", "credito": "a\nb"}, 100, 400, "un solo renglón"),
    ],
)
def test_al_crear_se_rechaza_con_frase_lo_que_no_va_a_entrar(sesion, pares, octetos, estado, frase):
    respuesta = crear(sesion, octetos, **pares)

    assert (respuesta.status_code, frase in respuesta.text, Subida.objects.count()) == (estado, True, 0)


@pytest.mark.parametrize(
    ("nombre", "octetos", "estado"),
    [("Gira del 12.03.2026", FOTO, 201), ("foto.docx", FOTO, 201), ("foto.jpg", b"PK\3\4" + b"\0" * 600, 415)],
)
def test_al_crear_cuenta_lo_que_es_y_no_como_se_llama(sesion, nombre, octetos, estado):
    inicio = base64.b64encode(octetos[:500]).decode()

    respuesta = crear(sesion, len(octetos), nombre=nombre, inicio=inicio)

    assert (respuesta.status_code, "guárdalo como PDF" in respuesta.text) == (estado, estado == 415)


def test_un_inicio_que_no_se_entiende_no_estorba(sesion):
    assert crear(sesion, inicio="¿?").status_code == 201


def test_un_pdf_con_basura_delante_puede_llegar_en_tramos_chicos(sesion):
    oficio = b"basura\n" * 100 + b"%PDF-1.4\n1 0 obj\n%%EOF\n"
    lugar = crear(sesion, len(oficio), nombre="oficio.pdf")["Location"]

    assert seguir(sesion, lugar, 0, oficio[:600]).status_code == 204
    assert seguir(sesion, lugar, 600, oficio[600:]).status_code == 204
    assert Original.objects.get().tipo == "application/pdf"


def test_sin_cuota_no_se_abre_la_subida_contando_lo_que_viene_en_camino(sesion, settings):
    settings.BIBLIOTECA_CUOTA_GB = 1
    casi = 900 * 1024**2

    assert crear(sesion, casi, nombre="uno.mp4").status_code == 201
    segunda = crear(sesion, casi, nombre="dos.mp4")

    assert (segunda.status_code, "No hay espacio" in segunda.text) == (415, True)


def test_lo_que_no_es_de_la_biblioteca_se_descubre_en_el_primer_tramo(sesion):
    lugar = crear(sesion, 5_000_000, nombre="video.mp4")["Location"]

    respuesta = seguir(sesion, lugar, 0, b"<html>" + b"x" * 1000)

    assert (respuesta.status_code, "no es foto, video ni audio" in respuesta.text) == (415, True)
    assert "no es foto" in sesion.get(f"{lugar}resultado/").text
    assert sesion.head(lugar, headers=TUS).status_code == 410


def test_lo_danado_que_solo_se_nota_al_final_queda_rechazado_con_frase(sesion):
    roto = FOTO[:20]  # firma de JPEG y nada más
    respuesta = crear(sesion, len(roto), cuerpo=roto)

    assert (respuesta.status_code, "incompleto" in respuesta.text) == (415, True)
    assert (Original.objects.count(), Subida.objects.get().estado) == (0, "rechazada")


def test_la_misma_foto_otra_vez_dice_quien_la_subio(sesion):
    crear(sesion, cuerpo=FOTO)

    lugar = crear(sesion, cuerpo=FOTO)["Location"]

    assert "ya está en la biblioteca (la subió Lucía" in de_corrido(sesion.get(f"{lugar}resultado/").text)
    assert Evidencia.objects.count() == 1


def test_la_subida_de_otra_persona_no_existe(sesion, client):
    lugar = crear(sesion)["Location"]
    client.force_login(PersonaFactory(papeles=["fotografia"]))

    assert [
        client.head(lugar, headers=TUS).status_code,
        seguir(client, lugar, 0, FOTO).status_code,
        client.delete(lugar, headers=TUS).status_code,
        client.get(f"{lugar}resultado/").status_code,
    ] == [404, 404, 404, 404]


def test_quien_no_sube_no_entra(client):
    client.force_login(PersonaFactory(papeles=["consulta"]))

    assert crear(client).status_code == 403


@pytest.mark.parametrize(
    ("encabezados", "tipo", "estado"),
    [
        ({"Upload-Offset": "0"}, "application/offset+octet-stream", 412),
        (TUS | {"Upload-Offset": "0"}, "text/plain", 415),
        (TUS, "application/offset+octet-stream", 400),
        (TUS | {"Upload-Offset": "-1"}, "application/offset+octet-stream", 400),
        (TUS | {"Upload-Offset": "9" * 30}, "application/offset+octet-stream", 400),
        (TUS | {"Upload-Offset": "²"}, "application/offset+octet-stream", 400),
    ],
)
def test_encabezados_malos_nunca_son_un_error_interno(sesion, encabezados, tipo, estado):
    lugar = crear(sesion)["Location"]
    limpios = {k: v.encode("utf-8").decode("latin-1") for k, v in encabezados.items()}

    assert sesion.generic("PATCH", lugar, FOTO, tipo, headers=limpios).status_code == estado


def test_metadatos_que_no_se_entienden_se_dejan_fuera(sesion):
    encabezados = TUS | {"Upload-Length": "100", "Upload-Metadata": "filename %%%,otra,,evento /w==,raro QUJD"}

    respuesta = sesion.generic("POST", reverse("media_library:subidas"), b"", headers=encabezados)

    assert (respuesta.status_code, Subida.objects.get().nombre) == (201, "archivo")


def test_un_nombre_hostil_no_sale_de_su_carpeta(sesion, settings):
    crear(sesion, nombre="../../../etc/cron.d/x.jpg")

    subida = Subida.objects.get()
    assert subida.nombre == "x.jpg"
    assert cierre.ruta_de(subida).parent == settings.DIR_SUBIDAS / "partes"


def test_un_enlace_sube_siempre_a_su_dependencia(client, enlace):
    client.force_login(enlace)

    crear(client, cuerpo=FOTO)

    assert Evidencia.objects.get().dependencia == enlace.dependencia


def test_sin_token_csrf_no_se_crea(fotografa):
    from django.test import Client  # noqa: PLC0415 - un cliente que sí revisa CSRF

    estricto = Client(enforce_csrf_checks=True)
    estricto.force_login(fotografa)

    assert crear(estricto).status_code == 403
