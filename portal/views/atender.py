"""La oficina y el portal: avisos urgentes, páginas institucionales, mensajes del público y suscripciones."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.deshacer import avisar_con_deshacer
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.paginas import pagina_de
from nucleo.permisos import permiso
from personas.forms.ajustes import mostrar_negativa
from personas.permisos import ATENDER_PORTAL, EDITAR_PORTAL
from portal.dominio import institucional, mensajes
from portal.estados import EstadoDeMensaje, EstadoDeSuscripcion, PaginaEditable
from portal.forms import AvisoForm, NotaForm, PaginaForm
from portal.models import AvisoUrgente, DescargaDePrensa, MensajeDelPublico, Suscripcion, VersionDePagina


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PORTAL)
def avisos(request: HttpRequest) -> HttpResponse:
    ahora = timezone.now()
    form = AvisoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            institucional.poner_aviso(form.instance, por=request.user, ahora=ahora)
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Aviso puesto. Se verá en el inicio del portal en segundos, o a su hora.")
            return redirect("portal_oficina:avisos")
    contexto = {"form": form, "avisos": AvisoUrgente.objects.all()[:50], "ahora": ahora}
    return render(request, "portal_oficina/avisos.html", contexto, status=422 if form.errors else 200)


@require_POST
@permiso(EDITAR_PORTAL)
def quitar_aviso(request: HttpRequest, pk: int) -> HttpResponse:
    aviso = get_object_or_404(AvisoUrgente, pk=pk)
    institucional.quitar_aviso(aviso, por=request.user, ahora=timezone.now())
    messages.success(request, "Aviso quitado.")
    return redirect("portal_oficina:avisos")


@require_GET
@permiso(EDITAR_PORTAL)
def paginas(request: HttpRequest) -> HttpResponse:
    filas = [(clave, nombre, VersionDePagina.objects.vigente(clave)) for clave, nombre in PaginaEditable.choices]
    return render(request, "portal_oficina/paginas.html", {"paginas": filas})


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PORTAL)
def pagina(request: HttpRequest, clave: str) -> HttpResponse:
    if clave not in PaginaEditable.values:
        return redirect("portal_oficina:paginas")
    vigente = VersionDePagina.objects.vigente(clave)
    inicial = {"cuerpo": vigente.cuerpo if vigente else "", "numero": vigente.numero if vigente else 0}
    form, conflicto = PaginaForm(request.POST or None, initial=inicial), None
    if request.method == "POST" and form.is_valid():
        try:
            institucional.guardar_pagina(clave=clave, **form.cleaned_data, por=request.user, ahora=timezone.now())
        except YaCambio as error:
            conflicto = str(error)
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Página guardada. El portal la muestra en segundos.")
            return redirect("portal_oficina:paginas")
    contexto = {
        "form": form,
        "nombre": PaginaEditable(clave).label,
        "conflicto": conflicto,
        "vigente": vigente,
        "clave": clave,
        "versiones": VersionDePagina.objects.filter(clave=clave).select_related("guardada_por")[:20],
    }
    return render(
        request, "portal_oficina/pagina.html", contexto, status=409 if conflicto else 422 if form.errors else 200
    )


@require_GET
@permiso(ATENDER_PORTAL)
def bandeja(request: HttpRequest) -> HttpResponse:
    pedido = request.GET.get("estado", EstadoDeMensaje.NUEVO)
    estado = pedido if pedido in EstadoDeMensaje.values else EstadoDeMensaje.NUEVO
    filas = MensajeDelPublico.objects.filter(estado=estado).order_by("-recibido_en", "-pk")
    contexto = {
        "pagina": pagina_de(filas, request.GET.get("pagina"), 25),
        "estado": estado,
        "estados": EstadoDeMensaje.choices,
        "nuevos": MensajeDelPublico.objects.filter(estado=EstadoDeMensaje.NUEVO).count(),
    }
    return render(request, "portal_oficina/mensajes.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(ATENDER_PORTAL)
def mensaje(request: HttpRequest, pk: int) -> HttpResponse:
    """Ver un mensaje y darlo por atendido con lo que se hizo."""
    uno = get_object_or_404(MensajeDelPublico.objects.select_related("atendido_por"), pk=pk)
    form = NotaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mensajes.atender_mensaje(uno, nota=form.cleaned_data["nota"], por=request.user, ahora=timezone.now())
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, f"{uno.folio} quedó atendido.")
            return redirect("portal_oficina:mensajes")
    contexto = {"mensaje": uno, "form": form, "historia": de_objeto(uno)}
    return render(request, "portal_oficina/mensaje.html", contexto, status=422 if form.errors else 200)


def _mover(request: HttpRequest, pk: int, acto: Callable[..., MensajeDelPublico], frase: str) -> HttpResponse:
    uno = get_object_or_404(MensajeDelPublico, pk=pk)
    try:
        acto(uno, por=request.user, ahora=timezone.now())
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        if acto is mensajes.descartar_mensaje:
            avisar_con_deshacer(request, frase, f"/oficina/portal/mensajes/{pk}/reabrir/")
        else:
            messages.success(request, frase)
    return redirect("portal_oficina:mensajes")


@require_POST
@permiso(ATENDER_PORTAL)
def descartar(request: HttpRequest, pk: int) -> HttpResponse:
    return _mover(request, pk, mensajes.descartar_mensaje, "Mensaje descartado.")


@require_POST
@permiso(ATENDER_PORTAL)
def reabrir(request: HttpRequest, pk: int) -> HttpResponse:
    return _mover(request, pk, mensajes.reabrir_mensaje, "El mensaje volvió a la bandeja.")


@require_GET
@permiso(ATENDER_PORTAL)
def publico(request: HttpRequest) -> HttpResponse:
    """Cuántos se suscribieron y qué se baja; sin enseñar correos (LGPDPPSO: minimizar)."""
    activas = Suscripcion.objects.filter(estado=EstadoDeSuscripcion.ACTIVA)
    por_archivo = DescargaDePrensa.objects.values("camino").annotate(total=Sum("cuantas"))
    contexto = {
        "por_frecuencia": list(activas.order_by("frecuencia").values_list("frecuencia").annotate(Count("pk"))),
        "por_confirmar": Suscripcion.objects.filter(estado=EstadoDeSuscripcion.POR_CONFIRMAR).count(),
        "bajas": Suscripcion.objects.filter(estado=EstadoDeSuscripcion.BAJA).count(),
        "activas": activas.count(),
        "descargas": por_archivo.order_by("-total", "camino")[:40],
    }
    return render(request, "portal_oficina/publico.html", contexto)
