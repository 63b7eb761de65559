from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library.models import Evidencia
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import DerivadoFactory, EvidenciaFactory
from tests.fabricas.personas import ComunidadFactory, PersonaFactory
from tests.media_library.conftest import AHORA, jpeg

pytestmark = pytest.mark.django_db
BIBLIOTECA = "media_library:biblioteca"


def archivo(octetos=None, nombre="foto.jpg"):
    return SimpleUploadedFile(nombre, jpeg() if octetos is None else octetos)


def test_la_biblioteca_agrupa_por_dia(sesion):
    EvidenciaFactory(pie="Foto nueva")
    EvidenciaFactory(pie="Foto vieja", capturada_en=AHORA - timedelta(days=40))

    html = sesion.get(reverse(BIBLIOTECA)).text

    assert (
        html.index("lunes 23 de noviembre de 2026")
        < html.index("Foto nueva")
        < html.index("miércoles 14 de octubre de 2026")
    )


@pytest.mark.parametrize("filas", [1, 3])
def test_la_biblioteca_cuesta_las_mismas_consultas_con_una_que_con_tres(
    sesion, settings, django_assert_max_num_queries, filas
):
    settings.USERSESSIONS_TRACK_ACTIVITY = False  # lo que allauth anota en cada página no es de esta pantalla
    for _ in range(filas):
        DerivadoFactory(original=EvidenciaFactory().original, hecho=True, receta="cuadro-50-50.webp")
    sesion.get(reverse(BIBLIOTECA))

    with django_assert_max_num_queries(6):
        assert sesion.get(reverse(BIBLIOTECA)).text.count("cuadro-50-50.webp") == filas


def test_vacia_invita_a_subir_y_con_filtros_ofrece_quitarlos(sesion):
    assert "Subir los primeros" in sesion.get(reverse(BIBLIOTECA)).text
    assert "Quitar filtros" in sesion.get(reverse(BIBLIOTECA), {"clase": "video"}).text


@pytest.mark.parametrize(
    "filtro",
    [
        {"desde": "ayer"},
        {"hasta": "31/02/2026"},
        {"clase": "gif"},
        {"autor": "x"},
        {"comunidad": "x"},
        {"comunidad": "99999999999999999999"},
        {"autor": "9" * 30},
        {"q": "a\x00b"},
        {"q": "x" * 5000},
        {"evento": "²"},
        {"evento": "personas.persona:1"},
        {"antes": "9" * 12 + ".000000_1"},
        {"antes": "\x00"},
        {"q": "100%'_\\"},
    ],
)
def test_un_filtro_malo_no_tumba_la_pagina(sesion, filtro):
    assert sesion.get(reverse(BIBLIOTECA), filtro).status_code == 200


def test_sin_javascript_se_suben_varios_y_uno_malo_no_detiene_a_los_demas(sesion):
    archivos = [
        archivo(),
        archivo(jpeg(color="red"), "roja.jpg"),
        archivo(b"PK\x03\x04", "nota.docx"),
        archivo(b"", "nada.jpg"),
    ]

    html = sesion.post(reverse("media_library:subir"), {"archivos": archivos, "credito": "Lucía"}).text

    assert "«nota.docx» no es foto, video ni audio." in html
    assert "«nada.jpg» está vacío." in html
    assert set(Evidencia.objects.values_list("nombre_de_archivo", "credito")) == {
        ("foto.jpg", "Lucía"),
        ("roja.jpg", "Lucía"),
    }


def test_uno_por_uno_responde_el_renglon(sesion):
    encabezado = {"X-Requested-With": "XMLHttpRequest"}
    datos = {"archivos": archivo()}

    bien = sesion.post(reverse("media_library:subir"), datos, headers=encabezado)
    mal = sesion.post(reverse("media_library:subir"), {"archivos": archivo(b"x", "a.txt")}, headers=encabezado)
    vacio = sesion.post(reverse("media_library:subir"), {"evento": "1\x00"}, headers=encabezado)

    assert (bien.status_code, "<h1" in bien.text) == (200, False)
    assert (mal.status_code, "«a.txt» no es foto" in mal.text) == (422, True)
    assert (vacio.status_code, "Elige al menos un archivo." in vacio.text) == (422, True)


