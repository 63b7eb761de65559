"""Reconocer o descartar a quien se anotó por la sala de prensa."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from agenda.models import Evento
from medios.dominio import anotaciones
from medios.models import Anotacion, Contacto, Invitacion
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar, ejecutar_y_volver, entero_de
from nucleo.permisos import permiso
from personas.permisos import EDITAR_MEDIOS, INVITAR_MEDIOS


def _anotacion(request: HttpRequest, pk: int) -> Anotacion:
    visibles = Evento.objects.visibles_para(request.user)
    return get_object_or_404(Anotacion.objects.select_related("evento").filter(evento__in=visibles), pk=pk)


def _reconocida(invitacion: Invitacion) -> str:
    return f"{invitacion.contacto.medio}, {invitacion.contacto.nombre}: asistirá."


@require_POST
@permiso(INVITAR_MEDIOS)
def reconocer(request: HttpRequest, pk: int) -> HttpResponse:
    anotacion = _anotacion(request, pk)
    contacto = get_object_or_404(
        Contacto.objects.invitables().select_related("medio"), pk=entero_de(request.POST, "contacto")
    )
    return ejecutar_y_volver(
        request,
        lambda: anotaciones.reconocer(anotacion, contacto=contacto, por=request.user, ahora=timezone.now()),
        _reconocida,
        "medios:tablero",
        anotacion.evento_id,
    )


@require_POST
@permiso(EDITAR_MEDIOS)
def agregar(request: HttpRequest, pk: int) -> HttpResponse:
    anotacion = _anotacion(request, pk)
    return ejecutar_y_volver(
        request,
        lambda: anotaciones.reconocer_y_agregar(anotacion, por=request.user, ahora=timezone.now()),
        _reconocida,
        "medios:tablero",
        anotacion.evento_id,
    )


@require_POST
@permiso(INVITAR_MEDIOS)
def descartar(request: HttpRequest, pk: int) -> HttpResponse:
    anotacion = _anotacion(request, pk)
    resultado = ejecutar(
        request, lambda: anotaciones.descartar_anotacion(anotacion, por=request.user, ahora=timezone.now())
    )
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, "medios:tablero", anotacion.evento_id)
    avisar_con_deshacer(request, f"{anotacion}: descartada.", reverse("medios:reabrir_anotacion", args=[pk]))
    return redirect("medios:tablero", anotacion.evento_id)


@require_POST
@permiso(INVITAR_MEDIOS)
def reabrir(request: HttpRequest, pk: int) -> HttpResponse:
    anotacion = _anotacion(request, pk)
    return ejecutar_y_volver(
        request,
        lambda: anotaciones.reabrir_anotacion(anotacion, por=request.user, ahora=timezone.now()),
        f"{anotacion} volvió a las que esperan.",
        "medios:tablero",
        anotacion.evento_id,
    )
