"""Elegir los cortes de audio y video de un boletín."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boletines.consultas import boletines as consultas
from boletines.dominio.redaccion import cortes as dominio
from boletines.views.comun import boletin_de
from nucleo.pantallas.vistas import ejecutar, enteros_de, mostrar
from nucleo.permisos import permiso
from personas.permisos import ESCRIBIR_BOLETINES


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def cortes(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    elegidos, negativa = list(boletin.cortes.values_list("corte_id", flat=True)), None
    if request.method == "POST":
        elegidos = enteros_de(request.POST, "corte")
        resultado = ejecutar(
            request,
            lambda: dominio.elegir_cortes(boletin, cortes=elegidos, por=request.user, ahora=timezone.now()),
            "Cortes elegidos.",
        )
        if resultado:
            return redirect("boletines:ver", pk)
        negativa = resultado.negativa
    contexto = {
        "boletin": boletin,
        "candidatos": consultas.cortes_para_elegir(boletin, request.user),
        "elegidos": elegidos,
        "negativa": negativa,
        "maximo": dominio.CORTES_MAXIMOS,
    }
    return mostrar(request, "boletines/cortes.html", contexto, negativa)
