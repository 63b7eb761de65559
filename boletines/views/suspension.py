"""La suspensión de propaganda: qué se ocultará, la tabla por tema y la decisión por boletín."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boletines.consultas import suspension as consultas
from boletines.dominio.salida import suspension as dominio
from boletines.models import Boletin
from nucleo.pantallas.vistas import ejecutar, mostrar
from nucleo.permisos import permiso
from personas.permisos import DECIDIR_SUSPENSION, VER_BOLETINES
from suspension.dominio import reglas
from suspension.forms.decidir import ReglaForm
from suspension.views.decidir import Pantalla, pantalla_de_decidir


@require_GET
@permiso(VER_BOLETINES)
def suspension(request: HttpRequest) -> HttpResponse:
    return _pantalla(request, ReglaForm(initial={"fecha_desde": timezone.localdate()}))


@require_POST
@permiso(DECIDIR_SUSPENSION)
def fijar_regla(request: HttpRequest) -> HttpResponse:
    form = ReglaForm(request.POST)

    def fijar() -> None:
        reglas.fijar_regla(**form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, fijar, "Regla guardada. El portal se prepara con ella.", form=form):
        return redirect("boletines:suspension")
    return _pantalla(request, form)


def _pantalla(request: HttpRequest, form: ReglaForm) -> HttpResponse:
    ahora = timezone.now()
    panorama = consultas.panorama(ahora)
    contexto = {
        "panorama": panorama,
        "en_camino": consultas.en_camino(panorama.suspension),
        "embargados": consultas.embargados_al_empezar(panorama.suspension),
        "decisiones": consultas.decisiones(panorama.periodo),
        "actos": consultas.actos_en_el_periodo(ahora),
        "form": form,
        "puede_decidir": request.user.puede(DECIDIR_SUSPENSION),
    }
    return mostrar(request, "boletines/suspension.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(DECIDIR_SUSPENSION)
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = get_object_or_404(Boletin.objects.visibles_para(request.user), pk=pk)
    pantalla = Pantalla(
        titulo="¿Se difunde en el periodo de suspensión?",
        nombre=f"{boletin.titulo} · {boletin.get_tema_display()}",
        migas=("Boletines", reverse("boletines:lista"), boletin.folio or "Boletín"),
        url_objeto=reverse("boletines:ver", args=[pk]),
        situacion=dominio.situacion_de(boletin, timezone.now()),
        decisiones=boletin.decisiones_de_suspension,
    )
    return pantalla_de_decidir(request, pantalla, lambda **datos: dominio.decidir_difusion(boletin, **datos))
