"""Avisos: lo que espera una decisión; y la ayuda, siempre en el mismo lugar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cadena.views.hoy import pendientes_de
from difusion.models import Envio
from nucleo.permisos import permiso, si_puede
from personas.permisos import DECIDIR_SALIDAS


@require_GET
@permiso()
def avisos(request: HttpRequest) -> HttpResponse:
    dudosos = si_puede(request.user, DECIDIR_SALIDAS, Envio.objects.por_decidir, si_no=[])[:20]
    pendientes = pendientes_de(request.user, timezone.now())
    contexto = {"pendientes": pendientes, "cuantos_pendientes": len(pendientes), "dudosos": list(dudosos)}
    return render(request, "cadena/avisos.html", contexto)


@require_GET
@permiso()
def campana(request: HttpRequest) -> HttpResponse:
    """La campana sola, con el mismo número que dicen «Hoy» y Avisos."""
    cuantos = len(pendientes_de(request.user, timezone.now()))
    return render(request, "oficina/_campana.html", {"cuantos_pendientes": cuantos})


@require_GET
@permiso()
def ayuda(request: HttpRequest) -> HttpResponse:
    return render(request, "cadena/ayuda.html")
