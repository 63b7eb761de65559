from datetime import date

import pytest

from paginas.dominio.lectura import anuncios_pasados, problemas_de, ver

HOY = date(2026, 3, 12)


def test_se_ve_el_texto_y_no_los_guiones():
    vista = ver("<title>Inicio</title><script>var x</script><h1>Hola</h1><p>Última  actualización</p>", "http://a/")

    assert (vista.titulo, vista.texto) == ("Inicio", "Hola Última actualización")


def test_los_enlaces_quedan_completos_y_sin_repetir():
    html = (
        '<a href="/a#x">1</a><a href="/a">2</a><a href="mailto:x@y">3</a><a href="https://b/">4</a><a href="//[">5</a>'
    )

    assert ver(html, "http://s/d/").enlaces == ["http://s/a", "https://b/"]


def test_la_huella_no_cambia_por_el_marcado_ni_los_guiones():
    una, otra = ver("<p>Hola</p>", "http://a/"), ver("<div>Hola</div><script>9</script>", "http://a/")

    assert una.huella == otra.huella != ver("<p>Adiós</p>", "http://a/").huella


@pytest.mark.parametrize(
    ("texto", "dias"),
    [
        ("Te esperamos este 1 de marzo de 2026 en la plaza", [date(2026, 3, 1)]),
        ("La inauguración fue el 1 de marzo de 2026", []),
        ("Próximos eventos: 20 de marzo de 2026", []),
        ("Invitación: 30 de febrero de 2026", []),
        ("Participa el 5 de enero", [date(2026, 1, 5)]),
        ("Te esperamos ayer 11 de marzo de 2026", []),
    ],
)
def test_los_anuncios_de_fechas_pasadas_se_notan(texto, dias):
    assert anuncios_pasados(texto, HOY) == dias


def test_los_problemas_se_dicen_en_frases():
    vista = ver("<p>Te esperamos el 1 de marzo de 2026</p>", "http://a/")

    assert problemas_de(vista, HOY, exige_fecha=True) == [
        "No tiene título.",
        "No dice su fecha de última actualización.",
        "Todavía anuncia algo del 1 de marzo de 2026.",
    ]
