"""El dibujo de un cambio sale de lo capturado, señala lo que cambió y no lleva nada de la página ajena."""

import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse

from cronograma.estados import Regla
from paginas.dominio import comprobar
from paginas.dominio.actualizaciones import registrar_actualizacion
from paginas.dominio.miniaturas import VERDE, bloques_de, dibujar
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.paginas import ComprobacionFactory, PaginaFactory

ANTES = "<head><title>no</title></head><h1>Trámites</h1><p>Registro Civil de 9 a 3</p><img src=a.jpg><p>Pie"
DESPUES = ANTES.replace("9 a 3", "8 a 4 y los sábados")


def en_verde(dibujo):
    """Los marcos verdes de un dibujo nuestro, que además es XML bien hecho."""
    return [r for r in ET.fromstring(dibujo) if r.get("stroke") == VERDE]  # noqa: S314 - lo dibujó el sistema


def test_se_lee_por_bloques_sin_lo_que_no_se_ve():
    assert [b.que for b in bloques_de(ANTES)] == ["titulo", "parrafo", "imagen", "parrafo"]
    assert [b.texto for b in bloques_de("<style>x</style>a<br>b<script>c</script>")] == ["a", "b"]


@pytest.mark.parametrize("cual", ["antes", "despues"])
def test_solo_lo_que_cambio_va_en_verde(cual):
    assert len(en_verde(dibujar(bloques_de(ANTES), bloques_de(DESPUES), cual))) == 1
    assert en_verde(dibujar(bloques_de(ANTES), bloques_de(ANTES), cual)) == []


def test_el_cambio_de_mas_abajo_tambien_se_ve():
    larga = "".join(f"<p>Renglón {n}</p>" for n in range(80))

    assert len(en_verde(dibujar(bloques_de(larga), bloques_de(larga + "<p>Nuevo</p>"), "despues"))) == 1


@pytest.mark.django_db
def test_se_ve_en_la_pagina_y_en_la_celda_y_nada_se_ejecuta(client, sitio, directora, ahora):
    client.force_login(directora)
    pagina = PaginaFactory(url=f"{sitio.url}/")
    for motivo, html in (("antes", ANTES), ("despues", DESPUES + "<script>alert(1)</script>")):
        sitio.poner("/", html)
        ComprobacionFactory(pagina=pagina, motivo=motivo, pedida_por=directora, pedida_en=ahora)
        comprobar.leer_pendientes(reloj=lambda: ahora, segundos=10)
    hecha = registrar_actualizacion(pagina, nota="Horario", por=directora, ahora=ahora)
    dibujo = reverse("paginas:miniatura", args=[hecha.pk, "despues"])
    actividad = ActividadFactory(regla=Regla.PAGINAS)

    respuesta = client.get(dibujo)

    assert (respuesta["Content-Type"], "alert" in respuesta.text) == ("image/svg+xml", False)
    assert len(en_verde(respuesta.content)) == 1
    assert dibujo in client.get(reverse("paginas:ver", args=[pagina.pk])).text
    assert dibujo in client.get(reverse("cronograma:celda", args=[actividad.pk, 3])).text
    assert client.get(reverse("paginas:miniatura", args=[hecha.pk, "otra"])).status_code == 404


@pytest.mark.django_db
def test_si_la_captura_ya_no_esta_es_una_hoja_en_blanco(client, sitio, directora, ahora):
    client.force_login(directora)
    pagina = PaginaFactory()
    dos = [ComprobacionFactory(pagina=pagina, leida=True, motivo=m, archivo="no.html.gz") for m in ("antes", "despues")]
    hecha = pagina.actualizaciones.create(antes=dos[0], despues=dos[1], nota="x", hecha_por=directora, hecha_en=ahora)

    assert en_verde(client.get(reverse("paginas:miniatura", args=[hecha.pk, "antes"])).content) == []
