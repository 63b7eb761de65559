"""El plan del año: umbrales y plazo, sus actividades, y llevarlo al año que sigue."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cronograma.consultas.cuenta import ejercicios
from cronograma.dominio.plan import actividades as acto
from cronograma.dominio.tabla import plan_de
from cronograma.forms import ActividadForm, PlanForm
from cronograma.models import Actividad
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import Escrito, ejecutar, ejecutar_y_volver, enviado, es_la_pagina, mostrar, texto_de
from nucleo.permisos import permiso
from personas.permisos import PLANEAR


@require_http_methods(["GET", "POST"])
@permiso(PLANEAR)
def plan(request: HttpRequest, ejercicio: int) -> HttpResponse:
    if ejercicio not in ejercicios():
        raise Http404
    form = PlanForm(enviado(request), instance=plan_de(ejercicio))
    if form.is_bound and ejecutar(
        request,
        lambda: acto.guardar_plan(ejercicio, datos=form.cleaned_data, por=request.user, ahora=timezone.now()),
        "Plan guardado.",
        form=form,
    ):
        return redirect("cronograma:plan", ejercicio)
    contexto = {
        "form": form,
        "ejercicio": ejercicio,
        "actividades": Actividad.objects.filter(ejercicio=ejercicio),
        "el_que_sigue": ejercicio + 1 if ejercicio + 1 not in ejercicios() else None,
    }
    return mostrar(request, "cronograma/plan.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(PLANEAR)
def nueva(request: HttpRequest, ejercicio: int) -> HttpResponse:
    if ejercicio not in ejercicios():
        raise Http404
    form = ActividadForm(enviado(request))
    if form.is_bound and ejecutar(
        request,
        lambda: acto.agregar_actividad(ejercicio, datos=form.cleaned_data, por=request.user, ahora=timezone.now()),
        "Actividad agregada. Programa sus meses en la tabla.",
        form=form,
    ):
        return redirect("cronograma:plan", ejercicio)
    return mostrar(request, "cronograma/actividad.html", {"form": form, "ejercicio": ejercicio, "actividad": None})


@require_http_methods(["GET", "POST"])
@permiso(PLANEAR)
def actividad(request: HttpRequest, pk: int) -> HttpResponse:
    la_que_es = get_object_or_404(Actividad, pk=pk)
    form = ActividadForm(enviado(request), instance=la_que_es)
    if form.is_bound and ejecutar(
        request,
        lambda: acto.cambiar_actividad(la_que_es, datos=form.cleaned_data, por=request.user, ahora=timezone.now()),
        "Actividad guardada.",
        form=form,
    ):
        return redirect("cronograma:plan", la_que_es.ejercicio)
    return _pagina_de_actividad(request, la_que_es, form)


def _pagina_de_actividad(
    request: HttpRequest, la_que_es: Actividad, form: ActividadForm, negativa: NoSePuede | None = None
) -> HttpResponse:
    contexto = {
        "form": form,
        "ejercicio": la_que_es.ejercicio,
        "actividad": la_que_es,
        "negativa": negativa,
        "escrito": Escrito("retirar", texto_de(request.POST, "motivo") if negativa else ""),
    }
    return mostrar(request, "cronograma/actividad.html", contexto, negativa)


@require_POST
@permiso(PLANEAR)
def mover(request: HttpRequest, pk: int) -> HttpResponse:
    la_que_es = get_object_or_404(Actividad, pk=pk)
    hacia = "arriba" if "arriba" in request.POST else "abajo"
    movida = acto.mover_actividad(la_que_es, hacia=hacia, por=request.user, ahora=timezone.now())
    messages.success(request, f"«{movida.nombre_corto}» ahora es la {movida.numero}.")
    return redirect(reverse("cronograma:plan", args=[la_que_es.ejercicio]) + f"#actividad-{pk}")


@require_POST
@permiso(PLANEAR)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    la_que_es = get_object_or_404(Actividad, pk=pk)
    resultado = ejecutar(
        request,
        lambda: acto.retirar_actividad(
            la_que_es, motivo=texto_de(request.POST, "motivo"), por=request.user, ahora=timezone.now()
        ),
        "Actividad retirada. Lo cerrado se queda como se firmó.",
    )
    if resultado.negativa:
        es_la_pagina(request, reverse("cronograma:actividad", args=[pk]))
        return _pagina_de_actividad(request, la_que_es, ActividadForm(instance=la_que_es), resultado.negativa)
    return redirect("cronograma:plan", la_que_es.ejercicio)


@require_POST
@permiso(PLANEAR)
def copiar(request: HttpRequest, ejercicio: int) -> HttpResponse:
    return ejecutar_y_volver(
        request,
        lambda: acto.copiar_plan(de=ejercicio, a=ejercicio + 1, por=request.user, ahora=timezone.now()),
        f"Plan de {ejercicio + 1} listo. Ajusta lo que cambie.",
        "cronograma:plan",
        ejercicio,
    )
