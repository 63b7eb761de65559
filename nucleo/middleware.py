"""Dos reglas que valen para toda respuesta."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

registro = logging.getLogger(__name__)


def sin_base() -> HttpResponse:
    """La página de 503. Sin petición: el marco preguntaría otra vez a la base."""
    registro.exception("La base de datos no responde")
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = "30"
    return response


class SinCache:
    """Lo que responde Django no se guarda en ningún caché (reliability.md D4); el portal son archivos."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response


class BaseDeDatosAusente:
    """Si PostgreSQL no responde, una página amable con 503 en vez de un error interno."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002 - firma de Django
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        return sin_base()
