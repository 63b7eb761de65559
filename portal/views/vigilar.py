"""Las páginas oficiales: inventario, lo hallado cada noche, capturas y solicitudes a Transparencia."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.forms import mostrar_negativa
from personas.permisos import EDITAR_PORTAL
from portal.consultas_vigilancia import inventario
from portal.dominio import vigilancia
from portal.forms import PaginaOficialForm, QueSeHizoForm, SolicitudForm
from portal.models import PaginaOficial, RevisionDePagina, SolicitudATransparencia


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PORTAL)
def paginas(request: HttpRequest) -> HttpResponse:
    form = PaginaOficialForm(request.POST or None, initial={"cada_dias": 30, "activa": True})
    if request.method == "POST" and form.is_valid():
        try:
            vigilancia.guardar_pagina_oficial(form.instance, por=request.user, ahora=timezone.now())
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Agregada. Se revisa en un minuto.")
            return redirect("portal_oficina:vigilancia")
    contexto = {"form": form, "inventario": inventario(timezone.now())}
    return render(request, "portal_oficina/vigilancia.html", contexto, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PORTAL)
def pagina(request: HttpRequest, pk: int) -> HttpResponse:
    una = get_object_or_404(PaginaOficial, pk=pk)
    form = PaginaOficialForm(request.POST or None, instance=PaginaOficial.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            vigilancia.guardar_pagina_oficial(form.instance, por=request.user, ahora=timezone.now())
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Guardada.")
            return redirect("portal_oficina:pagina_oficial", pk)
    return _de_una(request, una, form, QueSeHizoForm())


def _de_una(request: HttpRequest, una: PaginaOficial, form: PaginaOficialForm, que: QueSeHizoForm) -> HttpResponse:
    contexto = {
        "una": una,
        "form": form,
        "que": que,
        "revisiones": una.revisiones.all()[:30],
        "proxima_a_mano": una.revisada_en + timedelta(days=una.cada_dias) if una.revisada_en else None,
        "solicitudes": una.solicitudes.all()[:20],
    }
    return render(
        request, "portal_oficina/pagina_oficial.html", contexto, status=422 if form.errors or que.errors else 200
    )


def _acto(request: HttpRequest, pk: int, acto: Callable[..., object], frase: str) -> HttpResponse:
    acto(get_object_or_404(PaginaOficial, pk=pk), por=request.user, ahora=timezone.now())
    messages.success(request, frase)
    return redirect("portal_oficina:pagina_oficial", pk)


@require_POST
@permiso(EDITAR_PORTAL)
def pedir_revision(request: HttpRequest, pk: int) -> HttpResponse:
    return _acto(request, pk, vigilancia.pedir_revision, "Se revisa en un minuto; recarga la página.")


@require_POST
@permiso(EDITAR_PORTAL)
def dar_por_revisada(request: HttpRequest, pk: int) -> HttpResponse:
    return _acto(request, pk, vigilancia.dar_por_revisada, "Queda como revisada hoy.")


@require_POST
@permiso(EDITAR_PORTAL)
def contar_cambio(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_object_or_404(RevisionDePagina.objects.select_related("pagina"), pk=pk)
    que = QueSeHizoForm(request.POST)
    if que.is_valid():
        try:
            vigilancia.contar_cambio(revision, que=que.cleaned_data["que"], por=request.user, ahora=timezone.now())
        except NoSePuede as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Ya cuenta en el cronograma, con su antes y su después.")
        return redirect("portal_oficina:pagina_oficial", revision.pagina_id)
    return _de_una(request, revision.pagina, PaginaOficialForm(instance=revision.pagina), que)


@require_GET
@permiso(EDITAR_PORTAL)
def captura(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El HTML guardado, como texto: lo ajeno nunca se ejecuta aquí."""
    revision = get_object_or_404(RevisionDePagina.objects.select_related("captura"), pk=pk, captura__isnull=False)
    respuesta = HttpResponse(bytes(revision.captura.contenido), content_type="text/plain; charset=utf-8")
    respuesta["Content-Security-Policy"] = "sandbox; default-src 'none'"
    respuesta["Content-Disposition"] = f'inline; filename="captura-{revision.captura_id[:12]}.txt"'
    return respuesta


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PORTAL)
def solicitudes(request: HttpRequest) -> HttpResponse:
    form = SolicitudForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        vigilancia.crear_solicitud(form.instance, por=request.user, ahora=timezone.now())
        messages.success(request, "Solicitud apuntada.")
        return redirect("portal_oficina:solicitudes")
    contexto = {"form": form, "solicitudes": SolicitudATransparencia.objects.select_related("pagina")[:100]}
    return render(request, "portal_oficina/solicitudes.html", contexto, status=422 if form.errors else 200)


@require_POST
@permiso(EDITAR_PORTAL)
def avanzar_solicitud(request: HttpRequest, pk: int) -> HttpResponse:
    una = get_object_or_404(SolicitudATransparencia, pk=pk)
    hacia, acuse = request.POST.get("hacia", ""), request.POST.get("acuse", "").replace("\0", "")
    try:
        vigilancia.avanzar_solicitud(una, hacia=hacia, acuse=acuse, por=request.user, ahora=timezone.now())
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Registrado.")
    return redirect("portal_oficina:solicitudes")
