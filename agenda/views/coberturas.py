"""Quién cubre un evento: encargar y quitar el encargo."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from agenda.dominio import coberturas
from agenda.estados import TipoDeCobertura
from agenda.models import Cobertura, Evento
from agenda.views.eventos import evento_visible
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar_y_volver, entero_de
from nucleo.permisos import permiso
from personas.models import Persona
from personas.permisos import ASIGNAR_COBERTURA, SUBIR_EVIDENCIA


@require_POST
@permiso(ASIGNAR_COBERTURA)
def asignar(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    tipo, persona_pk = request.POST.get("tipo", ""), entero_de(request.POST, "persona")
    persona = Persona.objects.activas().filter(pk=persona_pk).first()

    def asignar_a_la_persona() -> str:
        if persona is None or tipo not in TipoDeCobertura.values:
            raise NoSePuede("Elige qué se cubre y quién.")
        _, cambio = coberturas.asignar_cobertura(
            evento, tipo=tipo, persona=persona, por=request.user, ahora=timezone.now()
        )
        que = TipoDeCobertura(tipo).label.lower()
        if cambio:
            return f"{persona} cubre {que}."
        return f"{persona} ya cubre {que}: no cambió nada."

    return ejecutar_y_volver(request, asignar_a_la_persona, str, "cadena:evento", pk, ancla="#cobertura")


def _cobertura(request: HttpRequest, pk: int) -> Cobertura:
    visibles = Evento.objects.visibles_para(request.user)
    return get_object_or_404(Cobertura.objects.filter(evento__in=visibles).select_related("evento"), pk=pk)


@require_POST
@permiso(SUBIR_EVIDENCIA)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    cobertura = _cobertura(request, pk)
    return ejecutar_y_volver(
        request,
        lambda: coberturas.retirar_cobertura(cobertura, por=request.user, ahora=timezone.now()),
        "Se quitó el encargo.",
        "cadena:evento",
        cobertura.evento_id,
        ancla="#cobertura",
    )
