"""A qué líneas del plan municipal sirve un diseño o unas láminas."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from nucleo.pantallas.vistas import ejecutar_y_volver, enteros_de, leer_o_escribir
from nucleo.permisos import permiso
from personas.permisos import PRODUCIR
from pmd.dominio.plan import poner_lineas
from produccion.consultas.lineas import Cosa, lineas_a_escoger
from produccion.models import Diseno, Reunion


@leer_o_escribir
@permiso(PRODUCIR)
def del_diseno(request: HttpRequest, pk: int) -> HttpResponse:
    diseno = get_object_or_404(Diseno, pk=pk)
    return _escoger(request, diseno, ("Diseños", "produccion:disenos"), "produccion:diseno")


@leer_o_escribir
@permiso(PRODUCIR)
def de_la_reunion(request: HttpRequest, pk: int) -> HttpResponse:
    reunion = get_object_or_404(Reunion, pk=pk)
    return _escoger(request, reunion, ("Diapositivas", "produccion:reuniones"), "produccion:reunion")


def _escoger(request: HttpRequest, cosa: Cosa, lista: tuple[str, str], vuelta: str) -> HttpResponse:
    if request.method == "POST":
        return ejecutar_y_volver(
            request,
            lambda: poner_lineas(
                cosa, lineas=enteros_de(request.POST, "lineas"), por=request.user, ahora=timezone.now()
            ),
            "Líneas guardadas.",
            vuelta,
            cosa.pk,
        )
    contexto = {"cosa": cosa, "lista": lista, "vuelta": vuelta, "lineas": lineas_a_escoger(cosa)}
    return render(request, "produccion/lineas.html", contexto)
