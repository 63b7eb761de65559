"""Vistas del evento con los medios: convocar, tablero de respuestas, teléfono y lista de llamadas."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agenda.dominio.suspension import no_se_invita_por_ahora
from agenda.models import Evento
from medios import consultas
from medios.dominio.avisos import dar_por_avisado
from medios.dominio.cambios import avisar_del_cambio, cancelar_el_aviso
from medios.dominio.convocar import impedimentos_para_invitar
from medios.dominio.invitaciones import cancelar_antes_de_salir
from medios.dominio.respuestas import quitar_respuesta, responder
from medios.dominio.tablero import asiento_que_lo_dejo_asi, tablero_de
from medios.estados import ViaDeRespuesta
from medios.models import AvisoDeCambio, Convocatoria, Invitacion
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar, ejecutar_y_volver, entero_de
from nucleo.permisos import permiso
from nucleo.texto.formato import plural
from personas.permisos import EDITAR_MEDIOS, INVITAR_MEDIOS, VER_MEDIOS


def evento_visible(request: HttpRequest, pk: int) -> Evento:
    return get_object_or_404(
        Evento.objects.visibles_para(request.user).select_related("dependencia", "comunidad"), pk=pk
    )


@require_GET
@permiso(VER_MEDIOS)
def tablero(request: HttpRequest, pk: int) -> HttpResponse:
    evento, ahora = evento_visible(request, pk), timezone.now()
    por_reconocer, contactos = consultas.por_reconocer(evento)
    contexto = {
        "por_reconocer": por_reconocer,
        "contactos": contactos,
        "puede_agregar": request.user.puede(EDITAR_MEDIOS),
        "evento": evento,
        "tablero": tablero_de(evento, ahora),
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
    invitacion = get_object_or_404(Invitacion.objects.select_related("contacto__medio"), pk=pk)
    evento = get_object_or_404(visibles, pk=invitacion.evento_id)
    estado = request.POST.get("estado", "")
    # Lo que no es un número cuenta como fuera de lo que cabe: se rechaza con su frase, no se cambia por uno.
    asistentes = entero_de(request.POST, "asistentes") if request.POST.get("asistentes") else 1

    def registrar() -> Invitacion:
        return responder(
            invitacion,
            estado=estado,
            via=ViaDeRespuesta.TELEFONO,
            por=request.user,
            ahora=timezone.now(),
            asistentes=-1 if asistentes is None else asistentes,
        )

    resultado = ejecutar(request, registrar)
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, "medios:tablero", evento.pk)
    regreso = reverse("medios:deshacer_respuesta", args=[pk])
    ultima = consultas.ultima_respuesta(invitacion)
    avisar_con_deshacer(request, _que_contesto(resultado.valor), regreso, respuesta=str(ultima))
    return redirect("medios:tablero", evento.pk)


def _que_contesto(invitacion: Invitacion) -> str:
    """«Radio Sierra, Cabina: no asistirá.» El medio va primero: hay cabinas en varios."""
    quien, que = f"{invitacion.contacto.medio}, {invitacion.contacto.nombre}", invitacion.get_estado_display().lower()
    if invitacion.asistentes:
        return f"{quien}: {que}, {plural(invitacion.asistentes, '1 persona', '{} personas')}."
    return f"{quien}: {que}."


@require_POST
@permiso(INVITAR_MEDIOS)
def deshacer_respuesta(request: HttpRequest, pk: int) -> HttpResponse:
    invitacion = get_object_or_404(Invitacion.objects.select_related("contacto__medio"), pk=pk)
    evento = evento_visible(request, invitacion.evento_id)
    ultima = entero_de(request.POST, "respuesta") or 0
    return ejecutar_y_volver(
        request,
        lambda: quitar_respuesta(invitacion, respuesta=ultima, por=request.user, ahora=timezone.now()),
        f"{invitacion.contacto.medio}, {invitacion.contacto.nombre}: quedó como estaba.",
        "medios:tablero",
        evento.pk,
    )


@require_POST
@permiso(INVITAR_MEDIOS)
def cancelar_convocatoria(request: HttpRequest, pk: int) -> HttpResponse:
    convocatoria = get_object_or_404(Convocatoria, pk=pk)
    evento = evento_visible(request, convocatoria.evento_id)
    cuantas = cancelar_antes_de_salir(convocatoria, por=request.user, ahora=timezone.now())
    dicho = plural(cuantas, "Se canceló 1 invitación que no había salido.", "Se cancelaron {} invitaciones sin salir.")
    if cuantas:
        messages.success(request, dicho)
    else:
        messages.error(request, "Ya no se puede cancelar: las invitaciones salieron.")
    return redirect("medios:tablero", evento.pk)


@require_POST
@permiso(INVITAR_MEDIOS)
def avisar(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)

    def avisar_a_los_medios() -> list[bool]:
        avisos = avisar_del_cambio(evento, por=request.user, ahora=timezone.now())
        return [aviso.falta_llamar for aviso in avisos]

    return ejecutar_y_volver(request, avisar_a_los_medios, _resumen, "medios:tablero", pk)


def _resumen(por_llamar: list[bool]) -> str:
    llamadas, correos = sum(por_llamar), len(por_llamar) - sum(por_llamar)
    if not por_llamar:
        return "Todos los invitados están al corriente: no hay nada que avisar."
    partes = []
    if correos:
        partes.append(plural(correos, "1 por correo, sale", "{} por correo, salen") + " en 30 segundos")
    if llamadas:
        partes.append(f"{llamadas} por teléfono: están en las respuestas, por llamar")
    return f"Aviso listo: {'; '.join(partes)}."


@require_POST
@permiso(INVITAR_MEDIOS)
def cancelar_aviso(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    cuantos = cancelar_el_aviso(evento, por=request.user, ahora=timezone.now())
    if cuantos:
        messages.success(request, plural(cuantos, "Se canceló 1 aviso.", "Se cancelaron {} avisos."))
    else:
        messages.error(request, "Ya no se puede cancelar: los avisos salieron.")
    return redirect("medios:tablero", pk)


@require_POST
@permiso(INVITAR_MEDIOS)
def aviso_dado(request: HttpRequest, pk: int) -> HttpResponse:
    aviso = get_object_or_404(AvisoDeCambio.objects.select_related("invitacion__contacto"), pk=pk)
    evento = evento_visible(request, aviso.invitacion.evento_id)
    dar_por_avisado(aviso, por=request.user, ahora=timezone.now())
    messages.success(request, f"{aviso.invitacion.contacto} ya lo sabe.")
    return redirect("medios:tablero", evento.pk)
