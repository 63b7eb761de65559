"""Entregar la cobertura desde el evento o al terminar de subir."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from agenda.models import Cobertura, Evento
from media_library.dominio.entrada.cobertura import entregar_cobertura
from nucleo.pantallas.vistas import ejecutar_y_volver
from nucleo.permisos import permiso
from personas.permisos import SUBIR_EVIDENCIA


@require_POST
@permiso(SUBIR_EVIDENCIA)
def entregar(request: HttpRequest, pk: int) -> HttpResponse:
    visibles = Evento.objects.visibles_para(request.user)
    cobertura = get_object_or_404(Cobertura.objects.filter(evento__in=visibles).select_related("evento"), pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: entregar_cobertura(cobertura, por=request.user, ahora=timezone.now()),
        "Cobertura entregada.",
        "cadena:evento",
        cobertura.evento_id,
        ancla="#cobertura",
    )
