"""La selección: cambiar varias, todas las del filtro, ZIP, compartir."""

import csv
import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from media_library.consultas.biblioteca import eventos_propuestos
from media_library.dominio.compartir import paquetes
from media_library.models import Album, Etiqueta, Evidencia, Paquete, Subtitulos
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import ConsentimientoFactory, EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.conftest import AHORA, jpeg

pytestmark = pytest.mark.django_db
GUARDAR = {"guardar": "1"}


@pytest.fixture
def sesion(client, fotografa):
    client.force_login(fotografa)
    return client


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


def test_se_cambian_varias_de_una_vez(sesion):
    fotos = [EvidenciaFactory(pie="Antes") for _ in range(2)]
    evento, carta = EventoFactory(), ConsentimientoFactory()
    datos = {
        "evidencias": [e.pk for e in fotos], "titulo": "Obra", "etiquetas": "Obra Pública, deportes, obra publica",
        "album_nuevo": "Informe", "evento": evento.pk, "menores": "no", "base_de_derechos": "propia",
        "carta": carta.pk,
    }  # fmt: skip

    sesion.post(url("lote"), datos | GUARDAR)

    assert set(Evidencia.objects.values_list("titulo", "pie", "evento", "menores", "base_de_derechos")) == {
        ("Obra", "Antes", evento.pk, "no", "propia")
    }
    assert [e.clave for e in Etiqueta.objects.all()] == ["deportes", "obra publica"]
    assert Album.objects.get().evidencias.count() == carta.evidencias.count() == 2


@pytest.mark.parametrize(
    "mal",
    [
        {"etiquetas": ", ".join(f"e{n}" for n in range(30))},
        {"evento": "99999"},
        {"menores": "quizá"},
        {"album": "999"},
        {"pie": "x" * 5000},
    ],
)
def test_un_cambio_mal_escrito_se_explica_y_no_pierde_la_seleccion(sesion, mal):
    foto = EvidenciaFactory()

    respuesta = sesion.post(url("lote"), {"evidencias": [foto.pk]} | mal | GUARDAR)

    assert (respuesta.status_code, f'name="evidencias" value="{foto.pk}"' in respuesta.text) == (422, True)


def test_un_album_que_ya_existe_se_elige_de_la_lista(sesion, fotografa):
    Album.objects.create(nombre="Informe", creado_por=fotografa, creado_en=AHORA)

    datos = {"evidencias": [EvidenciaFactory().pk], "album_nuevo": "Informe"}

    assert "elígelo de la lista" in sesion.post(url("lote"), datos | GUARDAR).text


def test_todos_los_resultados_del_filtro_aunque_no_esten_en_la_pagina(sesion):
    for _ in range(70):
        EvidenciaFactory(pie="Obra")
    EvidenciaFactory(pie="Otra cosa")

    html = sesion.get(url("biblioteca"), {"q": "obra"}).text
    sesion.post(url("lote"), {"todos": "on", "filtro": "?q=obra", "credito": "Lucía"} | GUARDAR)

    assert "Seleccionar los 70 resultados" in html
    assert Evidencia.objects.filter(credito="Lucía").count() == 70


def test_todos_los_resultados_respeta_lo_que_cada_quien_ve(client):
    dependencia = DependenciaFactory()
    enlace = PersonaFactory(papeles=["enlace", "fotografia"], dependencia=dependencia)
    solo_enlace = PersonaFactory(papeles=["enlace"], dependencia=dependencia)
    EvidenciaFactory(pie="Ajena")
    client.force_login(solo_enlace)

    assert client.post(url("lote"), {"todos": "on", "filtro": ""} | GUARDAR).status_code == 403
    respuesta = client.post(url("bajar", "web"), {"todos": "on", "filtro": ""}, follow=True)
    assert "Ninguna foto cumple ese filtro." in respuesta.text
    assert enlace.puede("biblioteca.editar")


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


