"""Pegar el plan del año: se lee, se ve celda por celda y hasta entonces se guarda."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cronograma.dominio.plan.actividades import cargar_lo_pegado
from cronograma.dominio.plan.pegado import leer_plan
from cronograma.forms import PegarForm
from cronograma.models import Actividad
from nucleo.pantallas.vistas import ejecutar, enviado, mostrar
from nucleo.permisos import permiso
from nucleo.texto.formato import MESES, MESES_CORTOS, plural
from personas.permisos import PLANEAR


def _se_agregaron(nuevas: list[Actividad]) -> str:
    if not nuevas:
        return "Todo lo pegado ya estaba en el plan: no cambió nada."
    return plural(len(nuevas), "Se agregó 1 actividad.", "Se agregaron {} actividades.")


@require_http_methods(["GET", "POST"])
@permiso(PLANEAR)
def pegar(request: HttpRequest) -> HttpResponse:
    hoy = timezone.localdate().year
    form = PegarForm(enviado(request), initial={"ejercicio": request.GET.get("ejercicio", hoy)})
    leido = leer_plan(form.cleaned_data["tabla"]) if form.is_bound and form.is_valid() else None
    if leido and leido.sirve and "guardar" in request.POST:
        ejercicio = form.cleaned_data["ejercicio"]
        resultado = ejecutar(
            request,
            lambda: cargar_lo_pegado(ejercicio, leido, por=request.user, ahora=timezone.now()),
            _se_agregaron,
            form=form,
        )
        if resultado:
            return redirect("cronograma:ejercicio", ejercicio)
    ya_estan = set()
    if leido:
        del_ano = Actividad.objects.vigentes().filter(ejercicio=form.cleaned_data["ejercicio"])
        ya_estan = set(del_ano.values_list("nombre", flat=True))
    contexto = {
        "form": form,
        "leido": leido,
        "ya_estan": ya_estan,
        "hay_nuevas": bool(leido) and any(r.nombre not in ya_estan for r in leido.renglones),
        "meses": list(zip([m.upper() for m in MESES_CORTOS], MESES, strict=True)),
    }
    return mostrar(request, "cronograma/pegar.html", contexto)
