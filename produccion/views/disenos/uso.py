"""Usar un diseño: imprimirlo, entregarlo, publicarlo, colocarlo con foto y retirarlo con foto."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from nucleo.pantallas.vistas import ejecutar_y_volver
from nucleo.permisos import permiso
from personas.permisos import PRODUCIR
from produccion.dominio.disenos import colocar as actos
from produccion.dominio.disenos import imprimir
from produccion.forms.disenos import ColocarForm, EntregaForm, LugarForm, OrdenForm, PublicarForm, RetirarForm
from produccion.models import Colocacion, OrdenDeImpresion
from produccion.views.disenos.comun import diseno_de
from produccion.views.disenos.prueba import con_su_form


@require_POST
@permiso(PRODUCIR)
def pedir_impresion(request: HttpRequest, pk: int) -> HttpResponse:
    diseno, form = diseno_de(pk), OrdenForm(request.POST)

    def acto() -> object:
        return imprimir.pedir_impresion(diseno, datos=form.cleaned_data, por=request.user, ahora=timezone.now())

    return con_su_form(request, pk, acto, "Orden de impresión hecha.", cual="orden", form=form)


@require_POST
@permiso(PRODUCIR)
def entregar(request: HttpRequest, pk: int) -> HttpResponse:
    orden = get_object_or_404(OrdenDeImpresion, pk=pk)
    form = EntregaForm(request.POST)

    def acto() -> object:
        return imprimir.entregar_impresion(orden, por=request.user, ahora=timezone.now(), **form.cleaned_data)

    exito = "Entrega anotada: ya cuenta en el cronograma."
    return con_su_form(request, orden.diseno_id, acto, exito, cual="entrega", form=form, de=pk)


@require_POST
@permiso(PRODUCIR)
def publicar(request: HttpRequest, pk: int) -> HttpResponse:
    diseno, form = diseno_de(pk), PublicarForm(request.POST)

    def acto() -> object:
        return imprimir.anotar_publicacion(diseno, por=request.user, ahora=timezone.now(), **form.cleaned_data)

    exito = "Publicación anotada: ya cuenta en el cronograma."
    return con_su_form(request, pk, acto, exito, cual="publicar", form=form)


@require_POST
@permiso(PRODUCIR)
def apuntar_lugar(request: HttpRequest, pk: int) -> HttpResponse:
    diseno, form = diseno_de(pk), LugarForm(request.POST)

    def acto() -> object:
        return actos.apuntar_lugar(diseno, por=request.user, ahora=timezone.now(), **form.cleaned_data)

    return con_su_form(request, pk, acto, "Lugar apuntado; falta su foto.", cual="lugar", form=form)


def _lugar(pk: int) -> Colocacion:
    return get_object_or_404(Colocacion.objects.select_related("diseno__dependencia"), pk=pk)


@require_POST
@permiso(PRODUCIR)
def colocar(request: HttpRequest, pk: int) -> HttpResponse:
    puesta, form = _lugar(pk), ColocarForm(request.POST, request.FILES)

    def acto() -> object:
        limpio = form.cleaned_data
        return actos.colocar_con_foto(
            puesta, archivo=limpio["foto"], fecha=limpio["fecha"], por=request.user, ahora=timezone.now()
        )

    exito = f"{puesta.lugar} ya tiene su foto."
    return con_su_form(request, puesta.diseno_id, acto, exito, cual="colocar", form=form, de=pk)


@require_POST
@permiso(PRODUCIR)
def quitar_lugar(request: HttpRequest, pk: int) -> HttpResponse:
    puesta = _lugar(pk)
    return ejecutar_y_volver(
        request,
        lambda: actos.quitar_lugar(puesta, por=request.user, ahora=timezone.now()),
        "Lugar quitado de la lista.",
        "produccion:diseno",
        puesta.diseno_id,
    )


@require_POST
@permiso(PRODUCIR)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    puesta, form = _lugar(pk), RetirarForm(request.POST, request.FILES)

    def acto() -> object:
        limpio = form.cleaned_data
        return actos.retirar_con_foto(
            puesta, archivo=limpio["foto"], nota=limpio["nota"], por=request.user, ahora=timezone.now()
        )

    exito = f"{puesta.lugar} quedó retirado."
    return con_su_form(request, puesta.diseno_id, acto, exito, cual="retirar", form=form, de=pk)
