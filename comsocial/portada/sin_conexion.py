"""La página que se ve cuando no hay señal, y el trabajador de servicio que la enseña."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nucleo.permisos import sin_sesion

ESTILOS = ("tokens.css", "base.css", "oficina.css")


@require_GET
@sin_sesion()
def pagina(request: HttpRequest) -> HttpResponse:
    """Lleva su estilo adentro: sin señal no se puede pedir nada más."""
    estilo = "".join((settings.BASE_DIR / "static" / "css" / nombre).read_text() for nombre in ESTILOS)
    respuesta = render(request, "sin_conexion.html", {"estilo": estilo})
    respuesta["Cache-Control"] = "no-cache"
    return respuesta


@require_GET
@sin_sesion()
def trabajador(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El trabajador de servicio, con su alcance limitado a la oficina."""
    guion = (settings.BASE_DIR / "static" / "js" / "sin_conexion.js").read_text()
    respuesta = HttpResponse(guion, content_type="text/javascript; charset=utf-8")
    respuesta["Cache-Control"] = "no-cache"
    return respuesta
