"""Crear eventos y darles prioridad. Los que ya están se cambian en `cadena.views.cambios`."""

import re
from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agenda import consultas
from agenda.dominio import eventos
from agenda.forms import EventoForm
from agenda.models import Evento
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, entero_de, mostrar, poner_version, texto_de
from nucleo.permisos import permiso
from personas.permisos import (
    EDITAR_AGENDA,
    PROPONER_EVENTO,
)

HORA = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
CAMPOS_DEL_FILTRO = ("q", "dependencia", "prioridad", "solo", "comunidad", "estado")


def evento_visible(request: HttpRequest, pk: int) -> Evento:
    return get_object_or_404(
        Evento.objects.visibles_para(request.user).select_related("dependencia", "comunidad", "creado_por"), pk=pk
    )


def fecha_pedida(request: HttpRequest, nombre: str = "dia") -> date:
    try:
        pedida = date.fromisoformat(request.GET.get(nombre, ""))
    except ValueError:
        return timezone.localdate()
    if 2000 <= pedida.year <= 2100:  # noqa: PLR2004 - años razonables
        return pedida
    return timezone.localdate()


def filtro_pedido(request: HttpRequest) -> consultas.Filtro:
    return consultas.Filtro(*(texto_de(request.GET, campo, largo=100) for campo in CAMPOS_DEL_FILTRO))


@require_http_methods(["GET", "POST"])
@permiso(PROPONER_EVENTO)
def crear(request: HttpRequest) -> HttpResponse:
    form = EventoForm(request.POST or None, persona=request.user, initial=_lo_propuesto(request))
    if choques := choques_de(request, form):
        return pagina_de_editar(request, form, choques=choques)

    def guardar() -> Evento:
        traslape, campos = razon_del_traslape(request), form.campos_del_evento()
        return eventos.crear_evento(por=request.user, ahora=timezone.now(), traslape=traslape, **campos)

    if guardado := ejecutar(request, guardar, "Evento guardado.", form=form):
        return redirect("cadena:evento", guardado.valor.pk)
    return pagina_de_editar(request, form)


def _lo_propuesto(request: HttpRequest) -> dict[str, object]:
    """El día, la hora y la comunidad que trae la dirección de quien propone."""
    propuesto: dict[str, object] = {"fecha": fecha_pedida(request), "comunidad": entero_de(request.GET, "comunidad")}
    if HORA.fullmatch(request.GET.get("hora", "")):
        propuesto["hora"] = request.GET["hora"]
    return propuesto


def choques_de(request: HttpRequest, form: EventoForm, excepto: int | None = None) -> list[Impedimento]:
    """Con qué se encima lo escrito, mientras la persona no escriba por qué se guarda así."""
    if razon_del_traslape(request) or not form.is_valid():
        return []
    datos = {campo: form.cleaned_data[campo] for campo in ("inicio", "fin", "preside", "lugar")}
    return eventos.traslapes(**datos, por=request.user, excepto=excepto)


def razon_del_traslape(request: HttpRequest) -> str:
    return " ".join(texto_de(request.POST, "traslape").split())


def pagina_de_editar(
    request: HttpRequest,
    form: EventoForm,
    evento: Evento | None = None,
    *,
    choques: Sequence[Impedimento] = (),
    conflicto: YaCambio | None = None,
) -> HttpResponse:
    """El formulario con lo escrito; si otra persona guardó antes, junto a lo guardado."""
    if conflicto and evento:
        poner_version(form, evento.version)
    negativa: NoSePuede | None = conflicto
    if choques:
        negativa = NoSePuede(list(choques))
    contexto = {"form": form, "evento": evento, "choques": choques, "conflicto": conflicto}
    return mostrar(request, "agenda/editar.html", contexto, negativa)


@require_POST
@permiso(EDITAR_AGENDA)
def prioridad(request: HttpRequest, pk: int) -> HttpResponse:
    evento, nueva = evento_visible(request, pk), request.POST.get("prioridad", "")[:2]
    return ejecutar_y_volver(
        request,
        lambda: eventos.fijar_prioridad(evento, prioridad=nueva, por=request.user, ahora=timezone.now()),
        "Prioridad guardada.",
        "cadena:evento",
        pk,
    )
