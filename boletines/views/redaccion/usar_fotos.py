"""Usar en un boletín las fotos elegidas en la biblioteca."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agenda.models import Evento
from boletines.consultas import boletines as consultas
from boletines.dominio.redaccion import usar_fotos as actos
from boletines.dominio.redaccion.borrador import FOTOS_MAXIMAS
from boletines.forms.boletin import ConFotosForm
from boletines.views.comun import boletin_de
from media_library.consultas.biblioteca import evento_para
from media_library.forms.seleccion import SeleccionForm
from media_library.models import Evidencia
from media_library.views.seleccion.lote import de_vuelta
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar, entero_de, enviado, frases_de, mostrar
from nucleo.permisos import permiso
from nucleo.texto.formato import plural
from personas.permisos import ESCRIBIR_BOLETINES

NUEVO = "nuevo"
A_LA_VISTA = 30


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def usar_fotos(request: HttpRequest) -> HttpResponse:
    """La pantalla de escoger boletín; con `boletin`, agrega las fotos."""
    seleccion = SeleccionForm(enviado(request) or request.GET, persona=request.user, muchas=FOTOS_MAXIMAS)
    if not seleccion.is_valid():
        frases = frases_de(seleccion)
        messages.error(request, " ".join(frases) + f" Un boletín lleva hasta {FOTOS_MAXIMAS} fotos.")
        return de_vuelta(request)
    pks = seleccion.en_orden()
    if "boletin" not in request.POST:
        return _pantalla(request, pks)
    form = ConFotosForm(request.POST)
    resultado = ejecutar(request, lambda: _usar(request, pks, form))
    if resultado.negativa:
        return _pantalla(request, pks, form, resultado.negativa)
    if resultado.valor is None:
        return _pantalla(request, pks, form)
    return _listo(request, resultado.valor)


def _usar(request: HttpRequest, pks: list[int], form: ConFotosForm) -> actos.Usadas | None:
    """Las fotos ya puestas, o `None` si al boletín nuevo le falta su dependencia."""
    ahora = timezone.now()
    if request.POST["boletin"] != NUEVO:
        pk = entero_de(request.POST, "boletin")
        if pk is None:
            raise NoSePuede("Escoge un boletín de la lista.")
        boletin = boletin_de(request, pk)
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
    if len(eventos) != 1:
        return None
    return evento_para(str(eventos.pop() or ""), request.user)


def _pantalla(
    request: HttpRequest, pks: list[int], form: ConFotosForm | None = None, negativa: NoSePuede | None = None
) -> HttpResponse:
    elegidas = _elegidas(request, pks)
    dependencias = {e.dependencia_id for e in elegidas}
    suya = request.user.dependencia_id
    if len(dependencias) == 1:
        suya = dependencias.pop()
    if form is None or negativa:
        form = ConFotosForm(initial={"dependencia": suya})
    boletines = list(consultas.en_trabajo(request.user)[: A_LA_VISTA + 1])
    contexto: dict[str, Any] = {
        "elegidas": elegidas,
        "reparto": actos.repartir(pks, por=request.user, ahora=timezone.now()),
        "boletines": boletines[:A_LA_VISTA],
        "hay_mas": len(boletines) > A_LA_VISTA,
        "form": form,
        "evento": _evento_de(request, elegidas),
        "impedidos": negativa.impedimentos if negativa else [],
        "maximo": FOTOS_MAXIMAS,
        "volver": request.POST.get("volver", ""),
    }
    return mostrar(request, "boletines/usar_fotos.html", contexto, negativa)


def _listo(request: HttpRequest, usadas: actos.Usadas) -> HttpResponse:
    reparto, boletin = usadas.reparto, usadas.boletin
    cuantas = len(reparto.entran)
    messages.success(request, plural(cuantas, "Se agregó 1 foto.", "Se agregaron {} fotos."))
    if reparto.razones:
        messages.warning(request, "No se agregaron todas. " + " ".join(reparto.razones))
    if faltan := reparto.sin_describir:
        les = plural(faltan, "A 1 foto le", "A {} fotos les")
        messages.warning(request, f"{les} falta el texto alternativo: escríbelo antes de enviar a revisión.")
    return redirect("boletines:ver", boletin.pk)
