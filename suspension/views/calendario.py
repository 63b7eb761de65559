"""El calendario de la oficina: sus días inhábiles y los periodos de suspensión."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, enviado, leer_o_escribir, mostrar
from nucleo.permisos import permiso
from personas.dominio import oficina as de_la_oficina
from personas.forms.ajustes import DiaForm
from personas.models import DiaInhabil
from personas.permisos import AJUSTAR_OFICINA, VER_BOLETINES
from suspension.dominio import periodos as dominio
from suspension.forms.periodos import PeriodoForm
from suspension.models import PeriodoSuspension

OCULTA = "Periodo agregado. Esto oculta el que corre o, si ninguno corre, el más próximo."


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def calendario(request: HttpRequest) -> HttpResponse:
    if "tipo" in request.POST:
        return _agregar_periodo(request)
    dia = DiaForm(enviado(request), prefix="dia")

    def agregar() -> None:
        de_la_oficina.agregar_dia_inhabil(**dia.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, agregar, "Día inhábil agregado.", form=dia):
        return redirect("suspension:calendario")
    return _calendario(request, dia, PeriodoForm())


def _agregar_periodo(request: HttpRequest) -> HttpResponse:
    periodo = PeriodoForm(request.POST)
    exito, destino = "Periodo agregado.", "suspension:calendario"
    if request.user.puede(VER_BOLETINES):
        exito, destino = OCULTA, "boletines:suspension"

    def agregar() -> None:
        dominio.agregar_periodo(periodo.instance, por=request.user, ahora=timezone.now())

    if not ejecutar(request, agregar, exito, form=periodo):
        return _calendario(request, DiaForm(prefix="dia"), periodo)
    return redirect(destino)


def _calendario(request: HttpRequest, dia: DiaForm, periodo: PeriodoForm) -> HttpResponse:
    contexto = {
        "dia": dia,
        "periodo": periodo,
        "dias": DiaInhabil.objects.order_by("-fecha"),
        "ahora": timezone.now(),
        "periodos": PeriodoSuspension.objects.all(),
    }
    return mostrar(request, "suspension/calendario.html", contexto)


@require_POST
@permiso(AJUSTAR_OFICINA)
def quitar_dia(request: HttpRequest, pk: int) -> HttpResponse:
    dia = get_object_or_404(DiaInhabil, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: de_la_oficina.quitar_dia_inhabil(dia, por=request.user, ahora=timezone.now()),
        "Día quitado.",
        "suspension:calendario",
    )


@require_POST
@permiso(AJUSTAR_OFICINA)
def terminar_periodo(request: HttpRequest, pk: int) -> HttpResponse:
    periodo = get_object_or_404(PeriodoSuspension, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: dominio.terminar_periodo(periodo, por=request.user, ahora=timezone.now()),
        "El periodo ya no corre.",
        "suspension:calendario",
    )
