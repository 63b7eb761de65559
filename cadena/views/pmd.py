"""El plan municipal con lo difundido de cada eje, y qué líneas lleva un evento, un boletín o una actividad."""

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from agenda.models import Evento
from boletines.models import Boletin
from cadena.consultas.pmd import lineas_para, plan_visto
from cronograma.models import Actividad
from nucleo.dominio.impedimentos import NoTienePermiso
from nucleo.pantallas.vistas import ejecutar_y_volver, enteros_de
from nucleo.permisos import permiso
from personas.models import Persona
from personas.permisos import EDITAR_AGENDA, ESCRIBIR_BOLETINES, PLANEAR, VER_BOLETINES
from pmd.dominio.plan import poner_lineas

# De qué clase de cosa, quién puede ponerle líneas y a dónde se vuelve.
CLASES: dict[str, tuple[type[Model], str, str]] = {
    "evento": (Evento, EDITAR_AGENDA, "cadena:evento"),
    "boletin": (Boletin, ESCRIBIR_BOLETINES, "boletines:ver"),
    "actividad": (Actividad, PLANEAR, "cronograma:actividad"),
}


@require_GET
@permiso(VER_BOLETINES)
def pmd(request: HttpRequest) -> HttpResponse:
    return render(request, "cadena/pmd.html", {"visto": plan_visto(timezone.now())})


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_AGENDA, ESCRIBIR_BOLETINES, PLANEAR)
def lineas(request: HttpRequest, de: str, pk: int) -> HttpResponse:
    """Las líneas de una cosa: las propuestas primero, ninguna marcada por sí sola."""
    if de not in CLASES:
        raise Http404
    modelo, capacidad, vuelta = CLASES[de]
    cosa = get_object_or_404(modelo.objects.visibles_para(request.user), pk=pk)
    if request.method == "GET":
        contexto = {"cosa": cosa, "vuelta": vuelta, "lineas": lineas_para(cosa)}
        return render(request, "cadena/lineas.html", contexto)
    return ejecutar_y_volver(
        request, lambda: _poner(cosa, request, capacidad, request.user), "Líneas guardadas.", vuelta, pk
    )


def _poner(cosa: Model, request: HttpRequest, capacidad: str, persona: Persona) -> int:
    if not persona.puede(capacidad):
        raise NoTienePermiso("Tu papel en la oficina no permite cambiar esto.")
    return poner_lineas(cosa, lineas=enteros_de(request.POST, "lineas"), por=persona, ahora=timezone.now())
