"""Quién cubre un evento: encargar y quitar el encargo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from agenda.dominio import coberturas
from agenda.estados import TipoDeCobertura
from agenda.models import Cobertura, Evento
from agenda.views.eventos import acto_del_evento, evento_visible
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.models import Persona
from personas.permisos import ASIGNAR_COBERTURA, SUBIR_EVIDENCIA


@require_POST
@permiso(ASIGNAR_COBERTURA)
def asignar(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    persona_pk, tipo = request.POST.get("persona", ""), request.POST.get("tipo", "")
    persona = Persona.objects.activas().filter(pk=int(persona_pk[:9])).first() if persona_pk.isdecimal() else None
    if persona is None or tipo not in TipoDeCobertura.values:
        messages.error(request, "Elige qué se cubre y quién.")
        return redirect("cadena:evento", pk)
    que = f"{persona} {{}} {TipoDeCobertura(tipo).label.lower()}"
    try:
        _, cambio = coberturas.asignar_cobertura(
            evento, tipo=tipo, persona=persona, por=request.user, ahora=timezone.now()
        )
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{que.format('cubre')}." if cambio else f"{que.format('ya cubre')}: no cambió nada.")
    destino = redirect("cadena:evento", pk)
    destino["Location"] += "#cobertura"
    return destino


def _cobertura(request: HttpRequest, pk: int) -> Cobertura:
    visibles = Evento.objects.visibles_para(request.user)
    return get_object_or_404(Cobertura.objects.filter(evento__in=visibles).select_related("evento"), pk=pk)


@require_POST
@permiso(SUBIR_EVIDENCIA)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    cobertura = _cobertura(request, pk)
    return acto_del_evento(
        request,
        cobertura.evento_id,
        lambda: coberturas.retirar_cobertura(cobertura, por=request.user, ahora=timezone.now()),
        "Se quitó el encargo.",
        "#cobertura",
    )
