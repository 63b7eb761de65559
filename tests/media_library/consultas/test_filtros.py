"""Cada filtro de la biblioteca deja pasar lo suyo y nada más."""

from datetime import timedelta

import pytest

from media_library.consultas import cuadricula
from media_library.consultas.cuadricula import Cuenta
from media_library.consultas.filtros import filtrar
from media_library.models import Album, Etiqueta, Evidencia
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import ComunidadFactory
from tests.media_library.conftest import AHORA, LLEVA

pytestmark = pytest.mark.django_db


def pasan(**datos):
    return set(filtrar(Evidencia.objects.all(), datos, persona=LLEVA, ahora=AHORA))


@pytest.mark.parametrize(
    "texto", ["INAUGURACIÓN", "inauguraciones epen", "Ñandú", "nandu", "DSC_0042", "0042", "Río Lúcia", "presidenta"]
)
def test_se_busca_por_el_principio_de_las_palabras_sin_acentos(texto):
    hallada = EvidenciaFactory(
        pie="Inauguración en Épenche", titulo="ÑANDÚ", nombre_de_archivo="DSC_0042.jpg", credito="Lucía Ríos",
        personas="La presidenta municipal",
    )  # fmt: skip
    EvidenciaFactory(pie="Otra cosa", nombre_de_archivo="IMG_1.jpg")

    assert pasan(q=texto) == {hallada}


@pytest.mark.parametrize("texto", ["'", "& | !", ":*", "\\", "%", "a & !b", "inaug:*A", "((("])
def test_los_signos_de_la_consulta_no_significan_nada(texto):
    EvidenciaFactory(pie="Otra cosa")

    assert pasan(q=texto) == set()


def test_se_busca_tambien_por_lo_que_dice_su_evento():
    evento = EventoFactory(titulo="Arranque de obra", lugar="Epenche Grande")
    evento.clean()
    evento.save()
    del_evento = EvidenciaFactory(evento=evento)
    EvidenciaFactory()

    assert pasan(q="epenche obra") == pasan(lugar="Epenche") == {del_evento}


def test_por_orientacion_y_calificacion():
    ancha = EvidenciaFactory(calificacion=5)
    alta = EvidenciaFactory(original=OriginalFactory(ancho=100, alto=200), calificacion=2)

    assert (pasan(orientacion="horizontal"), pasan(orientacion="vertical")) == ({ancha}, {alta})
    assert (pasan(calificacion=3), pasan(calificacion=1)) == ({ancha}, {ancha, alta})


def test_por_etiqueta_y_album(fotografa):
    una, otra = EvidenciaFactory(), EvidenciaFactory()
    etiqueta = Etiqueta.objects.create(nombre="Feria", clave="feria")
    etiqueta.evidencias.add(una)
    album = Album.objects.create(nombre="Informe", creado_por=fotografa, creado_en=AHORA)
    album.evidencias.add(otra)

    assert (pasan(etiqueta=etiqueta), pasan(album=album), pasan(sin_etiquetas=True)) == ({una}, {otra}, {otra})


def test_por_derechos():
    sin_revisar = EvidenciaFactory()
    con_menores = EvidenciaFactory(menores="si", base_de_derechos="propia")
    con_plazo = EvidenciaFactory(menores="no", base_de_derechos="propia", uso="prohibido")

    assert pasan(derechos="sin_revisar") == pasan(derechos="sin_base") == {sin_revisar}
    assert (pasan(derechos="con_menores"), pasan(derechos="con_plazo")) == ({con_menores}, {con_plazo})


def test_por_comunidad_va_por_el_evento():
    epenche, puerto = (ComunidadFactory(nombre=n) for n in ("Epenche Grande", "Puerto de la Cruz"))
    de_epenche = EvidenciaFactory(evento=EventoFactory(comunidad=epenche))
    EvidenciaFactory(evento=EventoFactory(comunidad=puerto))
    EvidenciaFactory(evento=EventoFactory())
    EvidenciaFactory()

    assert pasan(comunidad=epenche) == {de_epenche}


def test_repetidas_y_sin_evento():
    original = OriginalFactory(es_repetido=True)
    suelta = EvidenciaFactory(original=original)
    del_evento = EvidenciaFactory(original=original, evento=EventoFactory())
    sola = EvidenciaFactory()

    assert pasan(repetidas=True) == {suelta, del_evento}
    assert pasan(sin_evento=True) == {suelta, sola}


@pytest.mark.parametrize(
    ("de_la_ultima_a_la_primera", "limites", "cuenta", "consultas"),
    [
        ("pppppp", {"tope": 10, "grande": 0, "muestra": 4}, Cuenta(2, hay_mas=True), 2),  # densas: basta la muestra
        ("popopp", {"tope": 10, "grande": 0, "muestra": 4}, Cuenta(4), 3),  # ralas: las halla su índice
        ("oooppp", {"tope": 2, "grande": 0, "muestra": 3}, Cuenta(2, hay_mas=True), 3),  # viejas: hasta el tope
        ("pppppp", {"tope": 10, "grande": 10**9, "muestra": 4}, Cuenta(6), 2),  # biblioteca chica: exactas
    ],
)
def test_contar_no_mira_mas_de_lo_que_hace_falta(
    de_la_ultima_a_la_primera, limites, cuenta, consultas, django_assert_num_queries
):
    for hora, letra in enumerate(de_la_ultima_a_la_primera):
        EvidenciaFactory(pie="Plaza" if letra == "p" else "Otra", capturada_en=AHORA - timedelta(hours=hora))
    plazas = filtrar(Evidencia.objects.all(), {"q": "plaza"}, persona=LLEVA, ahora=AHORA)

    with django_assert_num_queries(consultas):
        assert cuadricula.contar(plazas, **limites) == cuenta


@pytest.mark.parametrize("al_reves", [False, True])
def test_el_orden_es_el_mismo_sean_muchas_o_pocas(al_reves):
    for hora in (1, 3, 3, 2):
        EvidenciaFactory(capturada_en=AHORA - timedelta(hours=hora))
    todas = Evidencia.objects.all()

    ordenes = [list(cuadricula.en_orden(todas, pocas=pocas, al_reves=al_reves)) for pocas in (True, False)]

    esperado = sorted(todas, key=lambda e: (e.capturada_en, e.pk), reverse=not al_reves)
    assert ordenes == [esperado, esperado]
