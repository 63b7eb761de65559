"""Los folios: el último dado y, después de restaurar un respaldo, hasta cuál se usó."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boletines.dominio.salida.folios import adelantar_folio, contadores
from boletines.forms.folios import FolioForm
from boletines.models.folio import folio_de
from nucleo.pantallas.vistas import ejecutar, mostrar
from nucleo.permisos import permiso
from personas.permisos import AJUSTAR_OFICINA


@require_http_methods(["GET", "POST"])
@permiso(AJUSTAR_OFICINA)
def folios(request: HttpRequest) -> HttpResponse:
    lista = contadores(timezone.now())
    form = FolioForm(request.POST or None, contadores=lista)

    def adelantar() -> str:
        dato = form.cleaned_data
        serie, ejercicio = dato["contador"].serie, dato["contador"].ejercicio
        adelantar_folio(
            serie=serie,
            ejercicio=ejercicio,
            ultimo=dato["ultimo"],
            motivo=dato["motivo"],
            por=request.user,
            ahora=timezone.now(),
        )
        return folio_de(serie, dato["ultimo"] + 1, ejercicio)

    if ejecutar(request, adelantar, "El siguiente folio será {}.".format, form=form):
        return redirect("boletines:folios")
    contexto = {"form": form, "contadores": lista}
    return mostrar(request, "boletines/folios.html", contexto)
