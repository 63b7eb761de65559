"""«Última actualización» es la de lo más nuevo que enseña esa página (LGTAIP art. 58): ni la de la oficina ni hoy."""

import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from boletines.models import Correccion
from personas.dominio.catalogos import guardar_en_catalogo
from portal.dominio import institucional
from portal.dominio.pintado.fechas import DE_FABRICA, SIN_FECHA
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import ComunidadFactory
from tests.portal.publicados import boletin_publico, construir

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reloj", "tabla_de_suspension")]
DE_LA_OFICINA = "24 de septiembre de 2023"  # novecientos días antes
DEL_TEXTO = "30 de noviembre de 2026"
# El texto de cada página como era en la fecha de `DE_FABRICA`. Si cambias uno, pon aquí lo nuevo y allá la fecha.
TEXTOS = {
    "accesibilidad.html": "4aaa39defff1",
    "buscar.html": "62e85dec72d9",
    "contacto.html": "84b9060c6837",
    "datos.html": "3ad99994b55e",
    "indice.html": "a54c57c245fc",
    "mapa.html": "c2747311f105",
    "privacidad.html": "bbdad085ce4d",
    "suscripcion.html": "a83905378d11",
}


@pytest.fixture
def vieja(oficina, ahora):
    """Una oficina que se configuró hace años: su fecha no es la de ninguna página con contenido."""
    type(oficina).objects.update(configurada_en=ahora - timedelta(days=900))


@pytest.fixture
def fecha(arbol):
    def _fecha(ruta):
        pagina = arbol / ruta.strip("/") / "index.html"
        return re.findall(r"Última actualización: ([^<.]*)", pagina.read_text())[-1]

    return _fecha


@pytest.mark.usefixtures("vieja")
def test_las_listas_dicen_la_de_su_boletin_mas_nuevo(ahora, fecha):
    comunidad = ComunidadFactory(nombre="Epenche")
    viejo = boletin_publico(ahora, dias=3, tema="salud", comunidad=comunidad)
    boletin_publico(ahora, dias=1, tema="turismo", dependencia=viejo.dependencia)
    construir(ahora)

    dichas = {
        ruta: fecha(ruta)
        for ruta in ("/", "/boletines/", "/boletines/2026/", "/boletines/2026/03/", "/temas/salud/",
                     f"/comunidades/{comunidad.pk}-epenche/", "/sala-de-prensa/")
    }  # fmt: skip
    assert dichas == dict.fromkeys(dichas, "11 de marzo de 2026") | {
        "/temas/salud/": "9 de marzo de 2026",
        f"/comunidades/{comunidad.pk}-epenche/": "9 de marzo de 2026",
    }


@pytest.mark.usefixtures("vieja")
def test_una_correccion_tambien_es_una_actualizacion(ahora, fecha, directora):
    boletin = boletin_publico(ahora, dias=8, tema="salud")
    Correccion.objects.create(
        boletin=boletin,
        propuesta=BoletinFactory(),
        nota="Eran doce",
        version=2,
        corregido_en=ahora - timedelta(days=2),
        por=directora,
    )
    construir(ahora)

    assert fecha("/temas/salud/") == "10 de marzo de 2026"


@pytest.mark.usefixtures("vieja")
def test_un_acto_nuevo_actualiza_la_sala_de_prensa(ahora, fecha):
    boletin_publico(ahora, dias=8)
    EventoFactory(publico=True, inicio=ahora + timedelta(days=2), creado_en=ahora - timedelta(days=1))
    construir(ahora)

    assert fecha("/sala-de-prensa/") == "11 de marzo de 2026"


@pytest.mark.usefixtures("vieja")
def test_los_catalogos_dicen_cuando_cambiaron(ahora, fecha, directora):
    comunidad = ComunidadFactory(nombre="Epenche")
    guardar_en_catalogo(comunidad, nombre="Epenche Grande", por=directora, ahora=ahora - timedelta(days=5))
    construir(ahora)

    assert fecha("/comunidades/") == "7 de marzo de 2026"


@pytest.mark.usefixtures("vieja")
@pytest.mark.parametrize("ruta", ["/temas/", "/datos/", "/suscripcion/", "/accesibilidad/", "/privacidad/", "/mapa/"])
def test_las_de_puro_texto_dicen_cuando_cambio_su_texto(ahora, fecha, ruta):
    boletin_publico(ahora)
    construir(ahora)

    assert fecha(ruta) == DEL_TEXTO


@pytest.mark.usefixtures("vieja")
def test_y_si_la_oficina_lo_escribio_cuando_lo_guardo(ahora, fecha, directora):
    institucional.guardar_pagina(
        clave="privacidad", cuerpo="Nuestro aviso.", numero=0, por=directora, ahora=ahora - timedelta(days=4)
    )
    construir(ahora)

    assert fecha("/privacidad/") == "8 de marzo de 2026"


@pytest.mark.usefixtures("oficina")
@pytest.mark.parametrize("direccion", ["/suscripcion/confirmar/x/", "/no-hay/"])
def test_lo_que_se_hace_para_quien_lo_pide_no_lleva_fecha(client, direccion):
    assert "Última actualización" not in client.get(direccion).text


def _textos():
    carpeta = Path(settings.BASE_DIR) / "templates/portal"
    dicen = {nombre: re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", " ", (carpeta / nombre).read_text()) for nombre in DE_FABRICA}
    return {nombre: sha256(" ".join(texto.split()).encode()).hexdigest()[:12] for nombre, texto in dicen.items()}


def test_quien_cambia_un_texto_de_fabrica_cambia_su_fecha():
    assert _textos() == TEXTOS
    assert not SIN_FECHA & DE_FABRICA.keys()
