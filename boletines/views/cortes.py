"""Elegir los cortes de audio y video de un boletín."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boletines.consultas import boletines as consultas
from boletines.dominio import cortes as dominio
from boletines.views.comun import acto, boletin_de
from nucleo.permisos import permiso
from personas.permisos import ESCRIBIR_BOLETINES


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def cortes(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    if request.method == "POST":
        elegidos = [int(v) for v in request.POST.getlist("corte") if v.isdecimal() and len(v) < 18]  # noqa: PLR2004 - cabe en bigint
        return acto(
            request,
            boletin,
            lambda: dominio.elegir_cortes(boletin, cortes=elegidos, por=request.user, ahora=timezone.now()),
            "Cortes elegidos.",
        )
    contexto = {
        "boletin": boletin,
        "candidatos": consultas.cortes_para_elegir(boletin, request.user),
        "elegidos": list(boletin.cortes.values_list("corte_id", flat=True)),
        "maximo": dominio.CORTES_MAXIMOS,
    }
    return render(request, "boletines/cortes.html", contexto)
