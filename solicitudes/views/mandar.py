"""Pedir con cuenta: el enlace, por su dependencia; la oficina anota lo que le dictan por teléfono."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from nucleo.pantallas.vistas import entero_de, leer_o_escribir
from nucleo.permisos import permiso
from personas.models import Dependencia, Persona
from personas.permisos import ATENDER_SOLICITUDES, PEDIR
from solicitudes.dominio.puertas import direccion_de
from solicitudes.models import Solicitud
from solicitudes.views.pedir import QuienPide, pedir


@leer_o_escribir
@permiso(PEDIR, ATENDER_SOLICITUDES)
def mandar(request: HttpRequest) -> HttpResponse:
    persona = request.user
    dependencias = [] if persona.es_solo_enlace else list(Dependencia.objects.filter(activa=True))
    quien = QuienPide(
        dependencia=_de_quien(request, persona, dependencias),
        plantilla="solicitudes/mandar.html",
        al_mandar=lambda s: _seguir(s, persona),
        por=persona,
        dependencias=dependencias,
    )
    return pedir(request, quien)


def _de_quien(request: HttpRequest, persona: Persona, dependencias: list[Dependencia]) -> Dependencia | None:
    if persona.es_solo_enlace:
        return persona.dependencia
    pedida = entero_de(request.POST or request.GET, "dependencia")
    return next((d for d in dependencias if d.pk == pedida), None)


def _seguir(solicitud: Solicitud, persona: Persona) -> str:
    if persona.es_solo_enlace:
        return direccion_de(solicitud)
    return reverse("solicitudes:ver", args=[solicitud.pk])
