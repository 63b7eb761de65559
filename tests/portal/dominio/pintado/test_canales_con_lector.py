"""Los canales y los mapas, leídos por quien no los escribió: feedparser y el esquema de sitemaps.org."""

from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import ComunidadFactory
from tests.portal.publicados import boletin_publico, con_foto, construir

pytestmark = [
    pytest.mark.django_db, pytest.mark.cliente_ajeno, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj"),
]  # fmt: skip
ESQUEMA = Path(__file__).parents[3] / "vendor" / "sitemap-todo.xsd"
EN_MAPA = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DE_CUIDADO = (
    "Obra & camino <b>nuevo</b>",
    "Corte ]]> de agua",
    "Feria 🎉 de Mazamitla\u2028",
    "«Comillas», \"otras\" y 'las de aquí'",
    "א ب 中 ñ — …",
)


@pytest.fixture
def publicado(arbol, ahora, fotografo):
    """Un portal con un boletín por cada título de cuidado, una foto, un retiro y series sin nada."""
    comunidad = ComunidadFactory(nombre="Epenche & Chico")
    boletines = [
        boletin_publico(
            ahora, dias=dias, titulo=titulo, cuerpo=f"<p>{dias}: ]]&gt; &amp; «uno»</p>", comunidad=comunidad
        )
        for dias, titulo in enumerate(DE_CUIDADO, start=1)
    ]
    con_foto(boletines[0], fotografo, ahora, pie="La «obra» & el camino")
    BoletinFactory(retirado=True, publicado_en=ahora - timedelta(days=9))
    construir(ahora)
    return arbol


def leidos(arbol):
    return {str(c.relative_to(arbol)): feedparser.parse(c.read_bytes()) for c in arbol.glob("feeds/**/*.*")}


def test_ningun_canal_da_que_decir_a_un_lector_estricto(publicado):
    canales = leidos(publicado)

    con_faltas = {nombre: str(leido.bozo_exception) for nombre, leido in canales.items() if leido.bozo}
    versiones = {(Path(nombre).suffix, leido.version) for nombre, leido in canales.items()}
    assert con_faltas == {}
    assert versiones == {(".rss", "rss20"), (".atom", "atom10")}
    assert len(canales) > 2 * 11  # el general, el de cada tema, y los de su dependencia y su comunidad


@pytest.mark.parametrize("extension", ["rss", "atom"])
def test_un_lector_entiende_los_titulos_las_fechas_y_la_foto(publicado, ahora, extension):
    leido = feedparser.parse((publicado / f"feeds/boletines.{extension}").read_bytes())

    assert [e.title for e in leido.entries] == [titulo.strip("\u2028") for titulo in DE_CUIDADO]
    assert leido.entries[0].published_parsed[:5] == (ahora - timedelta(days=1)).timetuple()[:5]
    assert [c.type for c in leido.entries[0].enclosures] == ["image/jpeg"]
    assert "]]> & «uno»" in leido.entries[0].content[0].value.replace("&gt;", ">").replace("&amp;", "&")
    assert all(e.id.startswith("urn:boletin:") and e.author for e in leido.entries)


def test_los_mapas_para_buscadores_cumplen_su_esquema_y_llevan_a_lo_que_hay(publicado, settings):
    esquema = etree.XMLSchema(etree.parse(ESQUEMA))
    indice = etree.parse(publicado / "sitemap.xml").getroot()
    mapas = [publicado / loc.text.removeprefix(f"{settings.BASE_URL}/") for loc in indice.iter(f"{EN_MAPA}loc")]
    faltas, sin_pagina = [], []
    for mapa in mapas:
        leido = etree.parse(mapa)
        if not esquema.validate(leido):
            faltas.append(f"{mapa.name}: {esquema.error_log.last_error}")
        rutas = [loc.text.removeprefix(settings.BASE_URL) for loc in leido.iter(f"{EN_MAPA}loc")]
        sin_pagina += [r for r in rutas if not (publicado / r.strip("/") / "index.html").is_file()]

    assert {hijo.tag for hijo in indice} == {f"{EN_MAPA}sitemap"}
    assert len(mapas) == 3
    assert (faltas, sin_pagina) == ([], [])
