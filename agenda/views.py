"""Vistas de agenda: listas, evento, estados y coberturas."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda import consultas, transiciones
from agenda.dominio import eventos
from agenda.dominio.coberturas import se_cubre
from agenda.dominio.convocar import impedimentos_para_invitar, no_se_invita_por_ahora
from agenda.dominio.historia import historia_de
from agenda.dominio.tablero import tablero_de
from agenda.estados import EstadoCobertura, EstadoEvento, Prioridad, TipoDeCobertura
from agenda.forms import EventoForm
from agenda.models import Evento
from media_library.consultas.biblioteca import del_evento as evidencias_del_evento
from media_library.consultas.cuadricula import con_miniaturas, tarjetas
from media_library.models import Buzon
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.dominio.transiciones import puede
from nucleo.formato import MESES, dia_relativo
from nucleo.permisos import permiso
from personas.permisos import (
    ASIGNAR_COBERTURA,
    EDITAR_AGENDA,
    INVITAR_MEDIOS,
    PROPONER_EVENTO,
    SUBIR_EVIDENCIA,
    VER_AGENDA,
)

MOTIVO_RECIBIDO = 5000  # lo que pase de su largo se rechaza con una frase y vuelve a su campo; más es basura
NOMBRE_DE_BUZON = Buzon._meta.get_field("nombre").max_length
CAMPOS_DEL_FILTRO = ("q", "dependencia", "prioridad", "solo", "comunidad")


def evento_visible(request: HttpRequest, pk: int) -> Evento:
    return get_object_or_404(
        Evento.objects.visibles_para(request.user).select_related("dependencia", "comunidad", "creado_por"), pk=pk
    )


def _fecha_pedida(request: HttpRequest, nombre: str = "dia") -> date:
    try:
        pedida = date.fromisoformat(request.GET.get(nombre, ""))
    except ValueError:
        return timezone.localdate()
    return pedida if 2000 <= pedida.year <= 2100 else timezone.localdate()  # noqa: PLR2004 - años razonables


def _filtro(request: HttpRequest) -> consultas.Filtro:
    return consultas.Filtro(*(request.GET.get(c, "")[:100].replace("\0", "") for c in CAMPOS_DEL_FILTRO))


@require_GET
@permiso(VER_AGENDA)
def lista(request: HttpRequest) -> HttpResponse:
    """Por días: la semana que contiene el día pedido."""
    desde = consultas.semana_de(_fecha_pedida(request))
    filtro = _filtro(request)
    renglones = consultas.con_cadena(
        consultas.eventos_entre(request.user, desde, desde + timedelta(days=7), filtro), request.user, timezone.now()
    )
    hoy = timezone.localdate()
    dias = [
        (dia, dia_relativo(dia, hoy), list(grupo))
        for dia, grupo in groupby(renglones, key=lambda r: timezone.localtime(r.evento.inicio).date())
    ]
    contexto = {
        "dias": dias,
        "desde": desde,
        "hasta": desde + timedelta(days=6),
        "anterior": desde - timedelta(days=7),
        "siguiente": desde + timedelta(days=7),
        "filtro": filtro,
        "nombres": consultas.nombres_para_filtrar(request.user),
        "prioridades": Prioridad.choices,
        "hoy": hoy,
        "proximo": None if dias else consultas.siguiente_evento(request.user, timezone.now()),
        "total": len(renglones),
    }
    return render(request, "agenda/lista.html", contexto)


@require_GET
@permiso(VER_AGENDA)
def mes(request: HttpRequest) -> HttpResponse:
    primero = _fecha_pedida(request).replace(day=1)
    siguiente = (primero + timedelta(days=32)).replace(day=1)
    inicio = consultas.semana_de(primero)
    fin = consultas.semana_de(siguiente - timedelta(days=1)) + timedelta(days=7)
    por_dia: dict[date, list[Evento]] = {}
    for evento in consultas.eventos_entre(request.user, inicio, fin, _filtro(request)):
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
    form = EventoForm(request.POST or None, persona=request.user, initial={"fecha": _fecha_pedida(request)})
    if request.method == "POST" and form.is_valid():
        campos = form.campos_del_evento()
        choques = _choques(request, campos) if "aun_asi" not in request.POST else []
        if not choques:
            evento = eventos.crear_evento(por=request.user, ahora=timezone.now(), **campos)
            messages.success(request, "Evento guardado.")
            return redirect("agenda:ver", evento.pk)
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
    return redirect("agenda:ver", pk)


@require_GET
@permiso(VER_AGENDA)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return pagina_del_evento(request, evento_visible(request, pk))


def pagina_del_evento(request: HttpRequest, evento: Evento, *, motivo: str = "", rechazo: str = "") -> HttpResponse:
    """La página del evento; con un cambio de estado rechazado (409), su razón y el motivo que se había escrito."""
    renglon = consultas.con_cadena([evento], request.user, timezone.now())[0]
    sugerida, razon = eventos.prioridad_sugerida(tipo=evento.tipo, alcance=evento.alcance, preside=evento.preside)
    acciones = [t for t in transiciones.DEL_EVENTO if puede(request.user, evento, t)]
    coberturas = list(evento.coberturas.select_related("persona"))
    activas = [c for c in coberturas if c.estado != EstadoCobertura.RETIRADA]
    piden_motivo = (transiciones.CANCELAR, transiciones.POSPONER)
    contexto = {
        "evento": evento,
        "renglon": renglon,
        "coberturas": coberturas,
        "encargos": len(activas),
        "entregadas": sum(c.estado == EstadoCobertura.ENTREGADA for c in activas),
        "tablero": tablero_de(evento, timezone.now()),
        "evidencias": tarjetas(con_miniaturas(evidencias_del_evento(evento.ref, request.user))[:12]),
        "estados_de_boletin": consultas.nombres_de_estados_de_boletin(),
        "historia": historia_de(evento, coberturas, request.user),
        "prioridades": Prioridad.choices,
        "acciones": acciones,
        "piden_motivo": piden_motivo,
        "piden_motivo_ahora": any(t in piden_motivo for t in acciones),
        "tipos_de_cobertura": TipoDeCobertura.choices,
        "personas": consultas.quienes_pueden_cubrir() if request.user.puede(ASIGNAR_COBERTURA) else [],
        "puede_asignar": request.user.puede(ASIGNAR_COBERTURA),
        "se_cubre": se_cubre(evento),
        "nombre_del_buzon": f"Fotos de {evento.titulo}"[:NOMBRE_DE_BUZON],
        "puede_invitar": request.user.puede(INVITAR_MEDIOS),
        "puede_editar": request.user.puede(EDITAR_AGENDA)
        or (request.user.puede(PROPONER_EVENTO) and evento.estado == EstadoEvento.POR_CONFIRMAR),
        "puede_subir": request.user.puede(SUBIR_EVIDENCIA),
        "no_se_invita": impedimentos_para_invitar(evento, timezone.now()),
        "detenida": no_se_invita_por_ahora(evento, timezone.now()),
        "sugerida": sugerida,
        "razon": razon,
        "motivo": motivo,
        "rechazo": rechazo,
    }
    return render(request, "agenda/ver.html", contexto, status=409 if rechazo else 200)


def acto_del_evento(
    request: HttpRequest, evento_pk: int, acto: Callable[[], object], exito: str, ancla: str = ""
) -> HttpResponse:
    try:
        acto()
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, exito)
    destino = redirect("agenda:ver", evento_pk)
    destino["Location"] += ancla
    return destino


@require_POST
@permiso(EDITAR_AGENDA)
def mover_estado(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    transicion = next((t for t in transiciones.DEL_EVENTO if t.nombre == request.POST.get("accion")), None)
    if transicion is None:
        messages.error(request, "Esa acción ya no está disponible.")
        return redirect("agenda:ver", pk)
    motivo = request.POST.get("motivo", "")[:MOTIVO_RECIBIDO].replace("\0", "")
    try:
        eventos.mover_estado(evento, transicion, por=request.user, ahora=timezone.now(), motivo=motivo)
    except NoSePuede as error:
        return pagina_del_evento(request, evento_visible(request, pk), motivo=motivo, rechazo=str(error))
    messages.success(request, "Listo: el evento cambió de estado.")
    return redirect("agenda:ver", pk)


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
