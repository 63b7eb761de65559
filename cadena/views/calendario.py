"""La agenda por día, semana y mes, sobre los mismos datos y filtros que la lista; y lo filtrado, en un archivo."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from agenda import consultas
from agenda.estados import EstadoEvento, Prioridad
from agenda.views.eventos import fecha_pedida, filtro_pedido
from cadena.consultas.calendario import calendario_de, lapso_de
from cadena.dominio.cuadro import datos_del_cuadro
from cadena.dominio.exportar import FORMATOS, archivo_de_la_agenda
from nucleo.permisos import permiso
from personas.permisos import VER_AGENDA
from suspension.models import PeriodoSuspension


@require_GET
@permiso(VER_AGENDA)
def dia(request: HttpRequest) -> HttpResponse:
    return _pagina(request, "dia")


@require_GET
@permiso(VER_AGENDA)
def semana(request: HttpRequest) -> HttpResponse:
    return _pagina(request, "semana")


@require_GET
@permiso(VER_AGENDA)
def mes(request: HttpRequest) -> HttpResponse:
    return _pagina(request, "mes")


def _pagina(request: HttpRequest, vista: str) -> HttpResponse:
    ahora, filtro = timezone.now(), filtro_pedido(request)
    lapso = lapso_de(vista, fecha_pedida(request))
    calendario = calendario_de(request.user, lapso, filtro, ahora)
    inicio, fin = consultas.al_empezar(lapso.desde), consultas.al_empezar(lapso.hasta)
    suspensiones = list(PeriodoSuspension.objects.que_tocan(inicio, fin).order_by("inicio"))
    contexto = {
        "calendario": calendario,
        "filtro": filtro,
        "nombres": consultas.nombres_para_filtrar(request.user),
        "prioridades": Prioridad.choices,
        "estados": EstadoEvento.choices,
        "hoy": timezone.localdate(),
        "suspensiones": suspensiones,
        "datos": datos_del_cuadro(calendario, suspensiones, request.user, ahora),
    }
    return render(request, "cadena/calendario.html", contexto)


@require_GET
@permiso(VER_AGENDA)
def exportar(request: HttpRequest, formato: str) -> HttpResponse:
    """Lo que se está viendo, con sus filtros, en Excel, CSV o calendario."""
    if formato not in FORMATOS:
        raise Http404
    lapso = lapso_de(request.GET.get("vista", "semana"), fecha_pedida(request))
    ahora = timezone.now()
    calendario = calendario_de(request.user, lapso, filtro_pedido(request), ahora)
    respuesta = HttpResponse(archivo_de_la_agenda(formato, calendario, ahora), content_type=FORMATOS[formato])
    respuesta["Content-Disposition"] = f'attachment; filename="agenda-{_nombre(lapso.desde)}.{formato}"'
    return respuesta


def _nombre(dia: date) -> str:
    return dia.isoformat()
