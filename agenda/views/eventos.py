"""Crear y editar eventos, verlos por mes y darles prioridad."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda import consultas
from agenda.dominio import eventos
from agenda.forms import EventoForm
from agenda.models import Evento
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.formato import MESES
from nucleo.permisos import permiso
from personas.permisos import (
    EDITAR_AGENDA,
    PROPONER_EVENTO,
    VER_AGENDA,
)

CAMPOS_DEL_FILTRO = ("q", "dependencia", "prioridad", "solo", "comunidad")


def evento_visible(request: HttpRequest, pk: int) -> Evento:
    return get_object_or_404(
        Evento.objects.visibles_para(request.user).select_related("dependencia", "comunidad", "creado_por"), pk=pk
    )


def fecha_pedida(request: HttpRequest, nombre: str = "dia") -> date:
    try:
        pedida = date.fromisoformat(request.GET.get(nombre, ""))
    except ValueError:
        return timezone.localdate()
    return pedida if 2000 <= pedida.year <= 2100 else timezone.localdate()  # noqa: PLR2004 - años razonables


def filtro_pedido(request: HttpRequest) -> consultas.Filtro:
    return consultas.Filtro(*(request.GET.get(c, "")[:100].replace("\0", "") for c in CAMPOS_DEL_FILTRO))


@require_GET
@permiso(VER_AGENDA)
def mes(request: HttpRequest) -> HttpResponse:
    primero = fecha_pedida(request).replace(day=1)
    siguiente = (primero + timedelta(days=32)).replace(day=1)
    inicio = consultas.semana_de(primero)
    fin = consultas.semana_de(siguiente - timedelta(days=1)) + timedelta(days=7)
    por_dia: dict[date, list[Evento]] = {}
    for evento in consultas.eventos_entre(request.user, inicio, fin, filtro_pedido(request)):
        por_dia.setdefault(timezone.localtime(evento.inicio).date(), []).append(evento)
    dias = [inicio + timedelta(days=n) for n in range((fin - inicio).days)]
    semanas = [
        [(d, por_dia.get(d, []), d.month == primero.month) for d in dias[n : n + 7]] for n in range(0, len(dias), 7)
    ]
    contexto = {
        "semanas": semanas,
        "dias": [(d, eventos) for semana in semanas for d, eventos, del_mes in semana if del_mes and eventos],
        "titulo": f"{MESES[primero.month - 1]} de {primero.year}",
        "anterior": (primero - timedelta(days=1)).replace(day=1),
        "siguiente": siguiente,
        "hoy": timezone.localdate(),
        "total": sum(len(v) for d, v in por_dia.items() if d.month == primero.month),
    }
    return render(request, "agenda/mes.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(PROPONER_EVENTO)
def crear(request: HttpRequest) -> HttpResponse:
    form = EventoForm(request.POST or None, persona=request.user, initial={"fecha": fecha_pedida(request)})
    if request.method == "POST" and form.is_valid():
        campos = form.campos_del_evento()
        choques = _choques(request, campos) if "aun_asi" not in request.POST else []
        if not choques:
            evento = eventos.crear_evento(por=request.user, ahora=timezone.now(), **campos)
            messages.success(request, "Evento guardado.")
            return redirect("cadena:evento", evento.pk)
        return render(request, "agenda/editar.html", {"form": form, "evento": None, "choques": choques}, status=409)
    return render(
        request, "agenda/editar.html", {"form": form, "evento": None, "choques": []}, status=422 if form.errors else 200
    )


def _choques(request: HttpRequest, campos: dict, excepto: int | None = None) -> list:
    datos = {campo: campos[campo] for campo in ("inicio", "fin", "preside", "lugar")}
    return eventos.traslapes(**datos, por=request.user, excepto=excepto)


@require_http_methods(["GET", "POST"])
@permiso(PROPONER_EVENTO)
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    if request.method == "GET":
        return render(
            request,
            "agenda/editar.html",
            {"form": EventoForm(instance=evento, persona=request.user), "evento": evento, "choques": []},
        )
    # Otra instancia: el formulario escribe en la suya aunque rechace, y la pantalla pinta lo guardado.
    form = EventoForm(request.POST, instance=evento_visible(request, pk), persona=request.user)
    if not form.is_valid():
        return render(request, "agenda/editar.html", {"form": form, "evento": evento, "choques": []}, status=422)
    campos = form.campos_del_evento()
    choques = _choques(request, campos, evento.pk) if "aun_asi" not in request.POST else []
    if choques:
        return render(request, "agenda/editar.html", {"form": form, "evento": evento, "choques": choques}, status=409)
    try:
        eventos.editar_evento(
            evento, version=form.cleaned_data["version"] or 0, por=request.user, ahora=timezone.now(), **campos
        )
    except YaCambio as conflicto:
        form.data = form.data.copy()
        form.data["version"] = str(evento_visible(request, pk).version)
        contexto = {
            "form": form,
            "evento": evento,
            "choques": [],
            "conflicto": conflicto,
            "actual": evento_visible(request, pk),
        }
        return render(request, "agenda/editar.html", contexto, status=409)
    except (NoSePuede, ValidationError) as error:
        form.add_error(None, str(error))
        return render(request, "agenda/editar.html", {"form": form, "evento": evento, "choques": []}, status=422)
    messages.success(request, "Cambios guardados.")
    return redirect("cadena:evento", pk)


def acto_del_evento(
    request: HttpRequest, evento_pk: int, acto: Callable[[], object], exito: str, ancla: str = ""
) -> HttpResponse:
    try:
        acto()
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, exito)
    destino = redirect("cadena:evento", evento_pk)
    destino["Location"] += ancla
    return destino


@require_POST
@permiso(EDITAR_AGENDA)
def prioridad(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    nueva = request.POST.get("prioridad", "")[:2]
    return acto_del_evento(
        request,
        pk,
        lambda: eventos.fijar_prioridad(evento, prioridad=nueva, por=request.user, ahora=timezone.now()),
        "Prioridad guardada.",
    )
