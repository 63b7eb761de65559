"""El calendario de la oficina: sus días inhábiles y los periodos de suspensión."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from nucleo.permisos import permiso
from personas.dominio import oficina as de_la_oficina
from personas.forms.ajustes import DiaForm
from personas.models import DiaInhabil
from personas.permisos import AJUSTAR_OFICINA, VER_BOLETINES
from personas.views.ajustes import leer_o_escribir
from personas.views.oficina import guarda, hace
from suspension.dominio import periodos as dominio
from suspension.forms.periodos import PeriodoForm
from suspension.models import PeriodoSuspension


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def calendario(request: HttpRequest) -> HttpResponse:
    es_periodo = "tipo" in request.POST
    dia = DiaForm(request.POST if request.method == "POST" and not es_periodo else None, prefix="dia")
    periodo = PeriodoForm(request.POST if es_periodo else None)
    if request.method == "POST" and guarda(periodo if es_periodo else dia, lambda: _apuntar(request, dia, periodo)):
        if es_periodo and request.user.puede(VER_BOLETINES):
            messages.success(request, "Periodo agregado. Esto oculta el que corre o, si ninguno corre, el más próximo.")
            return redirect("boletines:suspension")
        messages.success(request, "Periodo agregado." if es_periodo else "Día inhábil agregado.")
        return redirect("suspension:calendario")
    contexto = {
        "dia": dia, "periodo": periodo, "dias": DiaInhabil.objects.order_by("-fecha"), "ahora": timezone.now(),
        "periodos": PeriodoSuspension.objects.all(),
    }  # fmt: skip
    return render(request, "suspension/calendario.html", contexto, status=422 if dia.errors or periodo.errors else 200)


def _apuntar(request: HttpRequest, dia: DiaForm, periodo: PeriodoForm) -> None:
    ahora = timezone.now()
    if periodo.is_bound:
        dominio.agregar_periodo(periodo.instance, por=request.user, ahora=ahora)
    else:
        de_la_oficina.agregar_dia_inhabil(**dia.cleaned_data, por=request.user, ahora=ahora)


@require_POST
@permiso(AJUSTAR_OFICINA)
def quitar_dia(request: HttpRequest, pk: int) -> HttpResponse:
    dia = get_object_or_404(DiaInhabil, pk=pk)
    hace(
        request,
        lambda: de_la_oficina.quitar_dia_inhabil(dia, por=request.user, ahora=timezone.now()),
        "Día quitado.",
    )
    return redirect("suspension:calendario")


@require_POST
@permiso(AJUSTAR_OFICINA)
def terminar_periodo(request: HttpRequest, pk: int) -> HttpResponse:
    periodo = get_object_or_404(PeriodoSuspension, pk=pk)
    hace(
        request,
        lambda: dominio.terminar_periodo(periodo, por=request.user, ahora=timezone.now()),
        "El periodo ya no corre.",
    )
    return redirect("suspension:calendario")
