"""Los atributos de htmx: llevan el nonce de la página y dicen cuántos quedaron."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from nucleo.paginas import Pagina
from nucleo.templatetags.en_vivo import lista_en_vivo, quitar_filtros


def test_el_formulario_lleva_el_nonce_de_su_pagina_y_pide_su_misma_direccion(rf):
    peticion = rf.get("/oficina/medios/?pagina=3")
    peticion.csp_nonce = "abc"

    atributos = Template("{% filtros_en_vivo %}").render(Context({"request": peticion}))

    assert 'hx-nonce="abc"' in atributos
    assert 'hx-get="/oficina/medios/"' in atributos  # sin la página en que se estaba


@pytest.mark.parametrize(
    ("renglones", "dicho"),
    [
        ([], "Nada con esos filtros."),
        ([1], "1 medio."),
        (1200, "1,200 medios."),
        (Paginator(range(60), 25).get_page(2), "60 medios."),
        (Pagina([1, 2], 1, hay_mas=False), "2 medios."),
        (Pagina([1, 2], 1, hay_mas=True), "2 medios en esta página; hay otras."),
        (Pagina([], 1, hay_mas=False), "Nada con esos filtros."),
    ],
)
def test_dice_cuantos_quedaron(renglones, dicho):
    assert lista_en_vivo(renglones, "medio", "medios") == f'id="lista" data-anuncio="{dicho}"'


def test_el_lugar_de_quitar_filtros_esta_aunque_no_haya_que_quitar():
    assert quitar_filtros("", "/x/") == '<span id="quitar-filtros" class="fijo" data-en-vivo></span>'
    assert 'href="/x/">Quitar filtros</a>' in quitar_filtros("agua", "/x/")
