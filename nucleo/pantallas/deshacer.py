"""Avisos que se pueden deshacer: se hace sin preguntar y el aviso trae el botón que lo regresa."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import HttpRequest

MARCA = "deshacer:"


def avisar_con_deshacer(request: HttpRequest, frase: str, url: str, **datos: str) -> None:
    """El aviso de éxito con un botón que manda `datos` por POST a `url`."""
    messages.success(request, frase, extra_tags=f"{MARCA}{url}?{urlencode(datos)}")


def leer_deshacer(etiquetas: str) -> tuple[str, list[tuple[str, str]]] | None:
    """(dirección, datos) del botón de un aviso, o nada si no se puede deshacer."""
    if not etiquetas or not etiquetas.startswith(MARCA):
        return None
    url, _, datos = etiquetas.removeprefix(MARCA).partition("?")
    return url, parse_qsl(datos)
