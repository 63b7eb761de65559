"""La suspensión de propaganda: qué se ocultará, la tabla por categoría y la decisión por boletín."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boletines.consultas import suspension as consultas
from boletines.dominio import suspension as dominio
from boletines.forms.suspension import DecisionForm, ReglaForm
from boletines.models import Boletin
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.forms import mostrar_negativa
from personas.permisos import DECIDIR_SUSPENSION, VER_BOLETINES


@require_GET
@permiso(VER_BOLETINES)
def suspension(request: HttpRequest) -> HttpResponse:
    return _pantalla(request, ReglaForm(initial={"fecha_desde": timezone.localdate()}))


@require_POST
@permiso(DECIDIR_SUSPENSION)
def fijar_regla(request: HttpRequest) -> HttpResponse:
    form = ReglaForm(request.POST)
    if form.is_valid():
        try:
            dominio.fijar_regla(**form.cleaned_data, por=request.user, ahora=timezone.now())
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Regla guardada. El portal se prepara con ella.")
            return redirect("boletines:suspension")
    return _pantalla(request, form)


def _pantalla(request: HttpRequest, form: ReglaForm) -> HttpResponse:
    ahora = timezone.now()
    panorama = consultas.panorama(ahora)
    contexto = {
        "panorama": panorama,
        "en_camino": consultas.en_camino(panorama.suspension),
        "embargados": consultas.embargados_al_empezar(panorama.suspension),
        "decisiones": consultas.decisiones(panorama.suspension),
        "form": form,
        "puede_decidir": request.user.puede(DECIDIR_SUSPENSION),
    }
    return render(request, "boletines/suspension.html", contexto, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@permiso(DECIDIR_SUSPENSION)
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = get_object_or_404(Boletin.objects.visibles_para(request.user), pk=pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            dominio.decidir_difusion(boletin, **form.cleaned_data, por=request.user, ahora=timezone.now())
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Decisión registrada. El portal la aplica en unos segundos.")
            return redirect("boletines:ver", pk)
    contexto = {
        "boletin": boletin,
        "form": form,
        "situacion": dominio.situacion_de(boletin, timezone.now()),
        "anteriores": boletin.decisiones_de_suspension.select_related("periodo", "tomada_por")[:20],
    }
    return render(request, "boletines/decidir_suspension.html", contexto, status=422 if form.errors else 200)
