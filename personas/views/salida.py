"""Salir: en una computadora de todos no queda nada de lo privado en el navegador."""

from allauth.account.views import logout
from django.http import HttpRequest, HttpResponse

from nucleo.permisos import sin_sesion

LO_GUARDADO = '"cache"'


@sin_sesion()
def salir(request: HttpRequest) -> HttpResponse:
    """La salida de allauth, que además pide al navegador borrar lo que guardó: miniaturas y originales privados.

    https://www.w3.org/TR/clear-site-data/: sólo lo obedecen los navegadores con HTTPS (o en la propia máquina).
    """
    respuesta: HttpResponse = logout(request)
    if request.method == "POST":
        respuesta["Clear-Site-Data"] = LO_GUARDADO
    return respuesta