def test_el_credito_se_recuerda(sesion):
    sesion.post(reverse("media_library:subir"), {"archivos": archivo(), "credito": "Lucía Ríos"})

    assert 'value="Lucía Ríos"' in sesion.get(reverse("media_library:subir")).text


def test_lo_que_sube_un_enlace_es_de_su_dependencia(client, enlace):
    client.force_login(enlace)

    client.post(reverse("media_library:subir"), {"archivos": archivo()})

    assert Evidencia.objects.get().dependencia == enlace.dependencia


def test_un_enlace_no_ve_lo_de_otros(client, enlace):
    client.force_login(enlace)
    ajena = EvidenciaFactory(pie="Ajena")

    assert "Ajena" not in client.get(reverse(BIBLIOTECA)).text
    assert client.get(reverse("media_library:ver", args=[ajena.pk])).status_code == 404
    assert client.get(reverse("media_library:archivo", args=[ajena.pk, "original"])).status_code == 404


@pytest.mark.parametrize(
    ("papeles", "ruta", "args", "estado"),
    [
        (["consulta"], "subir", [], 403),
        (["redes"], "editar", [1], 405),
        (["consulta"], "biblioteca", [], 200),
        ([], "biblioteca", [], 403),
    ],
)
def test_cada_quien_lo_suyo(client, papeles, ruta, args, estado):
    client.force_login(PersonaFactory(papeles=papeles))

    assert client.get(reverse(f"media_library:{ruta}", args=args)).status_code == estado


@pytest.mark.parametrize(
    ("ruta", "con_pk"), [("editar", True), ("tirar", True), ("reintentar", True), ("lote", False), ("restaurar", False)]
)
def test_quien_no_edita_no_cambia_nada(client, ruta, con_pk):
    client.force_login(PersonaFactory(papeles=["redes"]))
    evidencia = EvidenciaFactory()

    respuesta = client.post(
        reverse(f"media_library:{ruta}", args=[evidencia.pk] if con_pk else []), {"evidencias": evidencia.pk}
    )

    assert respuesta.status_code == 403


def test_tirar_ofrece_deshacer_y_deshacer_la_devuelve(sesion):
    evidencia = EvidenciaFactory()

    respuesta = sesion.post(reverse("media_library:tirar", args=[evidencia.pk]), follow=True)
    assert "Se movió a la papelera." in respuesta.text

    sesion.post(reverse("media_library:restaurar"), {"evidencias": evidencia.pk})
    assert Evidencia.objects.vivas().count() == 1


def test_el_lote_edita_y_tira_lo_marcado(sesion):
    una, otra = EvidenciaFactory(), EvidenciaFactory()

    datos = {"evidencias": [una.pk, otra.pk], "pie": "Juntas"}
    assert "Cambiar 2 evidencias" in sesion.post(reverse("media_library:lote"), datos).text
    sesion.post(reverse("media_library:lote"), datos | {"guardar": "1"})
    assert set(Evidencia.objects.values_list("pie", flat=True)) == {"Juntas"}
    sesion.post(reverse("media_library:tirar_varias"), {"evidencias": [una.pk]})
    assert list(Evidencia.objects.vivas()) == [otra]


@pytest.mark.parametrize("marcadas", [[], ["x"], ["9" * 30], ["1\x00"]])
def test_un_lote_malo_explica(sesion, marcadas):
    respuesta = sesion.post(
        reverse("media_library:lote"), {"evidencias": marcadas, "volver": "https://malo.example/"}, follow=True
    )

    assert respuesta.status_code == 200
    assert [str(m) for m in respuesta.context["messages"]]


def test_el_filtro_de_comunidad_se_ve_en_su_ficha_y_se_quita(sesion):
    comunidad = ComunidadFactory(nombre="Epenche Grande")
    EvidenciaFactory(pie="La de Epenche", evento=EventoFactory(comunidad=comunidad))
    EvidenciaFactory(pie="Otra")

    pagina = sesion.get(reverse(BIBLIOTECA), {"comunidad": comunidad.pk}).text

    dichos = ("La de Epenche", "Comunidad: Epenche Grande")
    assert [t in pagina for t in (*dichos, 'title="Otra"')] == [True, True, False]