@pytest.mark.parametrize("estrellas", ["", "9", "-1", "²", "x", "10"])
def test_una_calificacion_que_no_existe_se_explica(sesion, estrellas):
    foto = EvidenciaFactory()

    respuesta = sesion.post(url("calificar", foto.pk), {"estrellas": estrellas}, follow=True)

    assert ("va de 0 a 5" in respuesta.text, Evidencia.objects.get().calificacion) == (True, 0)


def test_calificar_y_quitar_una_etiqueta_desde_el_visor(sesion):
    foto = EvidenciaFactory()
    sesion.post(url("lote"), {"evidencias": [foto.pk], "etiquetas": "Feria"} | GUARDAR)
    etiqueta = Etiqueta.objects.get()

    sesion.post(url("calificar", foto.pk), {"estrellas": "4"})
    assert "Feria" in sesion.get(url("ver", foto.pk)).text
    sesion.post(url("quitar_etiqueta", foto.pk, etiqueta.pk))

    assert (Evidencia.objects.get().calificacion, Etiqueta.objects.count()) == (4, 0)


def test_quitar_del_album_la_saca_y_el_album_queda(sesion):
    foto = EvidenciaFactory()
    sesion.post(url("lote"), {"evidencias": [foto.pk], "album_nuevo": "Lo mejor"} | GUARDAR)
    album = Album.objects.get()
    assert "Quitar del álbum Lo mejor" in sesion.get(url("ver", foto.pk)).text

    sesion.post(url("quitar_del_album", foto.pk, album.pk))

    assert (album.evidencias.count(), Album.objects.count()) == (0, 1)
    assert sesion.post(url("quitar_del_album", foto.pk, album.pk)).status_code == 404


def test_desde_el_lote_se_guarda_una_carta_nueva_para_todas(sesion):
    una, otra = EvidenciaFactory(), EvidenciaFactory()

    pagina = sesion.post(url("lote"), {"evidencias": [una.pk, otra.pk]}).text

    enlace = pagina.partition("cartas/nueva/?")[2].partition('"')[0]
    assert set(enlace.split("&amp;")) == {f"evidencias={una.pk}", f"evidencias={otra.pk}"}


def test_una_foto_suelta_propone_el_evento_de_su_hora_y_se_mueve_con_un_boton(sesion):
    foto = EvidenciaFactory(capturada_en=AHORA)
    suyo = EventoFactory(titulo="El de su hora", inicio=AHORA - timedelta(minutes=20), fin=AHORA + timedelta(hours=1))
    EventoFactory(titulo="El de otro día", inicio=AHORA - timedelta(days=2), fin=AHORA - timedelta(days=2, hours=-1))

    html = de_corrido(sesion.get(url("ver", foto.pk)).text)
    campo, valor = re.search(r'name="(\w+)" value="([^"]+)">El de su hora', html).groups()
    sesion.post(url("lote"), {"evidencias": [foto.pk], campo: valor} | GUARDAR)

    assert ("El de su hora" in html, "El de otro día" in html) == (True, False)
    assert Evidencia.objects.get().evento == suyo


@pytest.mark.parametrize(("certeza", "cuantos"), [("archivo", 1), ("nombre", 1), ("dia", 0), ("subida", 0)])
def test_sin_saber_a_que_hora_se_tomo_no_se_propone_evento(fotografa, certeza, cuantos):
    EventoFactory(inicio=AHORA - timedelta(minutes=20), fin=AHORA + timedelta(hours=1))
    foto = EvidenciaFactory(capturada_en=AHORA, certeza=certeza)

    assert len(eventos_propuestos(foto, fotografa)) == cuantos


def test_un_enlace_no_recibe_propuestas_de_otra_dependencia(client):
    dependencia = DependenciaFactory()
    persona = PersonaFactory(papeles=["enlace"], dependencia=dependencia)
    foto = EvidenciaFactory(capturada_en=AHORA, dependencia=dependencia)
    EventoFactory(titulo="Ajeno", inicio=AHORA, fin=AHORA + timedelta(hours=1))

    assert eventos_propuestos(foto, persona) == []


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
