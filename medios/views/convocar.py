"""Vistas del evento con los medios: convocar, tablero de respuestas, teléfono y lista de llamadas."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda.dominio.suspension import no_se_invita_por_ahora
from agenda.models import Evento
from difusion.dominio.bandeja import GRACIA
from medios import consultas
from medios.dominio.avisos import dar_por_avisado
from medios.dominio.cambios import avisar_del_cambio, cancelar_el_aviso
from medios.dominio.convocar import convocar, impedimentos_para_invitar, mensaje_propuesto
from medios.dominio.invitaciones import cancelar_antes_de_salir
from medios.dominio.respuestas import responder
from medios.dominio.tablero import asiento_que_lo_dejo_asi, tablero_de
from medios.estados import ViaDeRespuesta
from medios.forms import ConvocatoriaForm
from medios.models import AvisoDeCambio, Convocatoria, Invitacion
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.permisos import INVITAR_MEDIOS, VER_MEDIOS


def _evento(request: HttpRequest, pk: int) -> Evento:
    return get_object_or_404(
        Evento.objects.visibles_para(request.user).select_related("dependencia", "comunidad"), pk=pk
    )


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
            impedimentos = [i for i in error.impedimentos if i.campo not in form.fields]
            for i in error.impedimentos:
                if i.campo in form.fields:
                    form.add_error(i.campo, i.texto)
        else:
            messages.success(request, f"Invitación lista para {len(convocados)}. Los correos salen en 30 segundos.")
            return redirect("medios:tablero", pk)
    contexto = {
        "evento": evento,
        "form": form,
        "impedimentos": impedimentos,
        "detenida": no_se_invita_por_ahora(evento, timezone.now()),
        "contactos": consultas.contactos_por_invitar(evento),
        "elegidos": request.POST.getlist("contactos"),
    }
    return render(request, "medios/invitar.html", contexto, status=422 if request.method == "POST" else 200)


@require_GET
@permiso(VER_MEDIOS)
def tablero(request: HttpRequest, pk: int) -> HttpResponse:
    evento, ahora = _evento(request, pk), timezone.now()
    ultima = evento.convocatorias.first()
    en_gracia = ultima if ultima and ahora - ultima.creada_en < GRACIA else None
    contexto = {
        "evento": evento,
        "tablero": tablero_de(evento, ahora),
        "en_gracia": en_gracia,
        "ya_no": asiento_que_lo_dejo_asi(evento),
        "detenida": no_se_invita_por_ahora(evento, ahora),
        "puede_invitar": request.user.puede(INVITAR_MEDIOS),
        "se_puede_invitar": not impedimentos_para_invitar(evento, ahora),
    }
    return render(request, "medios/tablero.html", contexto)


@require_POST
@permiso(INVITAR_MEDIOS)
def registrar_respuesta(request: HttpRequest, pk: int) -> HttpResponse:
    visibles = Evento.objects.visibles_para(request.user)
    invitacion = get_object_or_404(Invitacion.objects.select_related("contacto"), pk=pk)
    evento = get_object_or_404(visibles, pk=invitacion.evento_id)
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
    return redirect("medios:tablero", evento.pk)


@require_POST
@permiso(INVITAR_MEDIOS)
def cancelar_convocatoria(request: HttpRequest, pk: int) -> HttpResponse:
    convocatoria = get_object_or_404(Convocatoria, pk=pk)
    evento = _evento(request, convocatoria.evento_id)
    cuantas = cancelar_antes_de_salir(convocatoria, por=request.user, ahora=timezone.now())
    messages.success(request, f"Se cancelaron {cuantas} invitaciones que no habían salido.")
    return redirect("medios:tablero", evento.pk)


@require_POST
@permiso(INVITAR_MEDIOS)
def avisar(request: HttpRequest, pk: int) -> HttpResponse:
    evento = _evento(request, pk)
    try:
        avisos = avisar_del_cambio(evento, por=request.user, ahora=timezone.now())
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _resumen([a.falta_llamar for a in avisos]))
    return redirect("medios:tablero", pk)


def _resumen(por_llamar: list[bool]) -> str:
    llamadas, correos = sum(por_llamar), len(por_llamar) - sum(por_llamar)
    if not por_llamar:
        return "Todos los invitados están al corriente: no hay nada que avisar."
    partes = [f"{correos} por correo, {'sale' if correos == 1 else 'salen'} en 30 segundos"] if correos else []
    partes += [f"{llamadas} por teléfono, en la hoja de llamadas"] if llamadas else []
    return f"Aviso listo: {'; '.join(partes)}."


@require_POST
@permiso(INVITAR_MEDIOS)
def cancelar_aviso(request: HttpRequest, pk: int) -> HttpResponse:
    evento = _evento(request, pk)
    cuantos = cancelar_el_aviso(evento, por=request.user, ahora=timezone.now())
    if cuantos:
        messages.success(request, f"Se {'canceló 1 aviso' if cuantos == 1 else f'cancelaron {cuantos} avisos'}.")
    else:
        messages.error(request, "Ya no se puede cancelar: los avisos salieron.")
    return redirect("medios:tablero", pk)


@require_POST
@permiso(INVITAR_MEDIOS)
def aviso_dado(request: HttpRequest, pk: int) -> HttpResponse:
    aviso = get_object_or_404(AvisoDeCambio.objects.select_related("invitacion__contacto"), pk=pk)
    evento = _evento(request, aviso.invitacion.evento_id)
    dar_por_avisado(aviso, por=request.user, ahora=timezone.now())
    messages.success(request, f"{aviso.invitacion.contacto} ya lo sabe.")
    return redirect("medios:tablero", evento.pk)
