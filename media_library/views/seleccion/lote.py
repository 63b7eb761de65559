"""Lo que se hace con una selección: cambiarla, tirarla, bajarla en ZIP."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from media_library.consultas import biblioteca as consultas
from media_library.dominio.compartir.zip import empaquetar, nombre_del_zip
from media_library.dominio.originales import papelera
from media_library.dominio.seleccion import colecciones, lote
from media_library.estados import Calidad
from media_library.forms.seleccion import LoteForm, SeleccionForm
from media_library.models import Album, Evidencia
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar, frases_de, mostrar
from nucleo.pantallas.volver import volver_a
from nucleo.permisos import permiso
from nucleo.texto.formato import plural
from personas.permisos import EDITAR_EVIDENCIA, VER_BIBLIOTECA


def regreso(request: HttpRequest) -> str:
    return volver_a(request, si_no=reverse("media_library:biblioteca"))


def de_vuelta(request: HttpRequest) -> HttpResponse:
    return redirect(regreso(request))


def elegidas_de(request: HttpRequest) -> list[Evidencia] | None:
    """Las evidencias elegidas, o `None` con el aviso de por qué no se pudo."""
    form = SeleccionForm(request.POST, persona=request.user)
    if form.is_valid():
        return list(form.cleaned_data["evidencias"])
    messages.error(request, " ".join(frases_de(form)))
    return None


@require_POST
@permiso(EDITAR_EVIDENCIA)
def cambiar(request: HttpRequest) -> HttpResponse:
    """La pantalla de cambiar varias; con `guardar`, las cambia."""
    if (elegidas := elegidas_de(request)) is None:
        return de_vuelta(request)
    ahora, guardar = timezone.now(), "guardar" in request.POST
    pedido = consultas.evento_para(request.POST.get("evento", ""), request.user)
    eventos = [*filter(None, [pedido]), *consultas.eventos_cercanos(request.user, ahora, 200)]
    form = LoteForm(request.POST if guardar else None, persona=request.user, eventos=eventos)
    if cambiadas := ejecutar(request, lambda: _cambiar(request, form, elegidas), form=form):
        return _listo(request, cambiadas.valor)
    contexto = {"form": form, "elegidas": elegidas, "volver": request.POST.get("volver", "")}
    return mostrar(request, "media_library/cambiar_varias.html", contexto)


def _cambiar(request: HttpRequest, form: LoteForm, elegidas: list[Evidencia]) -> lote.ResultadoDeLote:
    cambio = form.cambio(_album_nuevo(request, form))
    return lote.editar_lote(elegidas, cambio=cambio, por=request.user, ahora=timezone.now())


def _listo(request: HttpRequest, resultado: lote.ResultadoDeLote) -> HttpResponse:
    messages.success(request, plural(resultado.cambiadas, "Se cambió 1.", "Se cambiaron {}."))
    if resultado.repetidas:
        messages.warning(request, f"{resultado.repetidas} no se movieron: su archivo ya está en ese evento.")
    return de_vuelta(request)


def _album_nuevo(request: HttpRequest, form: LoteForm) -> Album | None:
    nombre = form.cleaned_data["album_nuevo"]
    if nombre:
        return colecciones.crear_album(nombre=nombre, por=request.user, ahora=timezone.now())
    return None


@require_POST
@permiso(EDITAR_EVIDENCIA)
def tirar_varias(request: HttpRequest) -> HttpResponse:
    if (elegidas := elegidas_de(request)) is None:
        return de_vuelta(request)
    resultado = ejecutar(request, lambda: papelera.tirar(elegidas, por=request.user, ahora=timezone.now()))
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, regreso(request))
    request.session["biblioteca_deshacer"] = [e.pk for e in elegidas]
    return de_vuelta(request)


@require_POST
@permiso(VER_BIBLIOTECA)
def bajar(request: HttpRequest, calidad: str) -> HttpResponse | StreamingHttpResponse:
    if (elegidas := elegidas_de(request)) is None:
        return de_vuelta(request)
    ahora = timezone.now()
    resultado = ejecutar(request, lambda: empaquetar(elegidas, calidad=Calidad(calidad), por=request.user, ahora=ahora))
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, regreso(request))
    respuesta = StreamingHttpResponse(resultado.valor, content_type="application/zip")
    respuesta["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=nombre_del_zip(ahora)) or ""
    )
    return respuesta
