"""Piezas de la interfaz: cada una declara qué recibe y pinta siempre lo mismo."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.estados import tono_de
from nucleo.paginas import Pagina
from nucleo.pantallas.deshacer import leer_deshacer
from nucleo.pantallas.vistas import direccion_de_la_pagina

register = template.Library()

ICONO_DE_AVISO = {"info": "info", "exito": "circle-check", "alerta": "triangle-alert", "error": "circle-alert"}


@register.simple_tag
def icono(nombre: str, clase: str = "") -> SafeString:
    """Un icono decorativo; la palabra va junto a él."""
    return format_html(
        '<svg class="icono {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        clase,
        static("vendor/iconos.svg"),
        nombre,
    )


@register.simple_tag
def ficha(texto: object, tono: str = "bor") -> SafeString:
    """Una palabra con color; el tono puede ser el de un estado."""
    return format_html('<span class="chip c-{}">{}</span>', tono_de(tono), texto)


@register.simple_tag
def vacio(frase: str, url: str = "", boton: str = "") -> SafeString:
    """Estado vacío: qué va aquí, por qué no hay y un botón."""
    accion = ""
    if url and boton:
        accion = format_html('<p><a class="btn btn-s" href="{}">{}</a></p>', url, boton)
    return format_html('<div class="vacio"><p>{}</p>{}</div>', frase, accion)


@register.simple_tag
def aviso(frase: object, tono: str = "info") -> SafeString:
    """Una franja que se lee entera: qué pasa y qué hacer."""
    rol = "alert" if tono == "error" else "status"
    return format_html(
        '<div class="aviso aviso-{}" role="{}">{}<div>{}</div></div>', tono, rol, icono(ICONO_DE_AVISO[tono]), frase
    )


@register.simple_tag
def barra(fraccion: float, tono: str = "pub") -> SafeString:
    """Barra delgada de avance; la cifra va escrita junto a ella."""
    ancho = round(100 * max(0.0, min(1.0, float(fraccion))))
    return format_html(
        '<svg class="barra b-{}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="riel" width="100" height="6"/><rect class="lleno" width="{}" height="6"/></svg>',
        tono_de(tono),
        ancho,
    )


@register.simple_tag
def medidor(hecho: int, meta: int) -> SafeString:
    """Barra con la marca de la meta: lo hecho, y aparte lo que se pasa. Las cifras van escritas junto a ella."""
    lleno = max(hecho, meta, 1)
    ancho, marca = 100 * min(hecho, meta) / lleno, 100 * meta / lleno
    exceso = max(0, hecho - meta) * 100 / lleno
    return format_html(
        '<svg class="medidor" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="fondo" width="100" height="10"/><rect class="{}" width="{}" height="10"/>'
        '<rect class="exceso" x="{}" width="{}" height="10"/>'
        '<rect class="meta" x="{}" width="0.4" height="10"/></svg>',
        "hecho" if hecho >= meta else "falta",
        round(ancho, 2),
        round(marca, 2),
        round(exceso, 2),
        round(min(marca, 99.6), 2),
    )


@register.simple_tag
def migas(*pares: str) -> SafeString:
    """Dónde estoy: pares de texto y dirección; la última va sin dirección."""
    pasos = list(zip(pares[::2], pares[1::2], strict=True))
    renglones = format_html_join("", "<li>{}</li>", ((_paso(texto, url),) for texto, url in pasos))
    return format_html('<nav class="migas" aria-label="Dónde estás"><ol>{}</ol></nav>', renglones)


def _paso(texto: str, url: str) -> str:
    if not url:
        return texto
    return format_html('<a href="{}">{}</a>', url, texto)


@register.simple_tag
def filtro_de_lista(
    nombre: str, rotulo: str, todas: str, opciones: Iterable[tuple[object, str]], elegida: str
) -> SafeString:
    """Un renglón de los filtros de una lista: al escoger una opción se filtra; la primera quita el filtro."""
    renglones = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((clave, mark_safe(" selected") if str(clave) == str(elegida) else "", texto) for clave, texto in opciones),
    )
    return format_html(
        '<div><label for="f-{0}">{1}</label><select id="f-{0}" name="{0}" data-al-cambiar>'
        '<option value="">{2}</option>{3}</select></div>',
        nombre,
        rotulo,
        todas,
        renglones,
    )


@register.simple_tag
def resumen_errores(form: BaseForm) -> SafeString:
    """El resumen que se enfoca al volver con errores; cada frase lleva al campo."""
    if not form.errors:
        return SafeString("")
    frases = []
    for campo, errores in form.errors.items():
        for error in errores:
            if campo in form.fields and not form[campo].is_hidden:
                frases.append(
                    format_html(
                        '<a href="#{}">{}: {}</a>',
                        form[campo].id_for_label or form[campo].auto_id,
                        form[campo].label,
                        error,
                    )
                )
            else:
                frases.append(format_html("{}", error))
    cuerpo = format_html_join("", "<li>{}</li>", ((f,) for f in frases))
    return format_html(
        '<div class="problema" role="alert" tabindex="-1" data-enfocar><h2>Hay un problema</h2><ul>{}</ul></div>',
        cuerpo,
    )


@register.simple_tag
def rechazo(negativa: NoSePuede | None, escrito: object = "") -> SafeString:
    """Por qué no se hizo lo que se acaba de pedir, con lo que se había escrito: su campo puede ya no estar."""
    if not negativa:
        return SafeString("")
    razones = format_html_join("", "<li>{}</li>", ((i,) for i in negativa.impedimentos))
    texto = ""
    if str(escrito):
        texto = format_html("<p>Escribiste: «{}».</p>", escrito)
    return format_html(
        '<div class="problema" role="alert" tabindex="-1" data-enfocar><h2>Hay un problema</h2><ul>{}</ul>{}</div>',
        razones,
        texto,
    )


@register.simple_tag
def impedimentos(lista: list[Any], titulo: str = "Falta para continuar") -> SafeString:
    """Las negativas antes de oprimir el botón, en palabras."""
    if not lista:
        return SafeString("")
    cuerpo = format_html_join("", "<li>{}</li>", ((i,) for i in lista))
    return format_html('<div class="problema problema-suave"><h2>{}</h2><ul>{}</ul></div>', titulo, cuerpo)


@register.simple_tag(takes_context=True)
def paginas(context: Any, pagina: Page | Pagina) -> SafeString:
    """Anterior y siguiente, conservando los filtros de la dirección."""
    if not pagina.has_other_pages():
        return SafeString("")
    parametros = context["request"].GET.copy()

    def direccion(numero: int) -> str:
        parametros["pagina"] = str(numero)
        return f"?{parametros.urlencode()}"

    anterior = siguiente = ""
    if pagina.has_previous():
        anterior = format_html('<a class="btn btn-s" rel="prev" href="{}">Anterior</a>', direccion(pagina.number - 1))
    if pagina.has_next():
        siguiente = format_html('<a class="btn btn-s" rel="next" href="{}">Siguiente</a>', direccion(pagina.number + 1))
    return format_html(
        '<nav class="paginas" aria-label="Páginas">{}<span class="suave">Página {}</span>{}</nav>',
        anterior,
        pagina.number,
        siguiente,
    )


@register.simple_tag(takes_context=True)
def con(context: Any, **cambios: object) -> str:
    """La dirección actual con otros parámetros: `{% con solo="publicos" %}`; vacío quita."""
    parametros = context["request"].GET.copy()
    parametros.pop("pagina", None)
    for nombre, valor in cambios.items():
        parametros.pop(nombre, None)
        if valor not in ("", None):
            parametros[nombre] = str(valor)
    direccion = direccion_de_la_pagina(context["request"])
    if parametros:
        return f"{direccion}?{parametros.urlencode()}"
    return direccion


@register.filter
def parametros(direccion: str) -> str:
    """Lo que va tras el «?» de una dirección: para llevar los mismos filtros a otra página."""
    return direccion.partition("?")[2]


@register.filter
def deshacer(etiquetas: str) -> tuple[str, list[tuple[str, str]]] | None:
    """El botón de deshacer de un aviso, si lo trae."""
    return leer_deshacer(etiquetas or "")


@register.filter
def llave(diccionario: dict[Any, Any], clave: Any) -> Any:
    """El valor de una clave; vacío si no está."""
    return diccionario.get(clave, "")
