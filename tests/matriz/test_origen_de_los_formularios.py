"""Ninguna página con secreto en la dirección, ni con formulario público, le quita el Origin a su formulario.

El cliente de pruebas de Django no manda Origin; un navegador sí, y con `no-referrer` o una CSP de jaula manda `null`,
que la revisión de CSRF rechaza. Aquí se revisa en cada ruta; en Chromium, en `test_enlaces_y_formularios.py`.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from nucleo.checks import regla_de, rutas
from nucleo.registro import sin_secretos
from portal.servidor import _Pagina
from tests.fabricas.mundo import crear_mundo
from tests.matriz.direcciones import direccion, propias

# «Append a request Origin header» de Fetch: qué política deja el Origin de un POST al mismo sitio.
DEJAN_EL_ORIGEN = {"same-origin", "strict-origin", "strict-origin-when-cross-origin", "origin"}
SIN_FUGA = {"same-origin", "strict-origin"}
FICHA = "SN25Lr5_vCq-0a9Zx8Yw7Vu6Ts5Rq4Po"


@pytest.fixture
def mundo(db):
    return crear_mundo()


def _abiertas(*, token):
    reglas = [(nombre, patron, regla_de(patron.callback)) for nombre, patron in propias()]
    return [(nombre, patron) for nombre, patron, regla in reglas if regla.token or (regla.publico and not token)]


def _anula_el_origen(respuesta):
    """Por qué el formulario de esa página llegaría con `Origin: null`; vacío si no."""
    if respuesta["Referrer-Policy"] not in DEJAN_EL_ORIGEN:
        return respuesta["Referrer-Policy"]
    jaula = re.search(r"sandbox[^;]*", respuesta.get("Content-Security-Policy", ""))
    if jaula and "allow-same-origin" not in jaula[0]:
        return jaula[0]
    cuerpo = b"" if respuesta.streaming else respuesta.content
    meta = re.search(rb"<meta[^>]+name=.?referrer[^>]*>", cuerpo)
    return meta[0].decode() if meta else ""


def test_ninguna_ruta_abierta_anula_el_origen_de_su_formulario(client, mundo):
    rutas_abiertas = [(nombre, direccion(nombre, patron, mundo)) for nombre, patron in _abiertas(token=False)]
    rutas_abiertas += [(n, reverse(n)) for n in ("account_login", "account_reset_password")]
    respuestas = {nombre: client.get(direccion) for nombre, direccion in rutas_abiertas}

    paginas = {n: r for n, r in respuestas.items() if "html" in r.get("Content-Type", "")}
    anuladas = {n: motivo for n, r in paginas.items() if (motivo := _anula_el_origen(r))}

    assert (anuladas, len(paginas) > 10) == ({}, True)


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_toda_ruta_con_secreto_contesta_sin_contar_su_direccion(client, mundo, metodo):
    con_secreto = [(nombre, direccion(nombre, patron, mundo)) for nombre, patron in _abiertas(token=True)]
    respuestas = {nombre: getattr(client, metodo)(direccion) for nombre, direccion in con_secreto}

    contestadas = {n: r for n, r in respuestas.items() if r.status_code not in {404, 405}}
    politicas = {n: (r["Referrer-Policy"], r.get("X-Robots-Tag")) for n, r in contestadas.items()}
    assert politicas == dict.fromkeys(contestadas, ("strict-origin", "noindex"))
    assert {r["Referrer-Policy"] for r in respuestas.values()} <= SIN_FUGA


def test_las_paginas_escritas_del_portal_dejan_el_origen(tmp_path):
    pagina = tmp_path / "index.html"
    pagina.write_text("<h1>Contacto</h1>")
    encabezados = dict(_Pagina(str(pagina), (1, 17)).cabeceras)

    assert encabezados["Referrer-Policy"] in SIN_FUGA
    assert "sandbox" not in encabezados["Content-Security-Policy"]


def test_ninguna_plantilla_pone_su_propia_politica():
    plantillas = (settings.BASE_DIR / "templates").rglob("*.html")

    assert [p.name for p in plantillas if 'name="referrer"' in Path(p).read_text()] == []


def test_el_secreto_de_ninguna_ruta_llega_al_registro():
    con_secreto = [camino for camino, _, vista in rutas() if regla_de(vista).token]
    direcciones = [
        "/" + re.sub(r"<\w+:(\w+)>", lambda m: FICHA if m[1] in {"token", "ficha"} else "x1", camino)
        for camino in con_secreto
    ]
    direcciones.append(f"/acceso/password/reset/key/1-{FICHA}/")

    assert [d for d in direcciones if FICHA not in d] == []
    assert [d for d in direcciones if FICHA in sin_secretos(f"Not Found: {d}")] == []
