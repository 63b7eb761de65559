"""Los folios: el último dado y, después de restaurar un respaldo, hasta cuál se usó."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boletines.dominio.folios import adelantar_folio, contadores
from boletines.forms.folios import FolioForm
from boletines.models.folio import folio_de
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.permisos import AJUSTAR_OFICINA


@require_http_methods(["GET", "POST"])
@permiso(AJUSTAR_OFICINA)
def folios(request: HttpRequest) -> HttpResponse:
    lista = contadores(timezone.now())
    form = FolioForm(request.POST or None, contadores=lista)
    if request.method == "POST" and form.is_valid() and _adelantar(request, form):
        return redirect("boletines:folios")
    contexto = {"form": form, "contadores": lista}
    return render(request, "boletines/folios.html", contexto, status=422 if form.errors else 200)


def _adelantar(request: HttpRequest, form: FolioForm) -> bool:
    dato = form.cleaned_data
    serie, ejercicio = dato["contador"].serie, dato["contador"].ejercicio
    try:
        adelantar_folio(
            serie=serie,
            ejercicio=ejercicio,
            ultimo=dato["ultimo"],
            motivo=dato["motivo"],
            por=request.user,
            ahora=timezone.now(),
        )
    except NoSePuede as error:
        form.add_error("ultimo", str(error))
        return False
    messages.success(request, f"El siguiente folio será {folio_de(serie, dato['ultimo'] + 1, ejercicio)}.")
    return True
