"""La agenda por días: cada evento con su cadena."""

from datetime import timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from agenda import consultas
from agenda.estados import Prioridad
from agenda.views.eventos import fecha_pedida, filtro_pedido
from cadena.consultas.eventos import con_cadena
from cadena.consultas.pagina import SemanaDeLaAgenda
from nucleo.permisos import permiso
from nucleo.texto.formato import dia_relativo
from personas.permisos import VER_AGENDA


@require_GET
@permiso(VER_AGENDA)
def agenda(request: HttpRequest) -> HttpResponse:
    """Por días: la semana que contiene el día pedido."""
    desde = consultas.semana_de(fecha_pedida(request))
    filtro = filtro_pedido(request)
    renglones = con_cadena(
        consultas.eventos_entre(request.user, desde, desde + timedelta(days=7), filtro), request.user, timezone.now()
    )
    hoy = timezone.localdate()
    dias = [
        (dia, dia_relativo(dia, hoy), list(grupo))
        for dia, grupo in groupby(renglones, key=lambda r: timezone.localtime(r.evento.inicio).date())
    ]
    contexto = {
        "semana": SemanaDeLaAgenda(desde, dias, hoy),
        "filtro": filtro,
        "nombres": consultas.nombres_para_filtrar(request.user),
        "prioridades": Prioridad.choices,
        "hoy": hoy,
        "proximo": None if dias else consultas.siguiente_evento(request.user, timezone.now()),
    }
    return render(request, "cadena/agenda.html", contexto)
