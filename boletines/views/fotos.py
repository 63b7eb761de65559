"""Elegir, ordenar y quitar fotos."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from boletines.consultas import boletines as consultas
from boletines.dominio import redaccion
from boletines.views.comun import acto, boletin_de
from nucleo.permisos import permiso
from personas.permisos import ESCRIBIR_BOLETINES


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def fotos(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    if request.method == "POST":
        elegidas = [int(v) for v in request.POST.getlist("foto") if v.isdecimal() and len(v) < 18]  # noqa: PLR2004 - cabe en bigint
        return acto(
            request,
            boletin,
            lambda: redaccion.elegir_fotos(boletin, evidencias=elegidas, por=request.user, ahora=timezone.now()),
            "Fotos elegidas.",
        )
    contexto = {
        "boletin": boletin,
        "candidatas": consultas.fotos_para_elegir(boletin, request.user),
        "elegidas": list(boletin.fotos.values_list("evidencia_id", flat=True)),
        "maximo": redaccion.FOTOS_MAXIMAS,
    }
    return render(request, "boletines/fotos.html", contexto)


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def mover_foto(request: HttpRequest, pk: int, evidencia: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    pasos = {"subir": -1, "bajar": 1}.get(request.POST.get("hacia", ""), 0)
    return acto(
        request,
        boletin,
        lambda: redaccion.mover_foto(boletin, evidencia=evidencia, pasos=pasos, por=request.user, ahora=timezone.now()),
        "",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def quitar_foto(request: HttpRequest, pk: int, evidencia: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return acto(
        request,
        boletin,
        lambda: redaccion.quitar_foto(boletin, evidencia=evidencia, por=request.user, ahora=timezone.now()),
        "Se quitó del boletín; sigue en la biblioteca.",
    )
