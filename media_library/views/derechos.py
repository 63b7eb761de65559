"""Derechos de una evidencia y cartas de uso de imagen.

A la página de una carta `cadena.views.evidencia` le suma lo que está en redes.
"""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from media_library.clientes import almacen
from media_library.consultas import derechos as consultas
from media_library.consultas.biblioteca import derivados_de
from media_library.dominio.derechos import consentimientos, difuminado
from media_library.dominio.derechos.derechos import (
    anotar_derechos,
    decidir_sin_difuminar,
    impedimentos_para_publicar,
    olvidar_difuminado,
)
from media_library.dominio.originales.guardar import nombre_de
from media_library.forms.derechos import CartaForm, DerechosForm, MotivoForm, RevocarForm, leer_zonas, renglones_de
from media_library.models import Consentimiento, Evidencia
from media_library.models.receta import DEL_VISOR
from media_library.views.originales.respuestas import responder_archivo
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import codigo_de, ejecutar, enteros_de, mostrar
from nucleo.permisos import permiso
from personas.permisos import EDITAR_EVIDENCIA

POR_PANTALLA = 200
REVOCADA = "La carta quedó revocada. Sus fotos ya no se publican y se quitan de lo publicado."


def _evidencia(request: HttpRequest, pk: int) -> Evidencia:
    return get_object_or_404(Evidencia.objects.visibles_para(request.user).select_related("original"), pk=pk)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def derechos(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = _evidencia(request, pk)
    form = _derechos_form(request, evidencia, escritos=request.method == "POST")

    def anotar() -> None:
        anotar_derechos(evidencia, **form.datos(), por=request.user, ahora=timezone.now())

    if ejecutar(request, anotar, "Derechos anotados.", form=form):
        return redirect("media_library:derechos", pk)
    return _pantalla(request, evidencia, form)


def _derechos_form(request: HttpRequest, evidencia: Evidencia, *, escritos: bool = False) -> DerechosForm:
    """Sobre otra instancia: el formulario escribe en la suya aunque rechace, y la pantalla pinta lo guardado."""
    otra = _evidencia(request, evidencia.pk)
    return DerechosForm(request.POST if escritos else None, instance=otra, initial={"version": evidencia.version})


def _pantalla(
    request: HttpRequest,
    evidencia: Evidencia,
    form: DerechosForm,
    *,
    motivo: MotivoForm | None = None,
    negativa: NoSePuede | None = None,
) -> HttpResponse:
    """Los derechos de una evidencia; con la decisión rechazada, por qué y el motivo que se había escrito."""
    contexto = {
        "evidencia": evidencia,
        "form": form,
        "motivo": motivo or MotivoForm(),
        "negativa": negativa,
        "escrito": motivo.data.get("motivo", "") if motivo else "",
        "cartas": list(evidencia.consentimientos.all()),
        "hoy": timezone.localdate(),
        "no_se_publica": impedimentos_para_publicar(evidencia, timezone.now()),
    }
    return mostrar(request, "media_library/derechos.html", contexto, negativa)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def sin_difuminar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia, form = _evidencia(request, pk), MotivoForm(request.POST)

    def decidir() -> None:
        if not form.is_valid():
            raise NoSePuede("Escribe en un renglón por qué no hace falta difuminar.")
        motivo = form.cleaned_data["motivo"]
        decidir_sin_difuminar(evidencia, motivo=motivo, por=request.user, ahora=timezone.now())

    resultado = ejecutar(request, decidir, "Decisión anotada.")
    if resultado.negativa:
        derechos_form = _derechos_form(request, evidencia)
        return _pantalla(request, evidencia, derechos_form, motivo=form, negativa=resultado.negativa)
    return redirect("media_library:derechos", pk)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def volver_a_decidir(request: HttpRequest, pk: int) -> HttpResponse:
    olvidar_difuminado(_evidencia(request, pk), por=request.user, ahora=timezone.now())
    messages.success(request, "Se quitó la decisión.")
    return redirect("media_library:derechos", pk)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def difuminar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia, negativa = _evidencia(request, pk), None
    zonas = evidencia.zonas
    if request.method == "POST":
        zonas = renglones_de(request.POST)
        resultado = ejecutar(
            request,
            lambda: difuminado.difuminar(evidencia, zonas=leer_zonas(zonas), por=request.user, ahora=timezone.now()),
            "Decisión anotada. La versión difuminada se está haciendo.",
        )
        if resultado:
            return redirect("media_library:derechos", pk)
        negativa = resultado.negativa
    hechos = derivados_de(evidencia)
    contexto = {
        "evidencia": evidencia,
        "zonas": zonas or [("", "", "", "")],
        "error": str(negativa or ""),
        "ancho": next((r for r in DEL_VISOR if r in hechos and hechos[r].archivo), ""),
    }
    codigo = HTTPStatus.OK
    if negativa:
        codigo = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "media_library/difuminar.html", contexto, status=codigo)


