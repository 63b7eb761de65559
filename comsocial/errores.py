"""Páginas de error en español: qué pasó, qué se conservó y qué hacer."""

import sys
import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from nucleo.pantallas.middleware import de_la_base
from portal.consultas.edicion import Edicion
from portal.dominio.pintado.marco import pintar


@login_not_required
def formulario_vencido(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - firma de Django
    return render(request, "formulario_vencido.html", status=403)


@login_not_required
def no_existe(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """La oficina y los enlaces personales tienen su página; lo demás es del portal, con su menú y su buscador."""
    if request.path.startswith(("/oficina/", "/acceso/", "/r/")):
        return render(request, "404.html", status=404)
    return HttpResponse(pintar("no_existe.html", Edicion.vigente(timezone.now())), status=404)


@login_not_required
def sin_permiso(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Si quien negó dijo por qué, se dice."""
    return render(request, "403.html", {"razon": str(exception)}, status=403)


@login_not_required
def fallo(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Sin contexto: si la base falló, pintar el marco volvería a fallar.

    Con sesión, la base se toca antes de llegar a la vista y `process_exception` no lo ve: aquí se contesta lo mismo.
    """
    if respuesta := de_la_base(sys.exception()):
        return respuesta
    return HttpResponse(render_to_string("500.html", {"folio": uuid.uuid4().hex[:8]}), status=500)
