"""La pantalla de subir cuando no hay señal y lo que llega por Compartir."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nucleo.permisos import permiso, sin_sesion
from personas.permisos import SUBIR_EVIDENCIA


@require_safe
@sin_sesion()
def sin_senal(request: HttpRequest) -> HttpResponse:
    respuesta = render(request, "media_library/subir_sin_senal.html")
    respuesta["Cache-Control"] = "no-cache"
    return respuesta


@csrf_exempt  # no hace nada: lo compartido lo guarda el trabajador de servicio antes de llegar aquí
@require_http_methods(["GET", "POST"])
@permiso(SUBIR_EVIDENCIA)
def compartir(request: HttpRequest) -> HttpResponse:
    messages.error(request, "No se pudo recibir lo compartido. Elige los archivos aquí.")
    return redirect("media_library:subir")
