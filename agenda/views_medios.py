"""Vistas del evento con los medios: convocar, tablero de respuestas, teléfono y lista de llamadas."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda import consultas
from agenda.dominio.convocar import convocar, impedimentos_para_invitar, mensaje_propuesto, no_se_invita_por_ahora
from agenda.forms import ConvocatoriaForm
from agenda.models import Evento
from medios.dominio.invitaciones import cancelar_antes_de_salir
from medios.dominio.respuestas import responder
from medios.estados import ViaDeRespuesta
from medios.models import Convocatoria, Invitacion
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.permisos import INVITAR_MEDIOS, VER_MEDIOS


def _evento(request: HttpRequest, pk: int) -> Evento:
    return get_object_or_404(Evento.objects.visibles_para(request.user).select_related("dependencia"), pk=pk)


@require_http_methods(["GET", "POST"])
@permiso(INVITAR_MEDIOS)
def invitar(request: HttpRequest, pk: int) -> HttpResponse:
    evento = _evento(request, pk)
    asunto, mensaje = mensaje_propuesto(evento)
    form = ConvocatoriaForm(request.POST or None, initial={"asunto": asunto, "mensaje": mensaje})
    impedimentos = impedimentos_para_invitar(evento, timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            _, convocados = convocar(evento, por=request.user, ahora=timezone.now(), **form.cleaned_data)
        except NoSePuede as error:
            impedimentos = error.impedimentos
        else:
            messages.success(request, f"Invitación lista para {len(convocados)}. Los correos salen en 30 segundos.")
            return redirect("agenda:tablero", pk)
    contexto = {
        "evento": evento,
        "form": form,
        "impedimentos": impedimentos,
        "detenida": no_se_invita_por_ahora(evento, timezone.now()),
        "contactos": consultas.contactos_por_invitar(evento),
        "elegidos": request.POST.getlist("contactos"),
    }
    return render(request, "agenda/invitar.html", contexto, status=422 if request.method == "POST" else 200)


@require_GET
@permiso(VER_MEDIOS)
def tablero(request: HttpRequest, pk: int) -> HttpResponse:
    evento = _evento(request, pk)
    invitaciones, numeros = consultas.tablero_de_medios(evento)
    ultima = Convocatoria.objects.filter(evento_ref=evento.ref).first()
    en_gracia = ultima if ultima and (timezone.now() - ultima.creada_en).total_seconds() < 30 else None  # noqa: PLR2004 - la gracia dura 30 s
    contexto = {
        "evento": evento,
        "invitaciones": invitaciones,
        "numeros": numeros,
        "en_gracia": en_gracia,
        "detenida": no_se_invita_por_ahora(evento, timezone.now()),
        "puede_invitar": request.user.puede(INVITAR_MEDIOS),
    }
    return render(request, "agenda/tablero.html", contexto)


@require_POST
@permiso(INVITAR_MEDIOS)
def registrar_respuesta(request: HttpRequest, pk: int) -> HttpResponse:
    visibles = Evento.objects.visibles_para(request.user)
    invitacion = get_object_or_404(Invitacion.objects.select_related("contacto"), pk=pk)
    evento = get_object_or_404(visibles, pk=int(invitacion.evento_ref.partition(":")[2]))
    cuantos = request.POST.get("asistentes", "1")
    try:
        responder(
            invitacion,
            estado=request.POST.get("estado", ""),
            via=ViaDeRespuesta.TELEFONO,
            por=request.user,
            ahora=timezone.now(),
            asistentes=min(50, int(cuantos)) if cuantos.isdecimal() and len(cuantos) < 4 else 1,  # noqa: PLR2004 - tope de captura
        )
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Respuesta de {invitacion.contacto} registrada por teléfono.")
    return redirect("agenda:tablero", evento.pk)


@require_POST
@permiso(INVITAR_MEDIOS)
def cancelar_convocatoria(request: HttpRequest, pk: int) -> HttpResponse:
    convocatoria = get_object_or_404(Convocatoria, pk=pk)
    evento = _evento(request, int(convocatoria.evento_ref.partition(":")[2]))
    cuantas = cancelar_antes_de_salir(convocatoria, por=request.user, ahora=timezone.now())
    messages.success(request, f"Se cancelaron {cuantas} invitaciones que no habían salido.")
    return redirect("agenda:tablero", evento.pk)
