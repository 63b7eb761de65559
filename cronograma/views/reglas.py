"""«Qué cuenta y qué no»: las reglas con sus versiones, y cambiarlas desde un mes abierto."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cronograma.consultas.comparar import ComparacionDeRegla
from cronograma.consultas.meses import mes_de
from cronograma.consultas.reglas import todas_las_versiones
from cronograma.dominio.reglas import cambiar_regla, comparar_cambio, todo_lo_que_cuenta
from cronograma.estados import Regla
from cronograma.forms import ReglaForm
from nucleo.pantallas.vistas import ejecutar, es_la_pagina, mostrar, texto_de
from nucleo.permisos import permiso
from personas.permisos import PLANEAR, VER_CRONOGRAMA


@require_GET
@permiso(VER_CRONOGRAMA)
def reglas(request: HttpRequest) -> HttpResponse:
    return _pagina(request)


def _pagina(
    request: HttpRequest, *, form: ReglaForm | None = None, comparacion: ComparacionDeRegla | None = None
) -> HttpResponse:
    hoy = mes_de(timezone.now())
    dichas = todo_lo_que_cuenta(hoy)
    formas = {d.regla: ReglaForm(regla=d.regla, initial={**d.parametros, "desde": date(*hoy, 1)}) for d in dichas}
    if form is not None:
        formas[form.regla] = form
    contexto = {
        "dichas": [(d, formas[d.regla]) for d in dichas],
        "versiones": todas_las_versiones()[::-1],
        "puede_planear": request.user.puede(PLANEAR),
        "form": form,
        "comparacion": comparacion,
    }
    return mostrar(request, "cronograma/reglas.html", contexto)


@require_POST
@permiso(PLANEAR)
def cambiar(request: HttpRequest, regla: str) -> HttpResponse:
    """Primero se ve cuánto contaba y cuánto contaría; se guarda lo que se vio."""
    if regla not in Regla.values:
        raise Http404
    form = ReglaForm(request.POST, regla=regla)
    if "guardar" in request.POST and ejecutar(
        request, lambda: _guardar(request, form), "Regla cambiada. La versión anterior queda a la vista.", form=form
    ):
        return redirect("cronograma:reglas")
    es_la_pagina(request, reverse("cronograma:reglas"))
    vista = ReglaForm(request.POST, regla=regla)  # sin la negativa: la comparación se enseña aunque guardar no se pudo
    comparacion = ejecutar(request, lambda: _comparar(request, vista), form=vista).valor
    return _pagina(request, form=form if form.errors else vista, comparacion=comparacion)


def _comparar(request: HttpRequest, form: ReglaForm) -> ComparacionDeRegla:
    desde, _, parametros = _partes(form)
    return comparar_cambio(form.regla, parametros=parametros, desde=desde, por=request.user, ahora=timezone.now())


def _guardar(request: HttpRequest, form: ReglaForm) -> object:
    desde, motivo, parametros = _partes(form)
    visto = texto_de(request.POST, "visto", largo=64)
    return cambiar_regla(
        form.regla,
        parametros=parametros,
        desde=desde,
        motivo=motivo,
        visto=visto,
        por=request.user,
        ahora=timezone.now(),
    )


def _partes(form: ReglaForm) -> tuple[date, str, dict[str, Any]]:
    datos = dict(form.cleaned_data)
    return datos.pop("desde"), datos.pop("motivo"), datos
