"""Las listas por comunidad: página, canal, índice, filtros y datos abiertos."""

import json
from datetime import timedelta

import pytest

from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import todo
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import ComunidadFactory
from tests.lectura import de_corrido
from tests.portal.publicados import construir

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj")]


@pytest.fixture
def comunidad():
    return ComunidadFactory(nombre="Ranchería del Cerro")


def publicado(ahora, dias=1, **campos):
    return BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=dias), **campos)


def test_publicar_pone_el_boletin_en_la_lista_y_el_canal_de_su_comunidad(arbol, ahora, comunidad):
    construir(ahora)
    boletin = publicado(ahora, titulo="Agua en el cerro", comunidad=comunidad)

    escritura.publicar(boletin, ahora)

    carpeta = f"comunidades/{comunidad.pk}-rancheria-del-cerro"
    assert "Agua en el cerro" in (arbol / carpeta / "index.html").read_text()
    assert "Agua en el cerro" in (arbol / f"feeds/{carpeta}.rss").read_text()
    assert f'href="/{carpeta}/">Ranchería del Cerro</a>' in (arbol / "comunidades/index.html").read_text()
    assert f'href="/{carpeta}/"' in (arbol / boletin.ruta_publica.strip("/") / "index.html").read_text()
    assert f"/{carpeta}/" in (arbol / "sitemap-paginas.xml").read_text()


def test_la_de_un_boletin_sin_comunidad_no_existe(arbol, ahora, comunidad):
    boletin = publicado(ahora, titulo="Sin lugar")
    construir(ahora)

    assert (
        "/comunidades/" not in (arbol / boletin.ruta_publica.strip("/") / "index.html").read_text().split("<footer")[0]
    )
    assert "No hay boletines" in (arbol / f"comunidades/{comunidad.pk}-rancheria-del-cerro/index.html").read_text()


def test_la_lista_se_filtra_por_tema_dependencia_comunidad_y_mes(arbol, ahora, comunidad):
    publicado(ahora)
    ComunidadFactory(nombre="Abandonada", activa=False)
    construir(ahora)

    html = de_corrido((arbol / "boletines/index.html").read_text())

    assert '<select id="mes" name="mes"><option value="">Todos</option>' in html
    assert '<option value="2026-03">Marzo de 2026</option>' in html
    assert f'<option value="{comunidad.pk}">Ranchería del Cerro</option>' in html
    assert "Abandonada" not in html


def test_los_datos_abiertos_la_llevan_y_la_interfaz_filtra_junto_con_palabras_y_fechas(arbol, client, ahora, comunidad):
    boletin = publicado(ahora, titulo="Agua en el cerro", comunidad=comunidad)
    publicado(ahora, titulo="Agua en el centro")
    publicado(ahora, dias=40, titulo="Agua de antes", comunidad=comunidad)
    construir(ahora)

    de_la_api = [
        [b["titulo"] for b in client.get(f"/datos/api/boletines?comunidad={comunidad.pk}&{mas}").json()["boletines"]]
        for mas in ("", "q=agua", "q=agua&desde=2026-03-01")
    ]

    assert de_la_api == [["Agua en el cerro", "Agua de antes"]] * 2 + [["Agua en el cerro"]]
    abiertos = json.loads((arbol / "datos/boletines-2026.json").read_text())
    assert {b["direccion"].rpartition("boletines")[2].strip("/"): b["comunidad"] for b in abiertos}[
        f"2026/{boletin.slug}"
    ] == "Ranchería del Cerro"


def test_una_comunidad_nueva_tiene_su_lista_aunque_nadie_publique(arbol, ahora):
    publicado(ahora)
    construir(ahora)
    nueva = ComunidadFactory(nombre="El Nuevo Rancho")

    todo.refrescar(ahora)

    carpeta = f"comunidades/{nueva.pk}-el-nuevo-rancho"
    assert f'href="/{carpeta}/"' in (arbol / "comunidades/index.html").read_text()
    assert "No hay boletines de El Nuevo Rancho" in (arbol / carpeta / "index.html").read_text()
    assert (arbol / f"feeds/{carpeta}.rss").exists()


def test_la_pagina_que_sigue_a_la_ultima_llena_lleva_a_la_cabeza(client):
    assert client.get("/comunidades/3-el-cerro/pagina/9/").headers["Location"] == "/comunidades/3-el-cerro/"
