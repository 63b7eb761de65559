"""Solicitudes a Transparencia: pedir, anotar acuse y publicación, y verificar con capturas."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import puede
from nucleo.pantallas.vistas import ejecutar, mostrar
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

    def mandar() -> Solicitud:
        return actualizaciones.pedir_a_transparencia(
            pagina, por=request.user, ahora=timezone.now(), **form.cleaned_data
        )

    if pedida := ejecutar(request, mandar, _como_va, form=form):
        return redirect("paginas:solicitud", pedida.valor.pk)
    return mostrar(request, "paginas/pedir.html", {"form": form, "pagina": pagina})


def _como_va(solicitud: Solicitud) -> str:
    if solicitud.correo:
        return "Solicitud en la bandeja de salida."
    return "Solicitud anotada."


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
    form: AcuseForm | CancelarForm | None = None,
    negativa: NoSePuede | None = None,
) -> HttpResponse:
    """La solicitud; con un acto rechazado, la razón y lo que se había escrito, esté o no todavía su campo."""
    en_publicada = solicitud.estado == EstadoSolicitud.PUBLICADA
    contexto = {
        "solicitud": solicitud,
        "acciones": {t.hacia: puede(request.user, solicitud, t) for t in transiciones.TODAS},
        "falta": actualizaciones.impedimentos_para_verificar(solicitud) if en_publicada else [],
        "acuse_form": form if isinstance(form, AcuseForm) else AcuseForm(),
        "cancelar_form": form if isinstance(form, CancelarForm) else CancelarForm(),
        "historia": de_objeto(solicitud),
        "negativa": negativa,
        "escrito": " ".join(form.cleaned_data.values()) if form and negativa else "",
    }
    return mostrar(request, "paginas/solicitud.html", contexto, negativa)


@require_POST
@permiso(EDITAR_PAGINAS)
def recibir(request: HttpRequest, pk: int) -> HttpResponse:
    return _mover(request, pk, transiciones.RECIBIR, "Acuse anotado.", AcuseForm(request.POST))


@require_POST
@permiso(EDITAR_PAGINAS)
def publicada(request: HttpRequest, pk: int) -> HttpResponse:
    return _mover(request, pk, transiciones.PUBLICAR, "Anotado. Se toma la captura de después para verificarla.")


@require_POST
@permiso(EDITAR_PAGINAS)
def cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    exito = "Solicitud cancelada; queda en la historia."
    return _mover(request, pk, transiciones.CANCELAR, exito, CancelarForm(request.POST))


@require_POST
@permiso(EDITAR_PAGINAS)
def verificar(request: HttpRequest, pk: int) -> HttpResponse:
    solicitud = _solicitud(pk)
    resultado = ejecutar(
        request,
        lambda: actualizaciones.verificar_solicitud(solicitud, por=request.user, ahora=timezone.now()),
        "Verificada: la página cambió y ya cuenta en el cronograma.",
    )
    if resultado.negativa:
        return _hoja(request, _solicitud(pk), negativa=resultado.negativa)
    return redirect("paginas:solicitud", pk)


def _mover(
    request: HttpRequest,
    pk: int,
    transicion: transiciones.Transicion,
    exito: str,
    form: AcuseForm | CancelarForm | None = None,
) -> HttpResponse:
    solicitud = _solicitud(pk)

    def mover() -> None:
        campos = form.cleaned_data if form else {}
        actualizaciones.mover_solicitud(
            solicitud, transicion=transicion, por=request.user, ahora=timezone.now(), **campos
        )

    if form and not form.is_valid():
        return _hoja(request, solicitud, form=form)
    resultado = ejecutar(request, mover, exito)
    if resultado:
        return redirect("paginas:solicitud", pk)
    return _hoja(request, _solicitud(pk), form=form, negativa=resultado.negativa)