@require_GET
@permiso(EDITAR_EVIDENCIA)
def cartas(request: HttpRequest) -> HttpResponse:
    contexto = {"cartas": consultas.cartas()[:POR_PANTALLA], "hoy": timezone.localdate()}
    return render(request, "media_library/cartas.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def nueva_carta(request: HttpRequest) -> HttpResponse:
    inicial = {"evidencias": enteros_de(request.GET, "evidencias")}
    form = CartaForm(request.POST or None, request.FILES or None, persona=request.user, initial=inicial)

    def guardar() -> Consentimiento:
        return consentimientos.guardar_carta(**form.datos(), por=request.user, ahora=timezone.now())

    if guardada := ejecutar(request, guardar, "Carta guardada.", form=form):
        return redirect("media_library:carta", guardada.valor.pk)
    contexto = {"form": form, "cuantas": len(form["evidencias"].value() or [])}
    return mostrar(request, "media_library/carta_nueva.html", contexto)


@require_GET
@permiso(EDITAR_EVIDENCIA)
def carta(request: HttpRequest, pk: int) -> HttpResponse:
    return _carta(request, pk)


def _carta(
    request: HttpRequest, pk: int, form: RevocarForm | None = None, negativa: NoSePuede | None = None
) -> HttpResponse:
    """La carta; con la revocación rechazada, por qué y lo que se había escrito."""
    una = get_object_or_404(Consentimiento.objects.select_related("carta", "creado_por"), pk=pk)
    evidencias, ahora = consultas.de_la_carta(una, request.user), timezone.now()
    por_quitar = consultas.por_quitar(evidencias) if una.revocado_en else []
    contexto = {
        "carta": una,
        "form": form or RevocarForm(),
        "vale": una.vale(timezone.localdate()),
        "renglones": [(e, impedimentos_para_publicar(e, ahora)) for e in evidencias[:POR_PANTALLA]],
        "por_quitar": por_quitar,
        "usos": [uso for _, uso in por_quitar],
        "negativa": negativa,
        "escrito": form.data.get("motivo", "") if form else "",
    }
    codigo = codigo_de(contexto.values(), negativa)
    return TemplateResponse(request, "media_library/carta.html", contexto, status=codigo)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def revocar(request: HttpRequest, pk: int) -> HttpResponse:
    una, form = get_object_or_404(Consentimiento, pk=pk), RevocarForm(request.POST)

    def revocar_con_motivo() -> None:
        if not form.is_valid():
            raise NoSePuede("Escribe cómo y quién pidió revocarla.")
        consentimientos.revocar_carta(una, motivo=form.cleaned_data["motivo"], por=request.user, ahora=timezone.now())

    resultado = ejecutar(request, revocar_con_motivo, REVOCADA)
    if resultado.negativa:
        return _carta(request, pk, form, resultado.negativa)
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
