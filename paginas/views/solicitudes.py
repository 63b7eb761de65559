"""Solicitudes a Transparencia: pedir, anotar acuse y publicación, y verificar con capturas."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import puede
from nucleo.permisos import permiso
from paginas import consultas, transiciones
from paginas.dominio import actualizaciones
from paginas.estados import EstadoSolicitud
from paginas.forms import AcuseForm, CancelarForm, SolicitudForm
from paginas.models import PaginaOficial, Solicitud
from personas.permisos import EDITAR_PAGINAS, VER_PAGINAS


@require_GET
@permiso(VER_PAGINAS)
def lista(request: HttpRequest) -> HttpResponse:
    estado = request.GET.get("estado", "")[:20]
    contexto = {
        "solicitudes": consultas.solicitudes_por_estado(estado),
        "estado": estado,
        "estados": EstadoSolicitud.choices,
    }
    return render(request, "paginas/solicitudes.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PAGINAS)
def pedir(request: HttpRequest, pagina_pk: int) -> HttpResponse:
    pagina = get_object_or_404(PaginaOficial, pk=pagina_pk)
    form = SolicitudForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            solicitud = actualizaciones.pedir_a_transparencia(
                pagina, por=request.user, ahora=timezone.now(), **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, "Solicitud anotada." if not solicitud.correo else "Solicitud en la bandeja de salida."
            )
            return redirect("paginas:solicitud", solicitud.pk)
    contexto = {"form": form, "pagina": pagina}
    return render(request, "paginas/pedir.html", contexto, status=422 if form.errors else 200)


@require_GET
@permiso(VER_PAGINAS)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return _hoja(request, _solicitud(pk))


def _solicitud(pk: int) -> Solicitud:
    return get_object_or_404(Solicitud.objects.select_related("pagina", "antes", "enviada_por"), pk=pk)


def _hoja(
    request: HttpRequest,
    solicitud: Solicitud,
    *,
    error: str = "",
    acuse: AcuseForm | None = None,
    cancela: CancelarForm | None = None,
) -> HttpResponse:
    """La solicitud; con un acto rechazado, la razón y lo que se había escrito en su campo."""
    en_publicada = solicitud.estado == EstadoSolicitud.PUBLICADA
    contexto = {
        "solicitud": solicitud,
        "acciones": {t.hacia: puede(request.user, solicitud, t) for t in transiciones.TODAS},
        "falta": actualizaciones.impedimentos_para_verificar(solicitud) if en_publicada else [],
        "acuse_form": acuse or AcuseForm(),
        "cancelar_form": cancela or CancelarForm(),
        "historia": de_objeto(solicitud),
        "error": error,
    }
    mal_escrito = (acuse and acuse.errors) or (cancela and cancela.errors)
    return render(request, "paginas/solicitud.html", contexto, status=422 if mal_escrito else 409 if error else 200)


@require_POST
@permiso(EDITAR_PAGINAS)
def recibir(request: HttpRequest, pk: int) -> HttpResponse:
    form = AcuseForm(request.POST)
    if not form.is_valid():
        return _hoja(request, _solicitud(pk), error=" ".join(form.errors["acuse"]), acuse=form)
    return _mover(request, pk, transiciones.RECIBIR, "Acuse anotado.", acuse=form.cleaned_data["acuse"])


@require_POST
@permiso(EDITAR_PAGINAS)
def publicada(request: HttpRequest, pk: int) -> HttpResponse:
    return _mover(request, pk, transiciones.PUBLICAR, "Anotado. Se toma la captura de después para verificarla.")


@require_POST
@permiso(EDITAR_PAGINAS)
def cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    form = CancelarForm(request.POST)
    if not form.is_valid():
        return _hoja(request, _solicitud(pk), error="Escribe por qué se cancela, en un renglón.", cancela=form)
    return _mover(request, pk, transiciones.CANCELAR, "Solicitud cancelada; queda en la historia.", **form.cleaned_data)


@require_POST
@permiso(EDITAR_PAGINAS)
def verificar(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud = _solicitud(pk)
    return _hacer(
        request,
        solicitud,
        lambda: actualizaciones.verificar_solicitud(solicitud, por=request.user, ahora=timezone.now()),
        "Verificada: la página cambió y ya cuenta en el cronograma.",
    )


def _mover(
    request: HttpRequest, pk: int, transicion: transiciones.Transicion, exito: str, **campos: str
) -> HttpResponse:
    solicitud = _solicitud(pk)
    return _hacer(
        request,
        solicitud,
        lambda: actualizaciones.mover_solicitud(
            solicitud, transicion=transicion, por=request.user, ahora=timezone.now(), **campos
        ),
        exito,
    )


def _hacer(request: HttpRequest, solicitud: Solicitud, acto: Callable[[], object], exito: str) -> HttpResponse:
    try:
        acto()
    except NoSePuede as negativa:
        return _hoja(request, _solicitud(solicitud.pk), error=str(negativa))
    messages.success(request, exito)
    return redirect("paginas:solicitud", solicitud.pk)
