"""Escoger las fotos de un evento."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agenda.models import Evento
from media_library.consultas import biblioteca as consultas
from media_library.consultas import cuadricula
from media_library.dominio.seleccion.elegir import Cuenta, agrupar, contar, decidir, pistas_de
from media_library.estados import Clase, Rol, Veredicto
from media_library.models import Evidencia
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar
from nucleo.permisos import permiso
from personas.permisos import EDITAR_EVIDENCIA

FOTOS_MAXIMAS = 1000
META = 5


def _fotos(request: HttpRequest, evento: Evento | None) -> list[Evidencia]:
    vivas = Evidencia.objects.visibles_para(request.user).vivas().filter(evento=evento).de_clase(Clase.FOTO)
    return list(
        cuadricula.con_miniaturas(vivas).select_related("eleccion").order_by("capturada_en", "pk")[:FOTOS_MAXIMAS]
    )


def _de_mas(cuenta: Cuenta) -> str:
    """La frase que avisa cuando se eligieron de más; se puede seguir."""
    sobran = cuenta.elegidas - META
    if sobran < 1:
        return ""
    return f"{sobran} de más: al boletín pasan primero las que tienen papel."


@require_GET
@permiso(EDITAR_EVIDENCIA)
def elegir(request: HttpRequest) -> HttpResponse:
    evento = consultas.evento_para(request.GET.get("evento", ""), request.user)
    if evento is None:
        raise Http404("Ese evento no existe.")
    fotos = _fotos(request, evento)
    grupos = [
        [(tarjeta, pistas_de(tarjeta.evidencia)) for tarjeta in cuadricula.tarjetas(grupo)] for grupo in agrupar(fotos)
    ]
    cuenta = contar(fotos)
    contexto = {
        "evento": evento,
        "grupos": grupos,
        "cuenta": cuenta,
        "meta": META,
        "de_mas": _de_mas(cuenta),
        "veredictos": Veredicto.choices,
        "roles": Rol.choices,
    }
    return render(request, "media_library/elegir.html", contexto)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def veredicto(request: HttpRequest, pk: int) -> HttpResponse:
    visibles = Evidencia.objects.visibles_para(request.user).vivas()
    evidencia = get_object_or_404(visibles.select_related("original"), pk=pk)
    suelto = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    resultado = ejecutar(
        request,
        lambda: decidir(
            evidencia,
            veredicto=request.POST.get("veredicto", ""),
            rol=request.POST.get("rol", ""),
            por=request.user,
            ahora=timezone.now(),
        ),
    )
    if suelto and resultado.negativa:
        return JsonResponse({"frase": str(resultado.negativa)}, status=422)
    regreso = f"{reverse('media_library:elegir')}?evento={evidencia.evento_id or ''}#foto-{pk}"
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, regreso)
    if suelto:
        eleccion = resultado.valor
        cuenta = contar(_fotos(request, evidencia.evento))
        dicho = {"veredicto": eleccion.veredicto if eleccion else "", "rol": eleccion.rol if eleccion else ""}
        return JsonResponse(dicho | {"elegidas": cuenta.elegidas, "faltan": cuenta.faltan, "de_mas": _de_mas(cuenta)})
    return redirect(regreso)
