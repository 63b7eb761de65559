"""Con qué letras está escrita una página ajena: muchas dicen una codificación y usan otra.

El orden es el de los navegadores (https://html.spec.whatwg.org/#determining-the-character-encoding): la marca del
inicio, el encabezado, lo que diga la página, UTF-8 si es válida y, si no, la occidental. Lo que no es cierto se salta.
"""

import codecs
import re
from collections.abc import Iterator

OCCIDENTAL = "cp1252"  # lo que un navegador entiende por «iso-8859-1»
MARCAS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
EN_EL_ENCABEZADO = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
EN_LA_PAGINA = re.compile(r"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
DONDE_SE_DICE = 4096  # octetos; la norma mira 1024 y hay plantillas con más comentarios


def texto_de_la_pagina(octetos: bytes, tipo: str) -> str:
    """El HTML en letras, con `tipo` como vino en el encabezado. Nunca falla."""
    for codificacion in _candidatas(octetos, tipo):
        try:
            return octetos.decode(codificacion).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return octetos.decode(OCCIDENTAL, "replace").replace("\0", "")


def _candidatas(octetos: bytes, tipo: str) -> Iterator[str]:
    yield from (codificacion for marca, codificacion in MARCAS if octetos.startswith(marca))
    principio = octetos[:DONDE_SE_DICE].decode("latin-1")  # cada octeto es una letra: sirve para buscar ASCII
    for dicha in (EN_EL_ENCABEZADO.search(tipo), EN_LA_PAGINA.search(principio)):
        if dicha:
            yield _como_la_entiende_un_navegador(dicha[1])
    yield "utf-8"


def _como_la_entiende_un_navegador(nombre: str) -> str:
    try:
        propio = codecs.lookup(nombre).name
    except LookupError:
        return "utf-8"
    return OCCIDENTAL if propio in {"iso8859-1", "ascii"} else propio
