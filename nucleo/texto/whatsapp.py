"""El texto con los signos de WhatsApp: `*negrita*` y `_cursiva_`.

La aplicación sólo da formato si el signo empieza y termina en el borde de una palabra, dentro de un renglón
(https://faq.whatsapp.com/539178204879377).
"""

import re

from nucleo.texto.rico import Bloque, Tramo, a_texto

# Un signo escrito por la persona que la aplicación tomaría por el principio de un formato.
EMPIEZA = re.compile(r"(?<![^\W_])([*_~`])(?=[^\s*_~`])")
SIN_FORMATO = "\\1\u200b"  # el espacio de ancho cero lo separa de la palabra: se ve igual y no da formato


def texto_de_whatsapp(html: str) -> str:
    """Todo el texto de un cuerpo, listo para pegarse en un mensaje."""
    return a_texto(html, como=_bloque)


def sin_formato(texto: str) -> str:
    """El mismo texto con los signos que escribió la persona a la vista, sin que la aplicación los interprete."""
    return EMPIEZA.sub(SIN_FORMATO, texto)


def _bloque(bloque: Bloque) -> str:
    tramos = bloque.tramos
    if bloque.tipo == "subtitulo":
        tramos = (Tramo(bloque.texto.strip(), negrita=True),)
    textos = ["", *(tramo.texto for tramo in tramos), ""]
    vecinos = zip(tramos, textos, textos[2:], strict=False)
    return "".join(_tramo(tramo, antes[-1:], despues[:1]) for tramo, antes, despues in vecinos).strip()


def _tramo(tramo: Tramo, antes: str, despues: str) -> str:
    """Cada renglón con sus signos; el primero y el último miran qué tienen pegado."""
    renglones = tramo.texto.split("\n")
    orillas = [antes, *("" for _ in renglones[1:])], [*("" for _ in renglones[1:]), despues]
    escritos = [_renglon(tramo, renglon, a, d) for renglon, a, d in zip(renglones, *orillas, strict=True)]
    return "\n".join(escritos)


def _renglon(tramo: Tramo, renglon: str, antes: str, despues: str) -> str:
    nucleo = renglon.strip()
    if not nucleo:
        return renglon
    inicio = renglon[: len(renglon) - len(renglon.lstrip())]
    fin = renglon[len(renglon.rstrip()) :]
    signos = _signos(tramo)
    if (antes.isalnum() and not inicio) or (despues.isalnum() and not fin):
        signos = ""  # a media palabra los signos se verían
    dicho = sin_formato(nucleo)
    if tramo.enlace.startswith("http") and tramo.enlace not in renglon:
        fin = f" ({tramo.enlace}){fin}"
    return f"{inicio}{signos}{dicho}{signos[::-1]}{fin}"


def _signos(tramo: Tramo) -> str:
    return "*" * tramo.negrita + "_" * tramo.cursiva
