"""Páginas que se abren con un secreto en la dirección: ni se indexan, ni cuentan de dónde viene quien las abre."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FALLOS_POR_MINUTO = 20


def sin_huella(respuesta: HttpResponse) -> HttpResponse:
    """La dirección lleva el secreto: que no salga en el encabezado Referer ni la guarde un buscador."""
    respuesta["Referrer-Policy"] = "no-referrer"
    respuesta["X-Robots-Tag"] = "noindex"
    return respuesta


def no_vale(request: HttpRequest, plantilla: str) -> HttpResponse:
    """La misma página para un enlace desconocido, vencido o retirado; a los veinte en un minuto, 429."""
    clave = f"respuesta-fallos:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(clave, 0, timeout=60)
    demasiados = cache.incr(clave) > FALLOS_POR_MINUTO
    return sin_huella(render(request, plantilla, status=429 if demasiados else 404))
