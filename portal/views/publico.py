"""Lo poco del portal que no es un archivo: la búsqueda, el calendario de un evento y la página por llenarse."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_safe

from agenda.estados import EstadoEvento
from agenda.models import Evento
from boletines.estados import Categoria
from boletines.models import Boletin
from nucleo.calendario import evento_ics
from nucleo.permisos import sin_sesion
from personas.models import Dependencia
from portal.consultas_busqueda import Filtro, Hallazgos
from portal.consultas_busqueda import buscar as buscar_boletines
from portal.dominio.paginas.fotos import FotoPublica, fotos_publicas
from portal.dominio.paginas.marco import pintar
from portal.dominio.paginas.portada import suspendido
from portal.dominio.vocabulario import extracto, marcar, raices, sugerir
from portal.edicion import Edicion

PAGINAS = 20


@require_safe
@sin_sesion()
def sin_construir(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El inicio cuando el árbol aún no se escribe: una instalación nueva."""
    edicion = Edicion.vigente(timezone.now())
    return HttpResponse(suspendido(edicion) if edicion.suspension else pintar("en_preparacion.html", edicion))


@dataclass(frozen=True)
class Resultado:
    """Un boletín hallado, con lo buscado marcado."""

    boletin: Boletin
    foto: FotoPublica | None
    titulo: SafeString
    extracto: SafeString


def _resultados(hallazgos: Hallazgos, texto: str, ahora: datetime) -> list[Resultado]:
    buscado = raices(texto)
    return [
        Resultado(b, next(iter(fotos_publicas(b, ahora)), None), marcar(b.titulo, buscado), extracto(b, buscado))
        for b in hallazgos.boletines
    ]


def _filtro(request: HttpRequest) -> Filtro:
    pedido = {
        clave: request.GET.get(clave, "").replace("\0", "").strip() for clave in ("q", "tema", "dependencia", "anio")
    }
    return Filtro(pedido["q"][:120], pedido["tema"][:20], pedido["dependencia"][:9], pedido["anio"][:4])


@require_GET
@sin_sesion()
def buscar(request: HttpRequest) -> HttpResponse:
    filtro, numero, ahora = _filtro(request), request.GET.get("pagina", "1"), timezone.now()
    pagina = min(PAGINAS, max(1, int(numero))) if numero.isdecimal() and len(numero) < 4 else 1  # noqa: PLR2004 - tope de páginas
    hallazgos = buscar_boletines(filtro, ahora, pagina=pagina) if filtro.hay else Hallazgos([], hay_mas=False)
    contexto = {
        "filtro": filtro,
        "hallados": _resultados(hallazgos, filtro.texto, ahora),
        "sugerencia": sugerir(filtro.texto, ahora) if filtro.texto and not hallazgos.boletines and pagina == 1 else "",
        "hay_mas": hallazgos.hay_mas and pagina < PAGINAS,
        "pagina": pagina,
        "siguiente": pagina + 1,
        "anterior": pagina - 1,
        "parametros": urlencode(
            {"q": filtro.texto, "tema": filtro.tema, "dependencia": filtro.dependencia, "anio": filtro.ejercicio}
        ),
        "categorias": Categoria.choices,
        "dependencias": Dependencia.objects.filter(activa=True).order_by("orden", "pk"),
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
