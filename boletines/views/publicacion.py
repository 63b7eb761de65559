"""Publicar y retirar."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from boletines.dominio import publicacion
from boletines.views.comun import acto, boletin_de
from nucleo.permisos import permiso
from personas.permisos import PUBLICAR_BOLETINES


@require_POST
@permiso(PUBLICAR_BOLETINES)
def publicar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return acto(
        request,
        boletin,
        lambda: publicacion.publicar_boletin(boletin, por=request.user, ahora=timezone.now()),
        "Publicado. En unos segundos estará en el portal.",
    )


@require_POST
@permiso(PUBLICAR_BOLETINES)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    motivo = request.POST.get("motivo", "")[:300].replace("\0", "")
    return acto(
        request,
        boletin,
        lambda: publicacion.retirar_boletin(boletin, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Retirado. En su dirección queda el aviso con el motivo.",
    )
