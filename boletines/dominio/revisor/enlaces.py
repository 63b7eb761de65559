"""Enlaces que no van a servir a quien lee: rotos, de la oficina o sin cifrar."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from boletines.dominio.revisor.texto import CONVIENE, DATO, Aviso, Texto

PROPIO = re.compile(r"^/boletines/(\d{4})/([-\w]+)/?$")
SE_VE = Callable[[int, str], bool]
# «obra.Se»: a un punto le faltó su espacio y lo que sigue pareció un dominio.
SIN_ESPACIO = re.compile(r"^\w+\.[A-ZÁÉÍÓÚÑ]?[a-záéíóúñ]{1,15}$")


def revisar_enlaces(texto: Texto, *, sitio: str, es_publico: SE_VE) -> Iterator[Aviso]:
    """Cada enlace una vez. `es_publico(ejercicio, slug)` dice si ese boletín está en el portal."""
    propio = urlsplit(sitio).netloc
    tramos = {t.enlace: t.texto for b in texto.bloques for t in b.tramos if t.enlace}
    for enlace, dicho in tramos.items():
        if SIN_ESPACIO.match(dicho) and enlace.partition("://")[2].strip("/").lower() == dicho.lower():
            yield Aviso(CONVIENE, f"«{dicho}» quedó como enlace y quizá sólo le falta un espacio.", "cuerpo", dicho)
            continue
        try:
            partes = urlsplit(enlace)
        except ValueError:  # «https://[»
            yield Aviso(CONVIENE, f"El enlace de «{dicho}» está mal escrito.", "cuerpo", dicho)
            continue
        if partes.scheme not in {"http", "https"}:
            continue
        if partes.netloc == propio:
            yield from _propio(partes.path, dicho, es_publico)
        elif partes.scheme == "http":
            yield Aviso(DATO, f"El enlace de «{dicho}» no va cifrado (http).", "cuerpo", dicho)


def _propio(camino: str, dicho: str, es_publico: SE_VE) -> Iterator[Aviso]:
    if camino.startswith(("/oficina/", "/acceso/")):
        yield Aviso(
            CONVIENE, f"El enlace de «{dicho}» pide cuenta de la oficina: el público no podrá abrirlo.", "cuerpo", dicho
        )
    elif (hallado := PROPIO.match(camino)) and not es_publico(int(hallado[1]), hallado[2]):
        yield Aviso(CONVIENE, f"El enlace de «{dicho}» lleva a un boletín que no está en el portal.", "cuerpo", dicho)
