"""Versiones: verlas, compararlas y volver a una anterior."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from boletines.consultas import boletines as consultas
from boletines.dominio.redaccion import borrador as redaccion
from boletines.dominio.redaccion.versiones import comparar
from boletines.estados import EDITABLES
from boletines.models import TextoGuardado
from boletines.views.comun import boletin_de, ejecutar_y_ver, pagina_del_boletin
from nucleo.pantallas.vistas import ejecutar
from nucleo.permisos import permiso
from personas.permisos import ESCRIBIR_BOLETINES, VER_BOLETINES


@require_GET
@permiso(VER_BOLETINES)
def versiones(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    todas = consultas.versiones_de(boletin)
    antes, despues = consultas.par_de_versiones(todas, request.GET.get("antes", ""), request.GET.get("despues", ""))
    contexto = {
        "boletin": boletin,
        "versiones": todas,
        "antes": antes,
        "despues": despues,
        "comparacion": comparar(antes, despues) if antes and despues else [],
        "apartados": consultas.apartados_de(boletin),
        "es_editable": boletin.estado in EDITABLES and request.user.puede(ESCRIBIR_BOLETINES),
    }
    return render(request, "boletines/versiones.html", contexto)


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def restaurar(request: HttpRequest, pk: int, numero: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    version = get_object_or_404(boletin.versiones, numero=min(numero, 2**31 - 1))
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: redaccion.restaurar_version(boletin, version=version, por=request.user, ahora=timezone.now()),
        f"El texto volvió a como estaba en la versión {numero}. Lo de en medio se conserva.",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def recuperar_apartado(request: HttpRequest, pk: int, apartado: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    texto = get_object_or_404(TextoGuardado, pk=min(apartado, 2**62), boletin=boletin, choco=True)
    resultado = ejecutar(
        request,
        lambda: redaccion.guardar_boletin(
            boletin, version=boletin.version, por=request.user, ahora=timezone.now(), **texto.contenido
        ),
        "Se recuperó el texto apartado, como una versión nueva.",
    )
    if resultado.negativa:
        return pagina_del_boletin(request, boletin_de(request, pk), impedidos=resultado.negativa.impedimentos)
    return redirect("boletines:versiones", pk)
