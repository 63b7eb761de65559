"""Lo poco del portal que no es un archivo: la búsqueda y el calendario de un evento público."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from agenda.estados import EstadoEvento
from agenda.models import Evento
from nucleo.calendario import evento_ics
from nucleo.permisos import sin_sesion
from portal.consultas_busqueda import Filtro, Hallazgos
from portal.consultas_busqueda import buscar as buscar_boletines
from portal.dominio.paginas.fotos import tarjetas
from portal.dominio.paginas.marco import pintar
from portal.dominio.paginas.portada import suspendido
from portal.edicion import Edicion

PAGINAS = 20


@require_safe
@sin_sesion()
def sin_construir(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El inicio cuando el árbol aún no se escribe: una instalación nueva."""
    edicion = Edicion.vigente(timezone.now())
    return HttpResponse(suspendido(edicion) if edicion.suspension else pintar("en_preparacion.html", edicion))


@require_GET
@sin_sesion()
def buscar(request: HttpRequest) -> HttpResponse:
    texto = request.GET.get("q", "").replace("\0", "").strip()[:120]
    numero = request.GET.get("pagina", "1")
    pagina = min(PAGINAS, max(1, int(numero))) if numero.isdecimal() and len(numero) < 4 else 1  # noqa: PLR2004 - tope de páginas
    ahora = timezone.now()
    hallazgos = buscar_boletines(Filtro(texto), ahora, pagina=pagina) if texto else Hallazgos([], hay_mas=False)
    contexto = {
        "texto": texto,
        "tarjetas": tarjetas(hallazgos.boletines),
        "hay_mas": hallazgos.hay_mas and pagina < PAGINAS,
        "pagina": pagina,
        "siguiente": pagina + 1,
        "anterior": pagina - 1,
        "seccion": "buscar",
    }
    return HttpResponse(pintar("buscar.html", Edicion.vigente(ahora), **contexto))


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


@require_GET
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
    if clase not in {"temas", "dependencias"}:
        raise Http404
    return redirect(f"/{clase}/{clave}/")
