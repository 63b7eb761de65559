"""Lo que se baja en un ZIP y lo que se comparte con un enlace."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from media_library.dominio.compartir import paquetes
from media_library.models import Evidencia, Paquete, Subtitulos
from nucleo.dominio.impedimentos import NoSePuede
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido
from tests.media_library.conftest import AHORA, jpeg

pytestmark = pytest.mark.django_db
GUARDAR = {"guardar": "1"}


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


def _zip(respuesta):
    return zipfile.ZipFile(io.BytesIO(b"".join(respuesta)))


@pytest.mark.django_db(transaction=True)
def test_el_zip_de_originales_trae_los_mismos_octetos_y_los_pies(sesion, subir):
    una = subir(jpeg(90, 80), "plaza ñandú.jpg", credito="Lucía")
    Evidencia.objects.update(pie="=HYPERLINK(1)", titulo="La plaza")

    respuesta = sesion.post(url("bajar", "alta"), {"evidencias": [una.pk]})
    archivo = _zip(respuesta)

    nombre = "001-2026-11-23-plaza ñandú.jpg"
    assert archivo.namelist() == [nombre, "pies-y-creditos.csv"]
    assert archivo.read(nombre) == jpeg(90, 80)
    renglon = list(csv.reader(archivo.read("pies-y-creditos.csv").decode("utf-8-sig").splitlines()))[1]
    assert renglon == [
        nombre,
        "23 de noviembre de 2026 (fecha de la subida)",
        "La plaza",
        "'=HYPERLINK(1)",
        "Lucía",
        "",
        "",
        "",
    ]


@pytest.mark.django_db(transaction=True)
def test_el_zip_para_web_va_recodificado_con_credito_y_lo_pendiente_se_dice(sesion, subir):
    lista = subir(jpeg(90, 80), credito="Lucía Ríos", derivar=True)
    pendiente = subir(jpeg(91, 80), "b.jpg")

    archivo = _zip(sesion.post(url("bajar", "web"), {"evidencias": [lista.pk, pendiente.pk]}))

    fotos = [n for n in archivo.namelist() if n.endswith(".jpg")]
    assert len(fotos) == 1
    assert "Lucía Ríos".encode() in archivo.read(fotos[0])
    assert "Todavía no tiene versión para web." in archivo.read("pies-y-creditos.csv").decode()


def test_un_zip_de_nada_se_explica(sesion):
    documento = EvidenciaFactory(original__clase="documento", original__tipo="application/pdf")

    respuesta = sesion.post(url("bajar", "web"), {"evidencias": [documento.pk]}, follow=True)

    assert "espera a que se procese" in respuesta.text


@pytest.mark.django_db(transaction=True)
def test_compartir_da_un_enlace_que_cuenta_visitas_y_descargas(sesion, client, subir):
    foto = subir(jpeg(90, 80), credito="Lucía Ríos", derivar=True)
    html = sesion.post(url("compartir_paquete"), {"evidencias": [foto.pk], "nombre": "Plaza", "dias": 7} | GUARDAR).text
    enlace = html.partition('id="enlace-del-paquete">')[2].partition("<")[0].removeprefix("http://localhost:8000")
    client.logout()

    pagina = client.get(enlace)
    bajada = b"".join(client.get(f"{enlace}{foto.pk}/w1600.jpg?bajar=1"))
    client.post(f"{enlace}zip/").close()

    assert "Crédito: Lucía Ríos" in pagina.text
    assert (bajada[:2], "Lucía Ríos".encode() in bajada) == (b"\xff\xd8", True)
    assert Paquete.objects.values_list("visitas", "descargas").get() == (1, 2)
    assert client.get(f"{enlace}{foto.pk}/original").status_code == 404
    assert client.get(f"{enlace}{foto.pk + 1}/w1600.jpg").status_code == 404


def test_lo_que_no_puede_publicarse_no_se_comparte_y_dice_por_que(sesion):
    foto = EvidenciaFactory(menores="si")

    respuesta = sesion.post(url("compartir_paquete"), {"evidencias": [foto.pk], "nombre": "x", "dias": 7} | GUARDAR)

    assert (respuesta.status_code, "madre, padre o tutor" in respuesta.text, Paquete.objects.count()) == (422, True, 0)


def test_lo_que_pierde_su_permiso_deja_de_entregarse(fotografa):
    foto = EvidenciaFactory(menores="no")
    uno = Paquete.objects.create(
        nombre="x", huella="a" * 64, vence_en=AHORA.replace(year=2036), creado_por=fotografa, creado_en=AHORA
    )
    uno.evidencias.add(foto)
    assert paquetes.lo_que_se_ve(uno, AHORA) == [foto]

    Evidencia.objects.update(menores="protegidos")

    assert paquetes.lo_que_se_ve(uno, AHORA) == []


class TestEnSuspension:
    """Un enlace también difunde: sólo lleva lo de un evento que la ley permite."""

    @pytest.fixture
    def fotos(self, tabla_de_suspension):
        """De un acto de obras, de uno de salud y de ninguno."""
        obras, salud = EventoFactory(tema="obra-publica"), EventoFactory(tema="salud")
        return [EvidenciaFactory(evento=evento) for evento in (obras, salud, None)]

    def test_no_se_comparte_y_dice_cuantas_y_hasta_cuando(self, fotos, fotografa):
        PeriodoFactory(inicio=AHORA - timedelta(days=1), fin=AHORA + timedelta(days=9))

        with pytest.raises(NoSePuede, match="2 de 3 archivos esperan"):
            paquetes.compartir(fotos, nombre="x", dias=7, por=fotografa, ahora=AHORA)
        assert paquetes.compartir(fotos[1:2], nombre="x", dias=7, por=fotografa, ahora=AHORA)

    def test_lo_ya_compartido_espera_y_vuelve_al_terminar(self, fotos, fotografa):
        uno = paquetes.compartir(fotos, nombre="x", dias=30, por=fotografa, ahora=AHORA).paquete
        PeriodoFactory(inicio=AHORA + timedelta(days=1), fin=AHORA + timedelta(days=9))

        vistas = [len(paquetes.lo_que_se_ve(uno, AHORA + timedelta(days=d))) for d in (0, 2, 10)]

        assert vistas == [3, 1, 3]


@pytest.fixture
def compartido(fotografa, subir):
    """Una foto compartida y la dirección de su archivo para quien recibe el enlace."""
    foto = subir(jpeg(), "obra.jpg", derivar=True)
    abierto = paquetes.compartir([foto], nombre="Prensa", dias=5, por=fotografa, ahora=AHORA)
    Paquete.objects.update(vence_en=AHORA + timedelta(days=900))
    token = abierto.enlace.rstrip("/").rpartition("/")[2]
    return reverse("fotos:archivo", args=[token, foto.pk, "w1600.jpg"])


@pytest.mark.parametrize(
    ("rango", "estado", "tramo"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("disparates", 200, slice(None)),
        ("bytes=99999999-", 416, slice(0, 0)),
    ],
)
def test_quien_recibe_puede_adelantar_el_video(client, compartido, rango, estado, tramo):
    entero = b"".join(client.get(compartido))

    respuesta = client.get(compartido, headers={"range": rango})

    assert (respuesta.status_code, b"".join(respuesta)) == (estado, entero[tramo])


def test_la_pagina_dice_que_trae_y_reproduce_audio_y_video(client, fotografa):
    evidencias = [EvidenciaFactory(original__clase=c) for c in ("foto", "foto", "video", "audio")]
    token = paquetes.compartir(evidencias, nombre="Prensa", dias=5, por=fotografa, ahora=AHORA).enlace.split("/")[-2]
    Paquete.objects.update(vence_en=AHORA + timedelta(days=900))

    texto = de_corrido(client.get(reverse("fotos:paquete", args=[token])).text)

    assert ("2 fotos, 1 video y 1 audio" in texto, "<video controls" in texto, "<audio controls" in texto) == (
        True, True, True,
    )  # fmt: skip


def test_el_video_compartido_lleva_sus_subtitulos_y_nadie_mas_los_pide(client, fotografa):
    video, ajeno = (EvidenciaFactory(original__clase="video") for _ in range(2))
    for evidencia in (video, ajeno):
        Subtitulos.objects.create(
            evidencia=evidencia, texto="1\n00:00:01,000 --> 00:00:02,000\nHola\n", version=1, modificado_por=fotografa,
            modificado_en=AHORA,
        )  # fmt: skip
    token = paquetes.compartir([video], nombre="Prensa", dias=5, por=fotografa, ahora=AHORA).enlace.split("/")[-2]
    Paquete.objects.update(vence_en=AHORA + timedelta(days=900))
    suyos, ajenos = (reverse("fotos:subtitulos", args=[token, e.pk]) for e in (video, ajeno))

    assert f'src="{suyos}"' in client.get(reverse("fotos:paquete", args=[token])).text
    assert client.get(suyos).text == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHola\n"
    assert client.get(ajenos).status_code == client.get(suyos.replace(token, "otro")).status_code == 404
