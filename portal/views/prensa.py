"""Bajar lo de prensa: un ZIP al vuelo y un contador que nunca estorba. Ninguna toca la base."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nucleo.permisos import sin_sesion
from portal.dominio import prensa


@require_safe
@sin_sesion()
def paquete(request: HttpRequest, ejercicio: int, slug: str) -> HttpResponse | StreamingHttpResponse:
    manifiesto = prensa.leer_manifiesto(ejercicio, slug)
    if manifiesto is None:
        raise Http404
    prensa.apuntar_descarga(request.path, timezone.now())
    respuesta: HttpResponse | StreamingHttpResponse
    if request.method == "HEAD":
        respuesta = HttpResponse(content_type="application/zip")
    else:
        respuesta = StreamingHttpResponse(prensa.empacar(manifiesto["archivos"]), content_type="application/zip")
    respuesta["Content-Disposition"] = f'attachment; filename="{manifiesto["nombre"]}.zip"'
    return respuesta


@require_safe
@sin_sesion()
def bajar(request: HttpRequest, camino: str) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Cuenta y manda al archivo, que se sirve solo."""
    archivo = prensa.archivo_servido(camino)
    if archivo is None or archivo.suffix == ".html":
        raise Http404
    prensa.apuntar_descarga(f"/{camino}", timezone.now())
    return HttpResponseRedirect(f"/{camino}")
