"""Las decisiones: cada una es un botón con su tecla, y todas se deshacen."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import (
    avisar_y_volver,
    ejecutar,
    ejecutar_y_volver,
    enteros_de,
    enviado,
    leer_o_escribir,
    mostrar,
)
from nucleo.permisos import permiso
from personas.permisos import ATENDER_SOLICITUDES, EDITAR_PORTAL
from portal.estados import ClaseDeAviso
from portal.forms import AvisoForm
from solicitudes.dominio import contestar, decidir
from solicitudes.dominio.cumplir import portada
from solicitudes.dominio.deshacer import deshacer_decision
from solicitudes.forms.decidir import AtendidaForm, NoProcedeForm, PosponerForm, PreguntarForm, RepetidaForm
from solicitudes.models import Solicitud
from solicitudes.views.bandeja import pagina_de, solicitud_de

Acto = Callable[[], Any]
BANDEJA = "solicitudes:bandeja"


def _decidir(request: HttpRequest, solicitud: Solicitud, acto: Acto, paso: str, **forms: BaseForm) -> HttpResponse:
    """Se hace sin preguntar y el aviso trae «Deshacer»; si se rechaza, ahí mismo con lo escrito."""
    form = next(iter(forms.values()), None)
    resultado = ejecutar(request, acto, form=form)
    if not resultado:
        return pagina_de(request, solicitud, negativa=resultado.negativa, **forms)
    regreso = reverse("solicitudes:deshacer", args=[solicitud.pk])
    avisar_con_deshacer(request, f"{solicitud.folio} {paso}.", regreso)
    return redirect(reverse(BANDEJA) + "#solicitud")


@require_POST
@permiso(ATENDER_SOLICITUDES)
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud = solicitud_de(request, pk)
    escogidos = enteros_de(request.POST, "renglon") if "escoge" in request.POST else None

    def acto() -> None:
        decidir.a_la_agenda(solicitud, renglones=escogidos, por=request.user, ahora=timezone.now())

    return _decidir(request, solicitud, acto, "pasó a la agenda")


@require_POST
@permiso(ATENDER_SOLICITUDES)
def boletin(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud = solicitud_de(request, pk)

    def acto() -> None:
        decidir.a_boletin(solicitud, por=request.user, ahora=timezone.now())

    return _decidir(request, solicitud, acto, "es un borrador de boletín")


@require_POST
@permiso(ATENDER_SOLICITUDES)
def diseno(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud = solicitud_de(request, pk)

    def acto() -> None:
        decidir.a_diseno(solicitud, por=request.user, ahora=timezone.now())

    return _decidir(request, solicitud, acto, "es un diseño por hacer")


@leer_o_escribir
@permiso(EDITAR_PORTAL)
def urgente(request: HttpRequest, pk: int) -> HttpResponse:
    """Antes de que algo salga de la oficina se lee y se confirma, con su hora de quitarse."""
    solicitud, ahora = solicitud_de(request, pk), timezone.localtime()
    inicial = {
        "texto": (solicitud.titulo or solicitud.texto)[:200],
        "clase": ClaseDeAviso.SERVICIO,
        "inicio": ahora.replace(second=0, microsecond=0),
        "fin": ahora.replace(hour=23, minute=59, second=0, microsecond=0),
    }
    form = AvisoForm(enviado(request), initial=inicial)

    def poner() -> None:
        decidir.a_aviso_urgente(
            solicitud, aviso=form.instance, enlace=portada(), por=request.user, ahora=timezone.now()
        )

    resultado = ejecutar(request, poner, form=form)
    if resultado:
        regreso = reverse("solicitudes:deshacer", args=[pk])
        avisar_con_deshacer(request, f"{solicitud.folio} pasó a aviso urgente.", regreso)
        return redirect(BANDEJA)
    contexto = {"solicitud": solicitud, "form": form}
    return mostrar(request, "solicitudes/urgente.html", contexto, resultado.negativa)


@require_POST
@permiso(ATENDER_SOLICITUDES)
def preguntar(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud, form = solicitud_de(request, pk), PreguntarForm(request.POST, auto_id="preguntar-%s")

    def acto() -> None:
        contestar.preguntar(solicitud, texto=form.cleaned_data["texto"], por=request.user, ahora=timezone.now())

    return _decidir(request, solicitud, acto, "espera su respuesta: el reloj se detuvo", preguntar=form)


@require_POST
@permiso(ATENDER_SOLICITUDES)
def posponer(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud, form = solicitud_de(request, pk), PosponerForm(request.POST, auto_id="posponer-%s")

    def acto() -> None:
        contestar.posponer(solicitud, hasta=form.cleaned_data["hasta"], por=request.user, ahora=timezone.now())

    return _decidir(request, solicitud, acto, "se pospuso", posponer=form)


@require_POST
@permiso(ATENDER_SOLICITUDES)
def no_procede(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud, form = solicitud_de(request, pk), NoProcedeForm(request.POST, auto_id="no-procede-%s")

    def acto() -> None:
        contestar.no_procede(solicitud, motivo=form.cleaned_data["motivo"], por=request.user, ahora=timezone.now())

    return _decidir(request, solicitud, acto, "no procede", no_procede=form)


@require_POST
@permiso(ATENDER_SOLICITUDES)
def repetida(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud = solicitud_de(request, pk)
    form = RepetidaForm(request.POST, auto_id="repetida-%s", solicitud=solicitud)

    def acto() -> None:
        contestar.es_repetida(solicitud, de=form.cleaned_data["de"], por=request.user, ahora=timezone.now())

    return _decidir(request, solicitud, acto, "quedó unida a la otra", repetida=form)


@require_POST
@permiso(ATENDER_SOLICITUDES)
def atendida(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud, form = solicitud_de(request, pk), AtendidaForm(request.POST, auto_id="atendida-%s")

    def acto() -> None:
        contestar.dar_por_atendida(solicitud, **form.cleaned_data, por=request.user, ahora=timezone.now())

    return _decidir(request, solicitud, acto, "quedó atendida", atendida=form)


@require_POST
@permiso(ATENDER_SOLICITUDES)
def deshacer(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud = solicitud_de(request, pk)
    resultado = ejecutar(
        request,
        lambda: deshacer_decision(solicitud, por=request.user, ahora=timezone.now()),
        f"{solicitud.folio} volvió a «Por decidir».",
    )
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, "solicitudes:ver", pk)
    return redirect("solicitudes:ver", pk)


@require_POST
@permiso(ATENDER_SOLICITUDES)
def recordar(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud = solicitud_de(request, pk)
    return ejecutar_y_volver(
        request,
        lambda: contestar.recordar_pregunta(solicitud, por=request.user, ahora=timezone.now()),
        "Se les recordó la pregunta por correo.",
        "solicitudes:ver",
        pk,
    )
