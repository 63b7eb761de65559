"""La oficina y el portal: avisos urgentes, páginas institucionales, mensajes del público y suscripciones."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.dominio.bitacora import de_objeto
from nucleo.paginas import pagina_de
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import (
    Resultado,
    avisar_y_volver,
    ejecutar,
    ejecutar_y_volver,
    mostrar,
    mostrar_negativa,
    opcion_de,
)
from nucleo.permisos import permiso
from personas.permisos import ATENDER_PORTAL, EDITAR_PORTAL, VER_CRONOGRAMA
from portal.dominio import institucional, mensajes
from portal.estados import EstadoDeMensaje, EstadoDeSuscripcion, PaginaEditable
from portal.forms import AvisoForm, NotaForm, PaginaForm
from portal.models import AvisoUrgente, DescargaDePrensa, MensajeDelPublico, Suscripcion, VersionDePagina

AVISO_PUESTO = "Aviso puesto. Se verá en el inicio del portal en segundos, o a su hora."


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PORTAL)
def avisos(request: HttpRequest) -> HttpResponse:
    ahora = timezone.now()
    form = AvisoForm(request.POST or None)

    def poner() -> None:
        institucional.poner_aviso(form.instance, por=request.user, ahora=ahora)

    if ejecutar(request, poner, AVISO_PUESTO, form=form):
        return redirect("portal_oficina:avisos")
    contexto = {"form": form, "avisos": AvisoUrgente.objects.all()[:50], "ahora": ahora}
    return mostrar(request, "portal_oficina/avisos.html", contexto)


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
    form = PaginaForm(request.POST or None, initial=inicial)
    resultado = Resultado(se_hizo=False)
    if form.is_valid():
        resultado = ejecutar(
            request,
            lambda: institucional.guardar_pagina(
                clave=clave, **form.cleaned_data, por=request.user, ahora=timezone.now()
            ),
            "Página guardada. El portal la muestra en segundos.",
        )
    if resultado:
        return redirect("portal_oficina:paginas")
    if resultado.negativa and not resultado.ya_cambio:
        mostrar_negativa(form, resultado.negativa)
    contexto = {
        "form": form,
        "nombre": PaginaEditable(clave).label,
        "conflicto": resultado.ya_cambio,
        "vigente": VersionDePagina.objects.vigente(clave) if resultado.ya_cambio else vigente,
        "clave": clave,
        "versiones": VersionDePagina.objects.filter(clave=clave).select_related("guardada_por")[:20],
    }
    return mostrar(request, "portal_oficina/pagina.html", contexto, resultado.negativa)


@require_GET
@permiso(EDITAR_PORTAL, VER_CRONOGRAMA)
def version(request: HttpRequest, clave: str, numero: int) -> HttpResponse:
    """La página como quedó al guardarla, junto a como estaba: es lo que abre su prueba en el cronograma."""
    guardada = get_object_or_404(VersionDePagina.objects.select_related("guardada_por"), clave=clave, numero=numero)
    anterior = VersionDePagina.objects.filter(clave=clave, numero=numero - 1).first()
    contexto = {
        "version": guardada,
        "queda": institucional.texto_a_html(guardada.cuerpo),
        "estaba": institucional.texto_a_html(anterior.cuerpo) if anterior else "",
        "es_la_de_hoy": VersionDePagina.objects.vigente(clave) == guardada,
        "puede_editar": request.user.puede(EDITAR_PORTAL),
    }
    return render(request, "portal_oficina/version.html", contexto)


@require_GET
@permiso(ATENDER_PORTAL)
def bandeja(request: HttpRequest) -> HttpResponse:
    estado = opcion_de(request.GET, "estado", EstadoDeMensaje.values, EstadoDeMensaje.NUEVO)
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

    def atender() -> None:
        mensajes.atender_mensaje(uno, nota=form.cleaned_data["nota"], por=request.user, ahora=timezone.now())

    if ejecutar(request, atender, f"{uno.folio} quedó atendido.", form=form):
        return redirect("portal_oficina:mensajes")
    contexto = {"mensaje": uno, "form": form, "historia": de_objeto(uno)}
    return mostrar(request, "portal_oficina/mensaje.html", contexto)


@require_POST
@permiso(ATENDER_PORTAL)
def descartar(request: HttpRequest, pk: int) -> HttpResponse:
    uno = get_object_or_404(MensajeDelPublico, pk=pk)
    resultado = ejecutar(request, lambda: mensajes.descartar_mensaje(uno, por=request.user, ahora=timezone.now()))
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, "portal_oficina:mensajes")
    avisar_con_deshacer(request, "Mensaje descartado.", reverse("portal_oficina:reabrir", args=[pk]))
    return redirect("portal_oficina:mensajes")


@require_POST
@permiso(ATENDER_PORTAL)
def reabrir(request: HttpRequest, pk: int) -> HttpResponse:
    uno = get_object_or_404(MensajeDelPublico, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: mensajes.reabrir_mensaje(uno, por=request.user, ahora=timezone.now()),
        "El mensaje volvió a la bandeja.",
        "portal_oficina:mensajes",
    )


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
