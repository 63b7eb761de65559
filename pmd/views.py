"""Cargar el plan municipal: primero se ve cómo se entendió; después se guarda."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nucleo.pantallas.vistas import ejecutar, enviado, mostrar
from nucleo.permisos import permiso
from personas.models import Dependencia
from personas.permisos import PLANEAR
from pmd.dominio.lectura import Lectura, de_archivo, leer
from pmd.dominio.plan import guardar_plan
from pmd.forms import CargarForm
from pmd.models import PlanMunicipal

A_LA_VISTA = 200  # elementos de la vista previa


@require_http_methods(["GET", "POST"])
@permiso(PLANEAR)
def cargar(request: HttpRequest) -> HttpResponse:
    form = CargarForm(enviado(request), request.FILES or None, initial=_lo_que_rige())
    lectura: Lectura | None = None
    if form.is_bound and (leido := ejecutar(request, lambda: _leer(form), form=form)):
        lectura = leido.valor
        if request.POST.get("accion") == "guardar" and _guardar(request, form, lectura):
            return redirect("cadena:pmd")
    contexto = {
        "form": form,
        "lectura": lectura,
        "vista": lectura.elementos[:A_LA_VISTA] if lectura else [],
    }
    return mostrar(request, "pmd/cargar.html", contexto)


def _lo_que_rige() -> dict[str, object]:
    plan = PlanMunicipal.objects.filter(rige=True).first()
    if plan is None:
        hoy = timezone.localdate().year
        return {"desde": hoy, "hasta": hoy + 2}
    return {"nombre": plan.nombre, "desde": plan.desde, "hasta": plan.hasta, "es_ejemplo": plan.es_ejemplo}


def _leer(form: CargarForm) -> Lectura:
    """Lo del archivo queda en el recuadro, para corregirlo ahí y guardar sin volver a escogerlo."""
    texto = form.cleaned_data["texto"]
    if archivo := form.cleaned_data.get("archivo"):
        texto = de_archivo(archivo.name, archivo.read())
        form.data = form.data.copy()
        form.data["texto"] = texto
    return leer(texto, Dependencia.objects.values_list("nombre", flat=True))


def _guardar(request: HttpRequest, form: CargarForm, lectura: Lectura) -> bool:
    datos = {campo: form.cleaned_data[campo] for campo in ("nombre", "desde", "hasta", "es_ejemplo")}
    return bool(
        ejecutar(
            request,
            lambda: guardar_plan(lectura, **datos, por=request.user, ahora=timezone.now()),
            "Plan municipal guardado. Ya se puede decir qué línea lleva cada evento y cada boletín.",
            form=form,
        )
    )
