"""Ninguna pantalla enseña un enlace que a quien la mira le contesta 403: se recorre la oficina con cada papel."""

import re
from html import unescape

import pytest
from django.urls import Resolver404, resolve

from nucleo.checks import rutas
from tests.fabricas.mundo import PAPELES, crear_mundo

ENLACE = re.compile(r'<a\b[^>]*\bhref="(/oficina/[^"#?]*)')
PANTALLAS = 120  # bastan para llegar a una de cada clase
NUMERO = re.compile(r"\d+")
VARIABLE = re.compile(r"[<(\\]")


@pytest.mark.lento
@pytest.mark.django_db
@pytest.mark.parametrize("papel", PAPELES)
def test_ningun_enlace_lleva_a_un_403(client, papel):
    client.force_login(crear_mundo().personas[papel])
    por_ver, vistas, prohibidos = {"/oficina/": "inicio"}, set(), []

    while por_ver and len(vistas) < PANTALLAS:
        direccion, desde = por_ver.popitem()
        vistas.add(NUMERO.sub("N", direccion))
        respuesta = client.get(direccion)
        if respuesta.status_code == 403:
            prohibidos.append(f"{direccion}, desde {desde}")
        if respuesta.status_code != 200 or respuesta.streaming or "text/html" not in respuesta["Content-Type"]:
            continue
        for hallada in ENLACE.findall(respuesta.text):
            otra = unescape(hallada)
            if NUMERO.sub("N", otra) not in vistas:
                por_ver.setdefault(otra, direccion)

    assert prohibidos == []


def test_recortar_una_direccion_de_la_oficina_lleva_a_algo():
    """Quien borra el final de la dirección, como con cualquier carpeta, no llega a una hoja en blanco."""
    fijas = [camino for camino, _, _ in rutas() if camino.startswith("oficina/") and not VARIABLE.search(camino)]
    carpetas = {camino[: corte + 1] for camino in fijas for corte in range(len(camino)) if camino[corte] == "/"}

    assert [carpeta for carpeta in sorted(carpetas) if not _abre(f"/{carpeta}")] == []


def _abre(direccion):
    try:
        return resolve(direccion)
    except Resolver404:
        return None
