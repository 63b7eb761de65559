"""La vista previa de un boletín como se verá en el portal, sólo para la oficina."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from boletines.models import Boletin
from media_library.dominio.versiones.publico import DerivadoPendiente
from nucleo.permisos import permiso
from personas.permisos import VER_BOLETINES
from portal.dominio.ediciones import previa


def _privada(contenido: bytes | str, tipo: str) -> HttpResponse:
    respuesta = HttpResponse(contenido, content_type=tipo)
    respuesta["X-Robots-Tag"] = "noindex"
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta


def _boletin(request: HttpRequest, pk: int) -> Boletin:
    return get_object_or_404(Boletin.objects.visibles_para(request.user), pk=pk)


@require_GET
@permiso(VER_BOLETINES)
def pagina(request: HttpRequest, pk: int) -> HttpResponse:
    html = previa.pagina_previa(_boletin(request, pk).pk, timezone.now())
    return _privada(html, "text/html; charset=utf-8")


@require_GET
@permiso(VER_BOLETINES)
def foto(request: HttpRequest, pk: int, archivo: str) -> HttpResponse:
    contenido = previa.foto_previa(_boletin(request, pk).pk, archivo, timezone.now())
    if contenido is None:
        raise Http404
    return _privada(contenido, "image/webp" if archivo.endswith("webp") else "image/jpeg")


@require_GET
@permiso(VER_BOLETINES)
def imagen(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        contenido, tipo = previa.imagen_al_compartir(_boletin(request, pk).pk, timezone.now())
    except DerivadoPendiente as error:
        raise Http404 from error
    return _privada(contenido, tipo)
