"""La bandeja donde se decide: la lista y la de enfrente. También cuando un acto se rechaza."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import es_la_pagina, mostrar, opcion_de, texto_de
from nucleo.permisos import permiso
from personas.permisos import VER_SOLICITUDES
from solicitudes.consultas.bandeja import bandeja_de
from solicitudes.estados import EstadoSolicitud
from solicitudes.forms.decidir import AtendidaForm, NoProcedeForm, PosponerForm, PreguntarForm, RepetidaForm
from solicitudes.models import Solicitud


@require_GET
@permiso(VER_SOLICITUDES)
def lista(request: HttpRequest) -> HttpResponse:
    ver = opcion_de(request.GET, "ver", EstadoSolicitud.values, EstadoSolicitud.POR_DECIDIR)
    texto = texto_de(request.GET, "q", largo=100).strip()
    bandeja = bandeja_de(request.user, timezone.now(), ver=ver, texto=texto, lista="lista" in request.GET)
    return mostrar(request, "solicitudes/bandeja.html", _contexto(bandeja))


@require_GET
@permiso(VER_SOLICITUDES)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return pagina_de(request, solicitud_de(request, pk))


def solicitud_de(request: HttpRequest, pk: int) -> Solicitud:
    return get_object_or_404(Solicitud.objects.visibles_para(request.user).select_related("dependencia"), pk=pk)


def pagina_de(
    request: HttpRequest, solicitud: Solicitud, *, negativa: NoSePuede | None = None, **forms: Any
) -> HttpResponse:
    """La solicitud enfrente; con un acto rechazado, la razón y lo que se había escrito, abierto."""
    es_la_pagina(request, reverse("solicitudes:ver", args=[solicitud.pk]))
    solicitud.refresh_from_db(fields=["estado"])
    bandeja = bandeja_de(request.user, timezone.now(), ver=solicitud.estado, actual=solicitud)
    contexto = _contexto(bandeja, solicitud, **forms)
    rechazado = next(iter(forms), "")
    return mostrar(
        request,
        "solicitudes/bandeja.html",
        contexto | {"negativa": negativa, "rechazado": rechazado, **forms},
        negativa,
    )


def _contexto(bandeja: Any, solicitud: Solicitud | None = None, **forms: Any) -> dict[str, Any]:
    solicitud = solicitud or (bandeja.detalle.solicitud if bandeja.detalle else None)
    vacios: dict[str, Any] = {}
    if solicitud:
        vacios = {
            "preguntar": PreguntarForm(auto_id="preguntar-%s"),
            "posponer": PosponerForm(auto_id="posponer-%s"),
            "repetida": RepetidaForm(auto_id="repetida-%s", solicitud=solicitud),
            "no_procede": NoProcedeForm(auto_id="no-procede-%s"),
            "atendida": AtendidaForm(auto_id="atendida-%s"),
        }
    return {"bandeja": bandeja, "f": vacios | forms, "negativa": None, "rechazado": ""}
