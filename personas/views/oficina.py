"""Ajustes de la oficina: identidad, días inhábiles y periodos de suspensión."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from nucleo.volver import volver_a
from personas.dominio import oficina as de_la_oficina
from personas.forms.ajustes import DiaForm, OficinaForm, PeriodoForm, mostrar_negativa
from personas.models import DiaInhabil, Oficina, PeriodoSuspension
from personas.permisos import AJUSTAR_OFICINA, VER_BOLETINES
from personas.views.ajustes import leer_o_escribir


def guarda(form: BaseForm, acto: Callable[[], object]) -> bool:
    """Corre el acto si el formulario vale; las negativas quedan en el formulario."""
    if not form.is_valid():
        return False
    try:
        acto()
    except NoSePuede as error:
        mostrar_negativa(form, error)
        return False
    return True


def hace(request: HttpRequest, acto: Callable[[], object], exito: str) -> None:
    try:
        acto()
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, exito)


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def oficina(request: HttpRequest) -> HttpResponse:
    form = OficinaForm(request.POST or None, request.FILES or None, instance=Oficina.objects.actual())
    ahora = timezone.now()
    if request.method == "POST" and guarda(
        form, lambda: de_la_oficina.guardar_oficina(datos=form.cleaned_data, por=request.user, ahora=ahora)
    ):
        messages.success(request, "Los datos de la oficina quedaron guardados.")
        return redirect(volver_a(request, si_no=reverse("personas:oficina")))
    contexto = {"form": form, "actual": Oficina.objects.actual(), "volver": volver_a(request, si_no="")}
    return render(request, "personas/oficina.html", contexto, status=422 if form.errors else 200)


@require_GET
@permiso()
def imagen(request: HttpRequest, cual: str) -> HttpResponse:  # noqa: ARG001 - firma de Django
    guardada = getattr(Oficina.objects.actual(), cual, None) if cual in de_la_oficina.IMAGENES else None
    if not guardada or not guardada.storage.exists(guardada.name):
        raise Http404
    return FileResponse(guardada.open("rb"), content_type="image/png")


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
        return redirect("personas:calendario")
    contexto = {
        "dia": dia, "periodo": periodo, "dias": DiaInhabil.objects.order_by("-fecha"), "ahora": timezone.now(),
        "periodos": PeriodoSuspension.objects.all(),
    }  # fmt: skip
    return render(request, "personas/calendario.html", contexto, status=422 if dia.errors or periodo.errors else 200)


def _apuntar(request: HttpRequest, dia: DiaForm, periodo: PeriodoForm) -> None:
    ahora = timezone.now()
    if periodo.is_bound:
        de_la_oficina.agregar_periodo(periodo.instance, por=request.user, ahora=ahora)
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
    return redirect("personas:calendario")


@require_POST
@permiso(AJUSTAR_OFICINA)
def terminar_periodo(request: HttpRequest, pk: int) -> HttpResponse:
    periodo = get_object_or_404(PeriodoSuspension, pk=pk)
    hace(
        request,
        lambda: de_la_oficina.terminar_periodo(periodo, por=request.user, ahora=timezone.now()),
        "El periodo ya no corre.",
    )
    return redirect("personas:calendario")
