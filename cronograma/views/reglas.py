"""«Qué cuenta y qué no»: las reglas con sus versiones, y cambiarlas desde un mes abierto."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cronograma.consultas.meses import mes_de
from cronograma.consultas.reglas import todas_las_versiones
from cronograma.dominio.reglas import cambiar_regla, todo_lo_que_cuenta
from cronograma.estados import Regla
from cronograma.forms import ReglaForm
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import Resultado, ejecutar, es_la_pagina, mostrar
from nucleo.permisos import permiso
from personas.permisos import PLANEAR, VER_CRONOGRAMA


@require_GET
@permiso(VER_CRONOGRAMA)
def reglas(request: HttpRequest) -> HttpResponse:
    return _pagina(request)


def _pagina(request: HttpRequest, *, form: ReglaForm | None = None, negativa: NoSePuede | None = None) -> HttpResponse:
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
        "negativa": negativa,
    }
    return mostrar(request, "cronograma/reglas.html", contexto, negativa)


@require_POST
@permiso(PLANEAR)
def cambiar(request: HttpRequest, regla: str) -> HttpResponse:
    if regla not in Regla.values:
        raise Http404
    form = ReglaForm(request.POST, regla=regla)

    def acto() -> object:
        datos = dict(form.cleaned_data)
        desde, motivo = datos.pop("desde"), datos.pop("motivo")
        return cambiar_regla(
            regla, parametros=datos, desde=desde, motivo=motivo, por=request.user, ahora=timezone.now()
        )

    resultado: Resultado = ejecutar(request, acto, "Regla cambiada. La versión anterior queda a la vista.", form=form)
    if not resultado:
        es_la_pagina(request, reverse("cronograma:reglas"))
        return _pagina(request, form=form)
    return redirect("cronograma:reglas")
