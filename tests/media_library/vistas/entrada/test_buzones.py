import base64
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from media_library.models import Buzon, Evidencia
from tests.fabricas.media_library import BuzonFactory, EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.media_library.conftest import jpeg

pytestmark = pytest.mark.django_db
TOKEN = "token-de-prueba"
FOTO = jpeg(100, 80)
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def buzon():
    return BuzonFactory(nombre="Fotos de becas", huella=hashlib.sha256(TOKEN.encode()).hexdigest())


@pytest.fixture
def sesion(client, fotografa):
    client.force_login(fotografa)
    return client


@pytest.fixture
def visita():
    """Quien no tiene cuenta, con la revisión de CSRF puesta."""
    return Client(enforce_csrf_checks=True)


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


def test_abrir_un_buzon_muestra_el_enlace_una_sola_vez(sesion):
    datos = {"nombre": "Becas", "dependencia": DependenciaFactory().pk, "dias": 30}

    html = sesion.post(url("nuevo_buzon"), datos).text
    buzon = Buzon.objects.get()

    assert "/r/buzon/" in html
    assert "data:image/svg" in html
    assert "/r/buzon/" not in sesion.get(url("buzon", buzon.pk)).text


@pytest.mark.parametrize(
    "mal", [{"nombre": ""}, {"dias": "9" * 20}, {"dias": "x"}, {"dependencia": 999}, {"nombre": "a\nb"}]
)
def test_un_buzon_mal_llenado_se_explica(sesion, mal):
    datos = {"nombre": "Becas", "dependencia": DependenciaFactory().pk, "dias": 30} | mal

    respuesta = sesion.post(url("nuevo_buzon"), datos)

    assert (respuesta.status_code, Buzon.objects.count()) == (422, 0)


def test_quien_tiene_el_enlace_manda_por_partes_sin_cuenta(visita, buzon):
    encabezados = TUS | {
        "Upload-Length": str(len(FOTO)),
        "Upload-Metadata": f"filename {base64.b64encode(b'f.jpg').decode()}",
    }
    lugar = visita.generic("POST", reverse("buzon:subidas", args=[TOKEN]), b"", headers=encabezados)["Location"]
    tramo = visita.generic(
        "PATCH", lugar, FOTO, "application/offset+octet-stream", headers=TUS | {"Upload-Offset": "0"}
    )

    assert (tramo.status_code, Evidencia.objects.get().buzon) == (204, buzon)
    assert "«f.jpg» llegó. Gracias." in visita.get(f"{lugar}resultado/").text
    assert visita.head(lugar, headers=TUS)["Upload-Offset"] == str(len(FOTO))


def test_sin_javascript_tambien_y_lo_ajeno_se_explica(visita, buzon):
    datos = {
        "credito": "Enlace de Educación",
        "archivos": [SimpleUploadedFile("f.jpg", FOTO), SimpleUploadedFile("n.docx", b"PK\x03\x04")],
    }

    html = visita.post(reverse("buzon:subir", args=[TOKEN]), datos).text

    assert "«f.jpg» llegó. Gracias." in html
    assert "«n.docx» no es foto, video ni audio." in html
    assert Evidencia.objects.get().credito == "Enlace de Educación"


def test_mandar_nada_se_explica(visita, buzon):
    respuesta = visita.post(reverse("buzon:subir", args=[TOKEN]), {"credito": "a\x00b"})

    assert (respuesta.status_code, "Hay un problema" in respuesta.text) == (422, True)


def test_un_enlace_cerrado_da_la_misma_pagina_en_todas_sus_direcciones(visita, buzon):
    Buzon.objects.update(retirado_en=timezone.now())
    respuestas = [
        visita.get(reverse("buzon:subir", args=[TOKEN])),
        visita.get(reverse("buzon:subir", args=["desconocido"])),
        visita.generic("POST", reverse("buzon:subidas", args=[TOKEN]), b"", headers=TUS),
    ]

    assert {r.status_code for r in respuestas} == {404}
    assert len({r.content for r in respuestas}) == 1
    assert respuestas[0]["Referrer-Policy"] == "strict-origin"


def test_probar_enlaces_a_ciegas_se_frena(visita):
    estados = [visita.get(reverse("buzon:subir", args=[f"x{n}"])).status_code for n in range(21)]

    assert (estados[19], estados[20]) == (404, 429)


def test_renovar_y_retirar(sesion, buzon):
    assert "/r/buzon/" in sesion.post(url("renovar_buzon", buzon.pk), {"dias": 7}).text
    assert "Elige cuánto dura" in sesion.post(url("renovar_buzon", buzon.pk), {"dias": "x"}, follow=True).text
    assert "ya no recibe nada" in sesion.post(url("retirar_buzon", buzon.pk), follow=True).text
    assert "Cerrado" in sesion.get(url("buzones")).text


def test_lo_que_llega_se_revisa_en_la_biblioteca_y_se_acepta(sesion, buzon):
    llegada = EvidenciaFactory(buzon=buzon, pie="Llegó")
    EvidenciaFactory(pie="Propia")

    html = sesion.get(url("biblioteca"), {"por_revisar": "on"}).text
    assert ("Llegó" in html, "Propia" in html, "Aceptar lo que llegó" in html) == (True, False, True)
    sesion.post(url("aceptar_aportaciones"), {"evidencias": [llegada.pk]})

    assert Evidencia.objects.por_revisar().count() == 0
    assert "Marca al menos una" in sesion.post(url("aceptar_aportaciones"), {}, follow=True).text


def test_hoy_dice_cuanto_falta_por_revisar(client, buzon):
    client.force_login(PersonaFactory(papeles=["redaccion"]))
    EvidenciaFactory(buzon=buzon)

    assert "Revisar 1 de «Fotos de becas»" in client.get(reverse("hoy")).text


def test_la_lista_de_buzones_cuesta_lo_mismo_con_uno_que_con_tres(sesion, django_assert_max_num_queries):
    for _ in range(3):
        EvidenciaFactory(buzon=BuzonFactory())

    with django_assert_max_num_queries(6):
        assert sesion.get(url("buzones")).text.count("1 por revisar") == 3


def test_el_manifiesto_pone_la_oficina_en_el_menu_compartir(client):
    datos = client.get(reverse("manifiesto")).json()

    assert datos["share_target"]["action"] == "/oficina/biblioteca/compartir/"
    assert datos["share_target"]["params"]["files"][0]["name"] == "archivos"


def test_compartir_sin_el_trabajador_de_servicio_lo_dice_y_no_guarda_nada(sesion):
    datos = {"archivos": SimpleUploadedFile("f.jpg", FOTO)}

    assert "No se pudo recibir lo compartido" in sesion.post(url("compartir"), datos, follow=True).text
    assert Evidencia.objects.count() == 0
