"""Elegir, ordenar y quitar fotos."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from boletines.consultas import boletines as consultas
from boletines.dominio.redaccion import borrador as redaccion
from boletines.views.comun import boletin_de, ejecutar_y_ver
from nucleo.pantallas.vistas import ejecutar, enteros_de, mostrar
from nucleo.permisos import permiso
from personas.permisos import ESCRIBIR_BOLETINES


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def fotos(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    elegidas, negativa = list(boletin.fotos.values_list("evidencia_id", flat=True)), None
    if request.method == "POST":
        elegidas = enteros_de(request.POST, "foto")
        resultado = ejecutar(
            request,
            lambda: redaccion.elegir_fotos(boletin, evidencias=elegidas, por=request.user, ahora=timezone.now()),
            "Fotos elegidas.",
        )
        if resultado:
            return redirect("boletines:ver", pk)
        negativa = resultado.negativa
    contexto = {
        "boletin": boletin,
        "candidatas": consultas.fotos_para_elegir(boletin, request.user),
        "elegidas": elegidas,
        "negativa": negativa,
        "maximo": redaccion.FOTOS_MAXIMAS,
    }
    return mostrar(request, "boletines/fotos.html", contexto, negativa)


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def mover_foto(request: HttpRequest, pk: int, evidencia: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    pasos = {"subir": -1, "bajar": 1}.get(request.POST.get("hacia", ""), 0)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: redaccion.mover_foto(boletin, evidencia=evidencia, pasos=pasos, por=request.user, ahora=timezone.now()),
        "",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def quitar_foto(request: HttpRequest, pk: int, evidencia: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: redaccion.quitar_foto(boletin, evidencia=evidencia, por=request.user, ahora=timezone.now()),
        "Se quitó del boletín; sigue en la biblioteca.",
    )
