"""El revisor Nu de HTML, sobre todas las páginas: las del árbol, las de la oficina y las de quien no tiene cuenta."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as ajustes

from tests.extremo_a_extremo.pantallas import construir_todo_sin_fotos, de_oficina, publicas, sin_cuenta
from tests.fabricas.mundo import crear_mundo
from tests.matriz.direcciones import direccion, propias

JAVA = shutil.which("java")
REVISOR = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"
EMPIEZA = "<!doctype html"
# Lo que el revisor no sabe y aquí va a propósito.
NO_SON_FALTAS = tuple(
    map(
        re.compile,
        (
            # htmx: docs/decisiones/0016-htmx-con-candado.md
            "^Attribute “hx-[a-z-]+” not allowed on element",
            # En el teléfono la tabla se acomoda en fichas y hay lectores que ya no la leen como tabla: el papel ayuda.
            "^The “role” attribute must not be used on a “(td|th|tr)” element which has a “table” ancestor",
            # «*/*» deja escoger cualquier archivo: qué es se reconoce por su contenido.
            "for attribute “accept” on element “input”: Expected “/” but saw “[*]” instead",
        ),
    )
)


@pytest.fixture
def revisar():
    """Una carpeta de páginas, en una sola corrida del revisor: `archivo:renglón: qué está mal`."""
    if JAVA is None:
        pytest.skip("No hay Java en esta máquina: el HTML no se revisó con Nu.")
    if not REVISOR.is_file():
        pytest.skip("Falta el revisor Nu de HTML (npm ci --ignore-scripts): el HTML no se revisó.")
    return _revisar


def _revisar(carpeta):
    orden = [JAVA, "-Xss8m", "-jar", str(REVISOR), "--errors-only", "--exit-zero-always", "--format", "json"]
    dicho = subprocess.run([*orden, "."], cwd=carpeta, capture_output=True, text=True, check=True).stderr
    return [
        f"{m['url'].partition(f'{carpeta.name}/')[2]}:{m.get('lastLine', 0)}: {m['message']} · {m.get('extract', '')!r}"
        for m in json.loads(dicho)["messages"]
        if not any(patron.search(m["message"]) for patron in NO_SON_FALTAS)
    ]


def _guardar(carpeta, client, direcciones):
    """Lo que cada dirección contesta como página entera; los fragmentos van dentro de otra."""
    guardadas = 0
    for una in direcciones:
        respuesta = client.get(una)
        if respuesta.streaming or "text/html" not in respuesta.get("Content-Type", ""):
            continue
        html = respuesta.text
        if html.lstrip().lower().startswith(EMPIEZA):
            nombre = una.strip("/").replace("/", "~").replace("?", "¿")[:180] or "inicio"
            (carpeta / f"{nombre}.html").write_text(html)
            guardadas += 1
    return guardadas


@pytest.mark.cliente_ajeno
@pytest.mark.lento
@pytest.mark.django_db
def test_ninguna_pagina_tiene_errores_de_html(client, tmp_path, revisar):
    mundo = crear_mundo()
    construir_todo_sin_fotos(mundo)
    arbol, de_fuera, oficina = (tmp_path / "paginas" / nombre for nombre in ("arbol", "sin-cuenta", "oficina"))
    shutil.copytree(ajustes.DIR_PUBLICO, arbol, ignore=lambda _, ns: [n for n in ns if "." in n and ".html" not in n])
    for carpeta in (de_fuera, oficina):
        carpeta.mkdir()
    montadas = [direccion(nombre, patron, mundo) for nombre, patron in propias() if not nombre.startswith("buzon:")]

    abiertas = _guardar(de_fuera, client, {*publicas(mundo), *sin_cuenta(), *montadas, "/no-existe/"})
    client.force_login(mundo.personas["directora"])
    en_la_oficina = _guardar(oficina, client, {*de_oficina(mundo), *montadas})

    faltas = revisar(tmp_path / "paginas")
    assert faltas == [], "\n".join(faltas)
    assert (abiertas > 15, en_la_oficina > 120, len(list(arbol.rglob("*.html"))) > 30) == (True, True, True)
