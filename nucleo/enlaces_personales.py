"""Páginas que se abren con un secreto en la dirección: ni se indexan, ni cuentan de dónde viene quien las abre."""

from typing import TypeVar

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

FALLOS_POR_MINUTO = 20
# Ningún Referer lleva la dirección, ni hacia fuera ni hacia nuestros propios registros. «no-referrer» cuidaría lo
# mismo, pero hace que el navegador mande `Origin: null` con los formularios (Fetch, «append a request Origin header»)
# y Django los rechaza: con él nadie podía estrenar su cuenta.
POLITICA = "strict-origin"
Respuesta = TypeVar("Respuesta", bound=HttpResponseBase)


def sin_huella(respuesta: Respuesta) -> Respuesta:
    """La dirección lleva el secreto: que no salga en el encabezado Referer ni la guarde un buscador.

    `nucleo.permisos.sin_sesion(token=True)` la pone a todo lo que contesta una vista de esas; a mano, sólo quien
    enseña un enlace recién hecho.
    """
    respuesta["Referrer-Policy"] = POLITICA
    respuesta["X-Robots-Tag"] = "noindex"
    return respuesta


def no_vale(request: HttpRequest, plantilla: str) -> HttpResponse:
    """La misma página para un enlace desconocido, vencido o retirado; a los veinte en un minuto, 429."""
    clave = f"respuesta-fallos:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(clave, 0, timeout=60)
    demasiados = cache.incr(clave) > FALLOS_POR_MINUTO
    return render(request, plantilla, status=429 if demasiados else 404)
