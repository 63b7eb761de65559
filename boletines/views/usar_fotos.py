"""Usar en un boletín las fotos elegidas en la biblioteca."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agenda.models import Evento
from boletines.consultas import boletines as consultas
from boletines.dominio import usar_fotos as actos
from boletines.dominio.redaccion import FOTOS_MAXIMAS
from boletines.forms.boletin import ConFotosForm
from boletines.views.comun import boletin_de
from media_library.consultas.biblioteca import evento_para
from media_library.forms.seleccion import SeleccionForm
from media_library.models import Evidencia
from media_library.views.seleccion.lote import de_vuelta
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.permisos import permiso
from personas.permisos import ESCRIBIR_BOLETINES

NUEVO = "nuevo"
A_LA_VISTA = 30
LLAVE_MAXIMA = 18  # cifras: cabe en bigint


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def usar_fotos(request: HttpRequest) -> HttpResponse:
    """La pantalla de escoger boletín; con `boletin`, agrega las fotos."""
    datos = request.POST if request.method == "POST" else request.GET
    seleccion = SeleccionForm(datos, persona=request.user, muchas=FOTOS_MAXIMAS)
    if not seleccion.is_valid():
        frases = [str(frase) for errores in seleccion.errors.values() for frase in errores]
        messages.error(request, " ".join(frases) + f" Un boletín lleva hasta {FOTOS_MAXIMAS} fotos.")
        return de_vuelta(request)
    pks = seleccion.en_orden()
    if "boletin" not in request.POST:
        return _pantalla(request, pks)
    form = ConFotosForm(request.POST)
    try:
        usadas = _usar(request, pks, form)
    except NoSePuede as negativa:
        return _pantalla(request, pks, form, negativa.impedimentos)
    return _pantalla(request, pks, form) if usadas is None else _listo(request, usadas)


def _usar(request: HttpRequest, pks: list[int], form: ConFotosForm) -> actos.Usadas | None:
    """Las fotos ya puestas, o `None` si al boletín nuevo le falta su dependencia."""
    pedido, ahora = request.POST["boletin"], timezone.now()
    if pedido != NUEVO:
        if not pedido.isdecimal() or len(pedido) > LLAVE_MAXIMA:
            raise NoSePuede("Escoge un boletín de la lista.")
        boletin = boletin_de(request, int(pedido))
        return actos.agregar_fotos(boletin, evidencias=pks, por=request.user, ahora=ahora)
    evento = _evento_de(request, _elegidas(request, pks))
    if evento is None and not form.is_valid():
        return None
    return actos.empezar_con_fotos(
        evidencias=pks,
        dependencia=form.cleaned_data["dependencia"] if evento is None else None,
        evento=evento,
        por=request.user,
        ahora=ahora,
    )


def _elegidas(request: HttpRequest, pks: list[int]) -> list[Evidencia]:
    por_pk = Evidencia.objects.visibles_para(request.user).select_related("original", "dependencia").in_bulk(pks)
    return [por_pk[pk] for pk in pks if pk in por_pk]


def _evento_de(request: HttpRequest, elegidas: list[Evidencia]) -> Evento | None:
    """El evento de todas, si es el mismo y la persona puede verlo."""
    eventos = {e.evento_id for e in elegidas}
    return evento_para(str(eventos.pop() or ""), request.user) if len(eventos) == 1 else None


def _pantalla(
    request: HttpRequest, pks: list[int], form: ConFotosForm | None = None, impedidos: list[Impedimento] | None = None
) -> HttpResponse:
    elegidas = _elegidas(request, pks)
    dependencias = {e.dependencia_id for e in elegidas}
    suya = dependencias.pop() if len(dependencias) == 1 else request.user.dependencia_id
    con_errores = form is not None and form.is_bound and not impedidos
    boletines = list(consultas.en_trabajo(request.user)[: A_LA_VISTA + 1])
    contexto: dict[str, Any] = {
        "elegidas": elegidas,
        "reparto": actos.repartir(pks, por=request.user, ahora=timezone.now()),
        "boletines": boletines[:A_LA_VISTA],
        "hay_mas": len(boletines) > A_LA_VISTA,
        "form": form if con_errores else ConFotosForm(initial={"dependencia": suya}),
        "evento": _evento_de(request, elegidas),
        "impedidos": impedidos or [],
        "maximo": FOTOS_MAXIMAS,
        "volver": request.POST.get("volver", ""),
    }
    estado = 409 if impedidos else 422 if con_errores else 200
    return render(request, "boletines/usar_fotos.html", contexto, status=estado)


def _listo(request: HttpRequest, usadas: actos.Usadas) -> HttpResponse:
    reparto, boletin = usadas.reparto, usadas.boletin
    cuantas = len(reparto.entran)
    messages.success(request, f"Se {'agregó 1 foto' if cuantas == 1 else f'agregaron {cuantas} fotos'}.")
    if reparto.razones:
        messages.warning(request, "No se agregaron todas. " + " ".join(reparto.razones))
    if faltan := reparto.sin_describir:
        les = "A 1 foto le" if faltan == 1 else f"A {faltan} fotos les"
        messages.warning(request, f"{les} falta el texto alternativo: escríbelo antes de enviar a revisión.")
    return redirect("boletines:ver", boletin.pk)
