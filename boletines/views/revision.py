"""Enviar a revisión, pedir cambios y aprobar."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from boletines.dominio import revision
from boletines.views.comun import acto, boletin_de
from nucleo.permisos import permiso
from personas.permisos import APROBAR_BOLETINES, ESCRIBIR_BOLETINES


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def enviar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return acto(
        request,
        boletin,
        lambda: revision.enviar_a_revision(boletin, por=request.user, ahora=timezone.now()),
        "Enviado a revisión.",
    )


@require_POST
@permiso(APROBAR_BOLETINES)
def pedir_cambios(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    motivo = request.POST.get("motivo", "")[:500].replace("\0", "")
    return acto(
        request,
        boletin,
        lambda: revision.pedir_cambios(boletin, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Se regresó con los cambios que pediste.",
    )


@require_POST
@permiso(APROBAR_BOLETINES)
def aprobar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return acto(
        request,
        boletin,
        lambda: revision.aprobar_boletin(boletin, por=request.user, ahora=timezone.now()),
        "Aprobado. Ya se puede publicar.",
    )
