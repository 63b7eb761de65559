"""Derechos de una evidencia y cartas de uso de imagen.

A la página de una carta `cadena.views.evidencia` le suma lo que está en redes.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from media_library.clientes import almacen
from media_library.consultas import biblioteca as de_biblioteca
from media_library.consultas import derechos as consultas
from media_library.dominio.derechos import consentimientos as cartas_de
from media_library.dominio.derechos import derechos as actos
from media_library.dominio.derechos import difuminado as de_difuminado
from media_library.dominio.originales.guardar import nombre_de
from media_library.forms.derechos import CartaForm, DerechosForm, MotivoForm, RevocarForm, leer_zonas, renglones_de
from media_library.models import Consentimiento, Evidencia
from media_library.models.receta import DEL_VISOR
from media_library.views.originales.respuestas import responder_archivo
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.permisos import EDITAR_EVIDENCIA

POR_PANTALLA = 200


def _evidencia(request: HttpRequest, pk: int) -> Evidencia:
    return get_object_or_404(Evidencia.objects.visibles_para(request.user).select_related("original"), pk=pk)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def derechos(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = _evidencia(request, pk)
    form = DerechosForm(request.POST or None, instance=_evidencia(request, pk), initial={"version": evidencia.version})
    if request.method == "POST" and form.is_valid():
        try:
            actos.anotar_derechos(evidencia, **form.datos(), por=request.user, ahora=timezone.now())
        except NoSePuede as negativa:
            form.add_error(None, str(negativa))
        else:
            messages.success(request, "Derechos anotados.")
            return redirect("media_library:derechos", pk)
    return _pantalla(request, evidencia, form, status=422 if form.errors else 200)


def _pantalla(request: HttpRequest, evidencia: Evidencia, form: DerechosForm, status: int) -> HttpResponse:
    contexto = {
        "evidencia": evidencia,
        "form": form,
        "motivo": MotivoForm(),
        "cartas": list(evidencia.consentimientos.all()),
        "hoy": timezone.localdate(),
        "no_se_publica": actos.impedimentos_para_publicar(evidencia, timezone.now()),
    }
    return render(request, "media_library/derechos.html", contexto, status=status)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def sin_difuminar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia, form = _evidencia(request, pk), MotivoForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Escribe en un renglón por qué no hace falta difuminar.")
        return redirect("media_library:derechos", pk)
    try:
        actos.decidir_sin_difuminar(
            evidencia, motivo=form.cleaned_data["motivo"], por=request.user, ahora=timezone.now()
        )
    except NoSePuede as negativa:
        messages.error(request, str(negativa))
    else:
        messages.success(request, "Decisión anotada.")
    return redirect("media_library:derechos", pk)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def olvidar_difuminado(request: HttpRequest, pk: int) -> HttpResponse:
    actos.olvidar_difuminado(_evidencia(request, pk), por=request.user, ahora=timezone.now())
    messages.success(request, "Se quitó la decisión.")
    return redirect("media_library:derechos", pk)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def difuminar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia, error = _evidencia(request, pk), ""
    zonas = renglones_de(request.POST) if request.method == "POST" else evidencia.zonas
    if request.method == "POST":
        try:
            de_difuminado.difuminar(evidencia, zonas=leer_zonas(zonas), por=request.user, ahora=timezone.now())
        except NoSePuede as negativa:
            error = str(negativa)
        else:
            messages.success(request, "Decisión anotada. La versión difuminada se está haciendo.")
            return redirect("media_library:derechos", pk)
    hechos = de_biblioteca.derivados_de(evidencia)
    contexto = {
        "evidencia": evidencia,
        "zonas": zonas or [("", "", "", "")],
        "error": error,
        "ancho": next((r for r in DEL_VISOR if r in hechos and hechos[r].archivo), ""),
    }
    return render(request, "media_library/difuminar.html", contexto, status=422 if error else 200)


@require_GET
@permiso(EDITAR_EVIDENCIA)
def cartas(request: HttpRequest) -> HttpResponse:
    contexto = {"cartas": consultas.cartas()[:POR_PANTALLA], "hoy": timezone.localdate()}
    return render(request, "media_library/cartas.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def nueva_carta(request: HttpRequest) -> HttpResponse:
    inicial = {"evidencias": [pk for pk in request.GET.getlist("evidencias") if pk.isdecimal() and len(pk) < 19]}  # noqa: PLR2004 - cifras de una llave
    form = CartaForm(request.POST or None, request.FILES or None, persona=request.user, initial=inicial)
    if request.method == "POST" and form.is_valid():
        try:
            carta = cartas_de.guardar_carta(**form.datos(), por=request.user, ahora=timezone.now())
        except NoSePuede as negativa:
            form.add_error(None, str(negativa))
        else:
            messages.success(request, "Carta guardada.")
            return redirect("media_library:carta", carta.pk)
    contexto = {"form": form, "cuantas": len(form["evidencias"].value() or [])}
    return render(request, "media_library/carta_nueva.html", contexto, status=422 if form.errors else 200)


@require_GET
@permiso(EDITAR_EVIDENCIA)
def carta(request: HttpRequest, pk: int, form: RevocarForm | None = None, status: int = 200) -> HttpResponse:
    una = get_object_or_404(Consentimiento.objects.select_related("carta", "creado_por"), pk=pk)
    evidencias, ahora = consultas.de_la_carta(una, request.user), timezone.now()
    por_quitar = consultas.por_quitar(evidencias) if una.revocado_en else []
    contexto = {
        "carta": una,
        "form": form or RevocarForm(),
        "vale": una.vale(timezone.localdate()),
        "renglones": [(e, actos.impedimentos_para_publicar(e, ahora)) for e in evidencias[:POR_PANTALLA]],
        "por_quitar": por_quitar,
        "usos": [uso for _, uso in por_quitar],
    }
    return TemplateResponse(request, "media_library/carta.html", contexto, status=status)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def revocar(request: HttpRequest, pk: int) -> HttpResponse:
    una, form = get_object_or_404(Consentimiento, pk=pk), RevocarForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Escribe cómo y quién pidió revocarla.")
        return redirect("media_library:carta", pk)
    cartas_de.revocar_carta(una, motivo=form.cleaned_data["motivo"], por=request.user, ahora=timezone.now())
    messages.success(request, "La carta quedó revocada. Sus fotos ya no se publican y se quitan de lo publicado.")
    return redirect("media_library:carta", pk)


@require_safe
@permiso(EDITAR_EVIDENCIA)
def archivo_de_carta(request: HttpRequest, pk: int) -> HttpResponse:
    una = get_object_or_404(Consentimiento.objects.select_related("carta"), pk=pk)
    if una.carta is None:
        raise Http404("Esa carta no tiene archivo.")
    huella = una.carta.huella
    return responder_archivo(
        request,
        almacen.originales(),
        nombre_de(huella),
        etiqueta=huella,
        mime=una.carta.tipo,
        nombre=una.nombre_de_carta,
        adjunto=True,
    )
