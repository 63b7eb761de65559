"""El directorio de nombres y cargos."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from boletines.dominio.revision.titulares import guardar_titular
from boletines.forms.boletin import TitularForm
from boletines.models import Titular
from nucleo.pantallas.vistas import ejecutar, mostrar
from nucleo.permisos import permiso
from personas.permisos import ESCRIBIR_BOLETINES, VER_BOLETINES


@require_GET
@permiso(VER_BOLETINES)
def nombres(request: HttpRequest) -> HttpResponse:
    contexto = {
        "titulares": list(Titular.objects.select_related("dependencia")),
        "puede_escribir": request.user.puede(ESCRIBIR_BOLETINES),
    }
    return render(request, "boletines/nombres.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def agregar_nombre(request: HttpRequest) -> HttpResponse:
    return _editar(request, Titular())


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def editar_nombre(request: HttpRequest, titular: int) -> HttpResponse:
    return _editar(request, get_object_or_404(Titular, pk=min(titular, 2**62)))


def _editar(request: HttpRequest, titular: Titular) -> HttpResponse:
    form = TitularForm(request.POST or None, instance=titular)

    def guardar() -> None:
        guardar_titular(titular, por=request.user, ahora=timezone.now(), **form.cleaned_data)

    if ejecutar(request, guardar, "Guardado. Los textos se revisan ya con este nombre.", form=form):
        return redirect("boletines:nombres")
    contexto = {"form": form, "titular": titular}
    return mostrar(request, "boletines/editar_nombre.html", contexto)
