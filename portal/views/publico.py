"""Lo poco del portal que no es un archivo: la búsqueda, el calendario de un evento y la página por llenarse."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from agenda.estados import EstadoEvento
from agenda.models import Evento
from nucleo.calendario import evento_ics
from nucleo.paginas import numero_pedido
from nucleo.permisos import sin_sesion
from portal.consultas.edicion import Edicion
from portal.dominio.pintado.busqueda import pagina_de_busqueda
from portal.dominio.pintado.marco import pintar
from portal.dominio.pintado.portada import suspendido
from portal.forms import BusquedaForm


@require_safe
@sin_sesion()
def sin_construir(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El inicio cuando el árbol aún no se escribe: una instalación nueva."""
    edicion = Edicion.vigente(timezone.now())
    if edicion.suspension:
        return HttpResponse(suspendido(edicion))
    return HttpResponse(pintar("en_preparacion.html", edicion))


@require_safe
@sin_sesion()
@gzip_page  # no lleva nada secreto que se pueda adivinar por su tamaño
def buscar(request: HttpRequest) -> HttpResponse:
    form, edicion = BusquedaForm(request.GET), Edicion.vigente(timezone.now())
    filtro, pagina = form.filtro(), numero_pedido(request.GET.get("pagina"))
    return HttpResponse(pagina_de_busqueda(filtro, edicion, pagina=pagina, aviso=form.aviso))


@require_safe
@sin_sesion()
def evento(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El archivo de calendario de un evento que sigue siendo público."""
    publico = get_object_or_404(Evento.objects.en_agenda_publica(), pk=pk)
    ics = evento_ics(
        uid=f"{publico.clave}@agenda",
        titulo=publico.titulo,
        inicio=publico.inicio,
        fin=publico.fin,
        lugar=publico.donde(),
        secuencia=publico.version,
        sello=publico.creado_en,
        cancelado=publico.estado in (EstadoEvento.CANCELADO, EstadoEvento.REPROGRAMADO),
    )
    respuesta = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    respuesta["Content-Disposition"] = f'attachment; filename="evento-{pk}.ics"'
    return respuesta


@require_safe
@sin_sesion()
def pagina_por_llenarse(
    request: HttpRequest,  # noqa: ARG001 - firma de Django
    numero: int,  # noqa: ARG001 - ídem
    clase: str = "",
    clave: str = "",
) -> HttpResponse:
    """La página que sigue a la última llena es la cabeza de su lista. Sin base: es sólo una dirección."""
    if not clase:
        return redirect("/boletines/")
    if clase not in {"temas", "dependencias", "comunidades"}:
        raise Http404
    return redirect(f"/{clase}/{clave}/")
