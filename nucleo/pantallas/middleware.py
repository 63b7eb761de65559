"""Reglas que valen para toda petición y toda respuesta."""

import logging
from collections.abc import Callable
from contextlib import suppress

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.template.loader import render_to_string

from nucleo.texto.controles import sin_controles

FORMULARIOS = {"application/x-www-form-urlencoded", "multipart/form-data"}
registro = logging.getLogger(__name__)


def sin_base() -> HttpResponse:
    """La página de 503. Sin petición: el marco preguntaría otra vez a la base."""
    registro.exception("La base de datos no responde")
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = "30"
    return response


class TextoLimpio:
    """La única puerta por donde entra lo escrito: un formulario o un guardado automático llega sin controles.

    Las contraseñas pasan como son. Un archivo que se sube no se toca.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Antes de la vista y después de la CSRF, que ya leyó el formulario: no cuesta leerlo otra vez."""
        request.GET = _limpios(request.GET)
        if request.method == "POST" and request.content_type in FORMULARIOS:
            with suppress(UnreadablePostError):  # se cortó a media subida: la vista lo sabrá al leerlo
                request.POST = _limpios(request.POST)  # type: ignore[assignment] # Django lo deja cambiar


def _limpios(leidos: QueryDict) -> QueryDict:
    """Los mismos campos limpios; si nada cambia, los mismos."""
    campos = [
        (clave, valores if "password" in clave else [sin_controles(v) for v in valores])
        for clave, valores in leidos.lists()
    ]
    if campos == list(leidos.lists()):
        return leidos
    limpios = QueryDict(mutable=True, encoding=leidos.encoding)
    for clave, valores in campos:
        limpios.setlist(clave, valores)
    limpios._mutable = False  # noqa: SLF001 - como lo entrega Django
    return limpios


class SinCache:
    """Lo que responde Django no se guarda en ningún caché (docs/fiabilidad.md, «La base»); el portal son archivos."""

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
