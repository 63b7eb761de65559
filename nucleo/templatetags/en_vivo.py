"""Lo que cambia sin salir de la página: los atributos que lee htmx, con el nonce que les exige su candado de la CSP.

Cómo se usa y qué se cuida: docs/decisiones/0016-htmx-con-candado.md.
"""

import json
from collections.abc import Mapping, Sized
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nucleo.paginas import Pagina
from nucleo.pantallas.vistas import direccion_de_la_pagina
from nucleo.texto.formato import plural

register = template.Library()

AJUSTES = {
    "extensions": "hx-csp",  # ninguna otra
    "prefix": "",  # sólo hx-…: con menos nombres hay menos que vigilar
    "history": "reload",  # «atrás» vuelve a pedir la página entera: siempre es la verdad
    "noSwap": [204, 304, "4xx", "5xx"],  # una negativa no se mete donde iba la lista; se dice
    "includeIndicatorCSS": False,
    "defaultTimeout": 15000,
}
# Un `data-en-vivo` con `id` se cambia por el que trae la respuesta; los avisos que traiga se agregan a los de aquí.
TAMBIEN = "[data-en-vivo],#avisos-flotantes:beforeend"


def _atributos(request: HttpRequest, atributos: Mapping[str, str]) -> SafeString:
    """Los atributos escritos, con el nonce de la página: sin él, htmx los quita."""
    nonce = str(getattr(request, "csp_nonce", ""))
    return format_html_join(" ", '{}="{}"', [*atributos.items(), ("hx-nonce", nonce)])


@register.simple_tag(takes_context=True)
def filtros_en_vivo(context: Any) -> SafeString:
    """Los atributos de un formulario de filtros: al teclear o escoger cambia `#lista`; gana la última petición.

    Sin JavaScript es un formulario de los de siempre. Su botón lleva la clase `aplicar` y se esconde si htmx lo tomó.
    """
    return _atributos(
        context["request"],
        {
            "data-filtros": "",
            "autocomplete": "off",  # al volver atrás manda la dirección, no lo que recuerde el navegador
            "hx-get": direccion_de_la_pagina(context["request"]),
            "hx-trigger": "submit, input changed delay:300ms",
            "hx-target": "#lista",
            "hx-select": "#lista",
            "hx-select-oob": TAMBIEN,
            "hx-swap": "outerHTML",
            "hx-push-url": "true",
            "hx-sync": "this:replace",
            "hx-indicator": "#lista",
        },
    )


@register.simple_tag(takes_context=True)
def sondeo(context: Any, lugar: str) -> SafeString:
    """Los atributos de un pedazo que se pone al día solo mientras la página lo pinte con ellos: pide cada 3 s."""
    return _atributos(
        context["request"],
        {
            "hx-get": direccion_de_la_pagina(context["request"]),
            "hx-trigger": "every 3s",
            "hx-target": lugar,
            "hx-select": lugar,
            "hx-select-oob": TAMBIEN,
            "hx-swap": "outerMorph",  # lo que tiene el foco o está a medio oprimir se queda
            "hx-sync": "this:drop",
        },
    )


@register.simple_tag(takes_context=True)
def acto_en_vivo(context: Any, url: str, lugar: str, cuando: str = "submit") -> SafeString:
    """Los atributos de un formulario que hace su acto sin recargar y cambia `lugar` por como queda en la página."""
    return _atributos(
        context["request"],
        {
            "hx-post": url,
            "hx-trigger": cuando,
            "hx-target": lugar,
            "hx-select": lugar,
            "hx-select-oob": TAMBIEN,
            "hx-swap": "outerHTML",
            "hx-sync": "this:drop",  # el doble clic es uno
        },
    )


@register.simple_tag(takes_context=True)
def al_llegar(context: Any, url: str) -> SafeString:
    """Los atributos de un pedazo que se pide en cuanto la página está a la vista; sin guiones se queda su enlace."""
    return _atributos(context["request"], {"hx-get": url, "hx-trigger": "load", "hx-swap": "outerHTML"})


@register.simple_tag(takes_context=True)
def previa_en_vivo(context: Any, url: str, lugar: str) -> SafeString:
    """Los atributos de un formulario que, mientras se escribe, cambia `lugar` por cómo quedaría; no guarda nada."""
    return _atributos(
        context["request"],
        {
            "hx-post": url,
            "hx-trigger": "input changed delay:400ms, change",
            "hx-target": lugar,
            "hx-select": lugar,
            "hx-select-oob": TAMBIEN,
            "hx-swap": "outerHTML",
            "hx-sync": "this:replace",  # gana lo último que se escribió
            "hx-indicator": lugar,
        },
    )


@register.simple_tag(takes_context=True)
def guardado_solo(context: Any, url: str, lugar: str) -> SafeString:
    """Los atributos de un formulario que se guarda al dejar de escribir y dice en `lugar` cómo quedó."""
    return _atributos(
        context["request"],
        {
            "hx-post": url,
            "hx-trigger": "input changed delay:400ms, change",  # al dejar el campo, sin esperar
            "hx-target": lugar,
            "hx-select": lugar,
            "hx-select-oob": TAMBIEN,
            "hx-swap": "outerHTML",
            "hx-sync": "this:queue last",  # cada guardado lleva lo que vio: uno tras otro
        },
    )


@register.simple_tag(takes_context=True)
def campana_en_vivo(context: Any, url: str, cuantos: int | None) -> SafeString:
    """Los atributos de la campana: pregunta cada minuto, y al llegar si la página no trae ya el número."""
    return _atributos(
        context["request"],
        {
            "data-callada": "",  # si falla, no interrumpe a nadie
            "hx-get": url,
            "hx-trigger": "load, every 60s" if cuantos is None else "every 60s",
            "hx-swap": "outerHTML",
            "hx-sync": "this:drop",
        },
    )


@register.simple_tag
def lista_en_vivo(renglones: Page | Pagina | Sized | int, uno: str, varios: str, ninguno: str = "") -> SafeString:
    """Los atributos del pedazo que cambian los filtros, con lo que se dirá en voz alta: «12 boletines»."""
    return format_html('id="lista" data-anuncio="{}"', _cuantos(renglones, uno, varios, ninguno))


def _cuantos(renglones: Page | Pagina | Sized | int, uno: str, varios: str, ninguno: str) -> str:
    cuantos = _contar(renglones)
    if not cuantos:
        return ninguno or "Nada con esos filtros."
    frase = plural(cuantos, f"1 {uno}", f"{{}} {varios}")
    if isinstance(renglones, Pagina) and renglones.has_other_pages():
        return f"{frase} en esta página; hay otras."
    return f"{frase}."


def _contar(renglones: Page | Pagina | Sized | int) -> int:
    if isinstance(renglones, int):
        return renglones
    if isinstance(renglones, Page):
        return renglones.paginator.count
    if isinstance(renglones, Pagina):
        return len(renglones.object_list)
    return len(renglones)


@register.simple_tag
def quitar_filtros(puestos: object, url: str) -> SafeString:
    """El enlace que quita los filtros, si hay puestos; su lugar está siempre, para que cambie con la lista."""
    enlace = SafeString("")
    if puestos:
        enlace = format_html('<a class="btn btn-texto" href="{}">Quitar filtros</a>', url)
    return format_html('<span id="quitar-filtros" class="fijo" data-en-vivo>{}</span>', enlace)


@register.simple_tag
def ajustes_de_htmx() -> str:
    """Lo que htmx lee al empezar; va en un `meta` y no en el guion, para que lo diga la página."""
    return json.dumps(AJUSTES)
