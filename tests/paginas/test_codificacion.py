"""Una página se lee bien diga lo que diga de su codificación."""

from itertools import product

import pytest

from paginas.dominio.codificacion import texto_de_la_pagina

DICHO = "Año nuevo en Peñitas: «José» cumplió"
META = {
    "nada": "",
    "utf-8": '<meta charset="utf-8">',
    "8859": '<meta http-equiv=x content="text/html; charset=ISO-8859-1">',
}
TIPOS = ["text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1", 'text/html; charset="raro-1"']


@pytest.mark.parametrize(("meta", "tipo"), [*product(META, TIPOS)])
def test_una_pagina_occidental_se_lee_bien(meta, tipo):
    octetos = f"<html>{META[meta]}<p>{DICHO}".encode("cp1252")

    assert DICHO in texto_de_la_pagina(octetos, tipo)


@pytest.mark.parametrize("tipo", TIPOS)
@pytest.mark.parametrize("marca", ["utf-8-sig", "utf-16"])
def test_la_marca_del_inicio_manda(marca, tipo):
    octetos = f"{META['8859']}<p>{DICHO}".encode(marca)

    assert texto_de_la_pagina(octetos, tipo).startswith("<meta")
    assert DICHO in texto_de_la_pagina(octetos, tipo)


@pytest.mark.parametrize("tipo", ["text/html", "text/html; charset=utf-8", "text/html; charset=raro-1"])
def test_una_pagina_universal_se_lee_bien(tipo):
    assert DICHO in texto_de_la_pagina(f"<p>{DICHO}".encode(), tipo)


def test_lo_que_no_es_texto_no_falla():
    assert texto_de_la_pagina(b"\xff\x81\x00<p>", "text/html") == "ÿ\ufffd<p>"
