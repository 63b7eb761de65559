"""Si se invita a medios a un evento durante la suspensión."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agenda.dominio import suspension as dominio
from agenda.views.eventos import evento_visible
from nucleo.permisos import permiso
from personas.permisos import DECIDIR_SUSPENSION
from suspension.views.decidir import Pantalla, pantalla_de_decidir


@require_http_methods(["GET", "POST"])
@permiso(DECIDIR_SUSPENSION)
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    pantalla = Pantalla(
        titulo="¿Se invita a medios en el periodo de suspensión?",
        nombre=f"{evento.titulo} · {evento.get_tema_display() or 'Sin tema'}",
        migas=("Agenda", reverse("cadena:agenda"), evento.titulo),
        url_objeto=reverse("cadena:evento", args=[pk]),
        situacion=dominio.situacion_del_evento(evento, timezone.now()),
        decisiones=evento.decisiones_de_suspension,
        es_invitacion=True,
    )
    return pantalla_de_decidir(request, pantalla, lambda **datos: dominio.decidir_invitacion(evento, **datos))
