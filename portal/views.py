"""Lo poco del portal que no es un archivo: la búsqueda y el calendario de un evento público."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from agenda.estados import EstadoEvento
from agenda.models import Evento
from nucleo.calendario import evento_ics
from nucleo.permisos import sin_sesion
from portal import consultas
from portal.dominio.paginas import pintar, tarjetas

PAGINAS = 20


@require_safe
@sin_sesion()
def sin_construir(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El inicio cuando el árbol aún no se escribe: una instalación nueva."""
    return HttpResponse(pintar("en_preparacion.html", timezone.now()), status=200)


@require_GET
@sin_sesion()
def buscar(request: HttpRequest) -> HttpResponse:
    texto = request.GET.get("q", "").replace("\0", "").strip()[:120]
    numero = request.GET.get("pagina", "1")
    pagina = min(PAGINAS, max(1, int(numero))) if numero.isdecimal() and len(numero) < 4 else 1  # noqa: PLR2004 - tope de páginas
    ahora = timezone.now()
    hallazgos = consultas.buscar(texto, ahora, pagina=pagina) if texto else consultas.Hallazgos([], hay_mas=False)
    contexto = {
        "texto": texto,
        "tarjetas": tarjetas(hallazgos.boletines),
        "hay_mas": hallazgos.hay_mas and pagina < PAGINAS,
        "pagina": pagina,
        "siguiente": pagina + 1,
        "anterior": pagina - 1,
        "seccion": "buscar",
    }
    return HttpResponse(pintar("buscar.html", ahora, **contexto))


@require_GET
@sin_sesion()
def evento(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El archivo de calendario de un evento que sigue siendo público."""
    publico = get_object_or_404(Evento.objects.en_agenda_publica(), pk=pk)
    ics = evento_ics(
        uid=f"{publico.clave}@agenda",
        titulo=publico.titulo,
        inicio=publico.inicio,
        fin=publico.fin,
        lugar=publico.lugar,
        secuencia=publico.version,
        sello=publico.creado_en,
        cancelado=publico.estado == EstadoEvento.CANCELADO,
    )
    respuesta = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    respuesta["Content-Disposition"] = f'attachment; filename="evento-{pk}.ics"'
    return respuesta
