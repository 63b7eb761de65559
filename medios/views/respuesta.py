"""La página personal del medio invitado: sin cuenta, sólo escribe con POST y se puede cambiar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from medios.dominio.acto import DatosDelActo, datos_del_acto, huella_del_acto, ics_del_acto
from medios.dominio.avisos import contesto_otra_cita
from medios.dominio.respuestas import invitacion_del_token, responder
from medios.estados import EstadoRespuesta, ViaDeRespuesta
from medios.forms import RespuestaForm
from medios.models import Invitacion
from nucleo.enlaces.personales import abrir_enlace
from nucleo.pantallas.vistas import ejecutar, enviado, mostrar
from nucleo.permisos import sin_sesion


def _invitacion(token: str) -> Invitacion:
    return abrir_enlace(invitacion_del_token, token, si_no="medios/enlace_vencido.html")


@csrf_exempt  # el token del enlace es el secreto; quien contesta no tiene sesión que proteger
@require_http_methods(["GET", "HEAD", "POST"])
@sin_sesion(token=True)
def respuesta(request: HttpRequest, token: str) -> HttpResponse:
    invitacion = _invitacion(token)
    acto = datos_del_acto(invitacion.evento)
    form = RespuestaForm(enviado(request), initial=_respuesta_anterior(invitacion, acto))

    def contestar() -> None:
        datos = form.cleaned_data | {"asistentes": form.cleaned_data["asistentes"] or 0}
        responder(invitacion, via=ViaDeRespuesta.ENLACE, ahora=timezone.now(), **datos)

    if ejecutar(request, contestar, form=form):
        return redirect("medios_publicas:respuesta", token)
    contexto = {
        "invitacion": invitacion,
        "convocatoria": invitacion.convocatoria,
        "acto": acto,
        "cambio": acto.huella
        != huella_del_acto(invitacion.convocatoria.inicio, invitacion.convocatoria.fin, invitacion.convocatoria.lugar),
        "contesto_otra_cita": contesto_otra_cita(invitacion, acto),
        "form": form,
        "cambia": acto.en_pie
        and (invitacion.estado == EstadoRespuesta.PENDIENTE or "cambiar" in request.GET or bool(form.errors)),
        "token": token,
    }
    return mostrar(request, "medios/respuesta.html", contexto)


def _respuesta_anterior(invitacion: Invitacion, acto: DatosDelActo) -> dict:
    visto = {"acto_visto": acto.huella}
    if invitacion.estado == EstadoRespuesta.PENDIENTE:
        return visto
    return visto | {
        "asistentes": invitacion.asistentes or None,
        "equipo": invitacion.equipo,
        "comentario": invitacion.comentario,
    }


@require_safe
@sin_sesion(token=True)
def calendario(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - firma de Django
    invitacion = _invitacion(token)
    ics = ics_del_acto(datos_del_acto(invitacion.evento), timezone.now())
    contenido = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    contenido["Content-Disposition"] = 'attachment; filename="evento.ics"'
    return contenido
