"""Antes y ahora, lado a lado: de un diseño, con lo que cambió en palabras; de unas láminas, sólo las distintas."""

import pytest
from django.urls import reverse

from produccion.dominio.disenos.pedir import guardar_diseno, proponer_diseno
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.produccion import DisenoFactory
from tests.fabricas.reuniones import ImagenDeLaminaFactory, ReunionFactory, VersionDeLaminasFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj")]


@pytest.fixture
def sesion(client, directora):
    client.force_login(directora)
    return client


@pytest.fixture
def cambiado(directora, ahora):
    """Un diseño en su versión 2: otra hora y otra foto."""
    diseno = DisenoFactory(titulo="Encendido", cuando="18:00 h", foto=EvidenciaFactory())
    diseno = proponer_diseno(diseno, por=directora, ahora=ahora)
    datos = {"cuando": "18:30 h", "foto": EvidenciaFactory()}
    return guardar_diseno(diseno, datos=datos, edicion=diseno.edicion, por=directora, ahora=ahora)


def test_el_diseno_se_ve_como_era_y_como_va_con_lo_que_cambio(sesion, cambiado):
    visto = sesion.get(reverse("produccion:diseno", args=[cambiado.pk]), {"comparar": "1"})

    comparado = visto.context["pagina"].comparado
    assert [(c.rotulo, c.antes, c.ahora) for c in comparado.cambios] == [
        ("Día y hora", "18:00 h", "18:30 h"),
        ("Foto", "La de antes", "Otra"),
    ]
    assert comparado.antes.imagen != comparado.ahora.imagen
    assert "Antes, versión 1: Cartel tabloide" in visto.text


def test_sin_pedirlo_no_se_pinta_otra_vez_y_la_pagina_lo_ofrece(sesion, cambiado):
    visto = sesion.get(reverse("produccion:diseno", args=[cambiado.pk]))

    assert visto.context["pagina"].comparado is None
    assert "?comparar=1#t-comparado" in visto.text


@pytest.mark.parametrize("pedida", ["9", "x", "-1", ""])
def test_una_version_que_no_hay_no_compara_nada(sesion, cambiado, pedida):
    visto = sesion.get(reverse("produccion:diseno", args=[cambiado.pk]), {"comparar": pedida})

    assert (visto.status_code, visto.context["pagina"].comparado) == (200, None)


def test_de_las_laminas_solo_se_ven_las_distintas(sesion):
    reunion = ReunionFactory()
    primera, segunda = (VersionDeLaminasFactory(reunion=reunion, numero=n) for n in (1, 2))
    for version, dichas in (
        (primera, [("Portada", b"a"), ("Fotos", b"b")]),
        (segunda, [("Portada", b"a"), ("Fotos", b"c")]),
    ):
        for numero, (titulo, png) in enumerate(dichas, start=1):
            ImagenDeLaminaFactory(version=version, numero=numero, titulo=titulo, png=png)
    ImagenDeLaminaFactory(version=segunda, numero=3, titulo="Gracias", png=b"")

    visto = sesion.get(reverse("produccion:reunion", args=[reunion.pk]), {"comparar": "1"})

    comparadas = visto.context["pagina"].comparadas
    assert [(par.numero, par.palabra) for par in comparadas.distintas] == [(2, "Cambió"), (3, "Nueva")]
    assert "2 distintas, 1 igual." in " ".join(visto.text.split())
