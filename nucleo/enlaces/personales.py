"""Los enlaces que se abren con un secreto en la dirección: del secreto a la página de «ya no vale».

El secreto sólo lo tiene quien recibe el enlace; la base guarda su huella. Sus páginas ni se indexan ni cuentan de dónde
viene quien las abre.
"""

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from nucleo.enlaces.conexion import conexion_de

FALLOS_POR_MINUTO = 20
OCTETOS = 24  # 192 bits: no se adivina
# Ningún Referer lleva la dirección, ni hacia fuera ni hacia nuestros propios registros. «no-referrer» cuidaría lo
# mismo, pero hace que el navegador mande `Origin: null` con los formularios (Fetch, «append a request Origin header»)
# y Django los rechaza: con él nadie podía estrenar su cuenta.
POLITICA = "strict-origin"
Respuesta = TypeVar("Respuesta", bound=HttpResponseBase)
Cosa = TypeVar("Cosa")


class EnlaceQueNoVale(Exception):  # noqa: N818 - las excepciones son frases
    """El enlace es desconocido, venció o se retiró; lleva la plantilla que lo dice."""

    def __init__(self, plantilla: str) -> None:
        self.plantilla = plantilla
        super().__init__(plantilla)


def nuevo_token() -> str:
    """El secreto de un enlace: se entrega una vez y no se guarda."""
    return secrets.token_urlsafe(OCTETOS)


def huella_del_token(token: str) -> str:
    """Lo que se guarda y se busca: del enlace sólo queda su SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def direccion_personal(ruta: str, token: str) -> str:
    """La dirección completa del enlace, para un correo o un código QR."""
    return settings.BASE_URL + reverse(ruta, args=[token])


def abrir_enlace(buscar: Callable[[str, datetime], Cosa | None], token: str, *, si_no: str) -> Cosa:
    """Lo que abre el enlace ahora. Si no abre nada, la respuesta es la página `si_no`, como un 404.

    Sólo en una vista con `nucleo.permisos.sin_sesion(token=True)`, que contesta esa página.
    """
    cosa = buscar(token, timezone.now())
    if cosa is None:
        raise EnlaceQueNoVale(si_no)
    return cosa


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
    clave = f"respuesta-fallos:{conexion_de(request)}"
    cache.add(clave, 0, timeout=60)
    demasiados = False
    with suppress(ValueError):  # la cuenta venció entre una orden y la otra: se empieza de nuevo
        demasiados = cache.incr(clave) > FALLOS_POR_MINUTO
    return render(request, plantilla, status=429 if demasiados else 404)
