"""Prometer no ocupa: quien tiene el enlace de un buzón no deja a la oficina sin disco con peticiones vacías."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from media_library.dominio.entrada import cierre
from media_library.dominio.entrada.buzones import retirar_buzon
from media_library.models import Subida
from tests.fabricas.media_library import BuzonFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.tus import TUS, crear, metadatos, seguir

pytestmark = pytest.mark.django_db
TOKEN = "el-enlace-del-buzon"
GB = 1024**3


@pytest.fixture
def buzon():
    return BuzonFactory(huella=hashlib.sha256(TOKEN.encode()).hexdigest())


@pytest.fixture
def fotografa(client):
    persona = PersonaFactory(papeles=["fotografia"])
    client.force_login(persona)
    return persona


def anunciar(client, octetos):
    encabezados = TUS | {"Upload-Length": str(octetos), "Upload-Metadata": metadatos(nombre="video.mp4")}
    return client.post(reverse("buzon:subidas", args=[TOKEN]), headers=encabezados)


def test_lo_que_promete_un_buzon_no_le_quita_su_lugar_a_la_oficina(client, buzon, fotografa, settings):
    settings.BIBLIOTECA_CUOTA_GB, settings.SUBIDA_MAXIMA_BYTES = 1, GB
    casi = 900 * 1024**2

    assert anunciar(client, casi).status_code == 201
    assert crear(client, casi, nombre="nuestro.mp4").status_code == 201
    assert anunciar(client, casi).status_code == 415  # lo de la oficina sí cuenta para el buzón


def test_por_un_enlace_se_anuncian_a_lo_mas_dos_de_los_mas_grandes(client, buzon, settings):
    settings.SUBIDA_MAXIMA_BYTES = 10 * 1024**2

    codigos = [anunciar(client, 9 * 1024**2).status_code for _ in range(4)]

    assert codigos == [201, 201, 429, 429]


def test_retirar_el_buzon_cierra_lo_que_venia_a_medias(client, buzon, fotografa):
    anunciar(client, 5_000_000)
    subida = Subida.objects.get()
    retirar_buzon(buzon, por=fotografa, ahora=timezone.now())

    subida.refresh_from_db()
    assert (subida.estado, subida.motivo) == ("cancelada", "Se retiró el enlace por el que llegaba.")


def test_lo_anunciado_que_no_se_mueve_en_una_hora_suelta_su_lugar(client, fotografa, settings):
    settings.BIBLIOTECA_CUOTA_GB = 1
    casi = 900 * 1024**2
    crear(client, casi, nombre="uno.mp4")
    Subida.objects.update(ultimo_en=timezone.now() - timedelta(hours=2))

    assert crear(client, casi, nombre="dos.mp4").status_code == 201


def test_si_el_espacio_se_acaba_a_medias_lo_dice_y_no_pierde_lo_que_llego(client, fotografa, settings):
    lugar = crear(client, 5_000_000, nombre="video.mp4")["Location"]
    seguir(client, lugar, 0, b"\0\0\0\x18ftypmp42" + b"\0" * 90_000)
    settings.DISCO_RESERVA_GB = 10**6

    respuesta = seguir(client, lugar, Subida.objects.get().recibidos, b"\0" * 5000)

    assert (respuesta.status_code, "No hay espacio" in respuesta.text) == (413, True)
    assert Subida.objects.get().estado == "en_curso"


def test_un_tramo_que_no_dice_cuanto_mide_se_explica(client, fotografa):
    lugar = crear(client, 5_000_000, nombre="video.mp4")["Location"]
    encabezados = TUS | {"Upload-Offset": "0", "Transfer-Encoding": "chunked"}
    tramo = {"REQUEST_METHOD": "PATCH", "PATH_INFO": lugar.partition("testserver")[2]}
    extra = {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in encabezados.items()}

    respuesta = client.request(**tramo, **extra, CONTENT_TYPE="application/offset+octet-stream")

    assert (respuesta.status_code, "Content-Length" in respuesta.text) == (411, True)


class TestEspacio:
    """Quien cuida el espacio ve lo que viene a medias y lo cancela."""

    @pytest.fixture
    def dirige(self, client):
        persona = PersonaFactory(papeles=["directora"])
        client.force_login(persona)
        return persona

    def test_se_ve_de_quien_es_y_se_cancela(self, client, buzon, dirige):
        anunciar(client, 5_000_000)
        subida = Subida.objects.get()
        pagina = de_corrido(client.get(reverse("media_library:espacio")).text)

        client.post(reverse("media_library:cancelar_subida", args=[subida.clave]))

        subida.refresh_from_db()
        assert f"por el enlace «{buzon}»" in pagina
        assert (subida.estado, subida.motivo) == ("cancelada", f"La canceló {dirige} para liberar espacio.")
        assert "todo lo que empezó a subir ya llegó" in de_corrido(client.get(reverse("media_library:espacio")).text)

    def test_lo_que_ya_termino_no_se_cancela(self, client, buzon, dirige):
        anunciar(client, 5_000_000)
        subida = Subida.objects.get()
        cierre.cancelar(subida, ahora=timezone.now())

        respuesta = client.post(reverse("media_library:cancelar_subida", args=[subida.clave]), follow=True)

        assert "Ya terminó: no hay nada que cancelar." in respuesta.text
        assert Subida.objects.get().motivo == ""
