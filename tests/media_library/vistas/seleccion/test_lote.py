"""La selección: cambiar varias, todas las del filtro, ZIP, compartir."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from media_library.consultas.biblioteca import eventos_propuestos
from media_library.models import Album, Etiqueta, Evidencia
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import ConsentimientoFactory, EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.conftest import AHORA

pytestmark = pytest.mark.django_db
GUARDAR = {"guardar": "1"}


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
