"""La memoria fotográfica de un evento: página, PDF y hoja de contactos."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from agenda.models import Evento
from media_library.dominio.compartir.memoria import memoria_de, pdf_de_contactos, pdf_de_memoria
from nucleo.permisos import permiso
from personas.permisos import VER_BIBLIOTECA


def _evento(request: HttpRequest, pk: int) -> Evento:
    return get_object_or_404(Evento.objects.visibles_para(request.user).select_related("dependencia"), pk=pk)


def _pdf(octetos: bytes, nombre: str, evento: Evento) -> HttpResponse:
    respuesta = HttpResponse(octetos, content_type="application/pdf")
    archivo = f"{nombre}-{evento.inicio:%Y-%m-%d}-{slugify(evento.titulo)[:60]}.pdf"
    respuesta["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=archivo)
    return respuesta


@require_GET
@permiso(VER_BIBLIOTECA)
def memoria(request: HttpRequest, pk: int) -> HttpResponse:
    memoria = memoria_de(_evento(request, pk), por=request.user, ahora=timezone.now())
    return render(request, "media_library/memoria.html", {"evento": memoria.evento, "memoria": memoria})


@require_GET
@permiso(VER_BIBLIOTECA)
def memoria_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    evento = _evento(request, pk)
    return _pdf(pdf_de_memoria(memoria_de(evento, por=request.user, ahora=timezone.now())), "memoria", evento)


@require_GET
@permiso(VER_BIBLIOTECA)
def contactos_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    evento = _evento(request, pk)
    return _pdf(pdf_de_contactos(evento, por=request.user, ahora=timezone.now()), "contactos", evento)
