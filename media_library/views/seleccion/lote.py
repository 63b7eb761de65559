"""Lo que se hace con una selección: cambiarla, tirarla, bajarla en ZIP."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from media_library.consultas import biblioteca as consultas
from media_library.dominio.compartir.zip import empaquetar, nombre_del_zip
from media_library.dominio.originales import papelera
from media_library.dominio.seleccion import colecciones, lote
from media_library.estados import Calidad
from media_library.forms.seleccion import LoteForm, SeleccionForm
from media_library.models import Album, Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.permisos import EDITAR_EVIDENCIA, VER_BIBLIOTECA


def de_vuelta(request: HttpRequest) -> HttpResponse:
    destino = request.POST.get("volver", "")
    if destino.startswith("/") and url_has_allowed_host_and_scheme(destino, allowed_hosts={request.get_host()}):
        return redirect(destino)
    return redirect("media_library:biblioteca")


def elegidas_de(request: HttpRequest) -> list[Evidencia] | None:
    """Las evidencias elegidas, o `None` con el aviso de por qué no se pudo."""
    form = SeleccionForm(request.POST, persona=request.user)
    if form.is_valid():
        return list(form.cleaned_data["evidencias"])
    messages.error(request, " ".join(str(f) for errores in form.errors.values() for f in errores))
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
    if guardar and form.is_valid():
        return _guardar(request, form, elegidas)
    contexto = {"form": form, "elegidas": elegidas, "volver": request.POST.get("volver", "")}
    return render(request, "media_library/cambiar_varias.html", contexto, status=422 if form.errors else 200)


def _guardar(request: HttpRequest, form: LoteForm, elegidas: list[Evidencia]) -> HttpResponse:
    ahora = timezone.now()
    try:
        resultado = lote.editar_lote(
            elegidas, cambio=form.cambio(_album_nuevo(request, form)), por=request.user, ahora=ahora
        )
    except NoSePuede as negativa:
        messages.error(request, str(negativa))
        return de_vuelta(request)
    messages.success(request, "Se cambió 1." if resultado.cambiadas == 1 else f"Se cambiaron {resultado.cambiadas}.")
    if resultado.repetidas:
        messages.warning(request, f"{resultado.repetidas} no se movieron: su archivo ya está en ese evento.")
    return de_vuelta(request)


def _album_nuevo(request: HttpRequest, form: LoteForm) -> Album | None:
    nombre = form.cleaned_data["album_nuevo"]
    return colecciones.crear_album(nombre=nombre, por=request.user, ahora=timezone.now()) if nombre else None


@require_POST
@permiso(EDITAR_EVIDENCIA)
def tirar_varias(request: HttpRequest) -> HttpResponse:
    if (elegidas := elegidas_de(request)) is None:
        return de_vuelta(request)
    try:
        papelera.tirar(elegidas, por=request.user, ahora=timezone.now())
    except NoSePuede as negativa:
        messages.error(request, str(negativa))
    else:
        request.session["biblioteca_deshacer"] = [e.pk for e in elegidas]
    return de_vuelta(request)


@require_POST
@permiso(VER_BIBLIOTECA)
def bajar(request: HttpRequest, calidad: str) -> HttpResponse | StreamingHttpResponse:
    if (elegidas := elegidas_de(request)) is None:
        return de_vuelta(request)
    ahora = timezone.now()
    try:
        zip_ = empaquetar(elegidas, calidad=Calidad(calidad), por=request.user, ahora=ahora)
    except NoSePuede as negativa:
        messages.error(request, str(negativa))
        return de_vuelta(request)
    respuesta = StreamingHttpResponse(zip_, content_type="application/zip")
    respuesta["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=nombre_del_zip(ahora)) or ""
    )
    return respuesta
