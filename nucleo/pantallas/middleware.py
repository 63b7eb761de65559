"""Reglas que valen para toda petición y toda respuesta."""

import logging
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.template.loader import render_to_string

from nucleo.dominio.choques import negativa_de_la_base
from nucleo.texto.controles import sin_controles

FORMULARIOS = {"application/x-www-form-urlencoded", "multipart/form-data"}
registro = logging.getLogger(__name__)


def de_la_base(error: BaseException | None) -> HttpResponse | None:
    """Lo que se contesta a un error de la base que ninguna vista convirtió en negativa.

    409 y su frase si alguien se adelantó o tiene tomado lo mismo; 503 si la base no responde; de lo demás, nada.
    """
    if isinstance(error, DatabaseError) and (negativa := negativa_de_la_base(error)):
        registro.warning("Dos a la vez: %s", error)
        return HttpResponse(render_to_string("409.html", {"frase": str(negativa)}), status=HTTPStatus.CONFLICT)
    if isinstance(error, OperationalError | InterfaceError):
        return _sin_base()
    return None


def _sin_base() -> HttpResponse:
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


class PaginaSinVista:
    """Quien abre o recarga la dirección de un botón ve una página que lo dice, no una hoja en blanco."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        en_blanco = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        if en_blanco and request.method == "GET" and request.accepts("text/html"):
            response.content = render_to_string("405.html")
        return response


class BaseDeDatosAusente:
    """Si PostgreSQL no responde o no deja, una página que lo dice en vez de un error interno."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002 - firma de Django
        return de_la_base(exception)
