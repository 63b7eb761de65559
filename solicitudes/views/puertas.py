"""Las puertas de las dependencias, los plazos y cuánto participa cada una."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from nucleo.enlaces.personales import sin_huella
from nucleo.enlaces.qr import qr_svg
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, enviado, leer_o_escribir, mostrar
from nucleo.permisos import permiso
from personas.models import Dependencia
from personas.permisos import AJUSTAR_OFICINA, ATENDER_SOLICITUDES, VER_SOLICITUDES
from solicitudes.consultas.participacion import dependencias_con_puerta, participacion
from solicitudes.dominio import plazos as de_plazos
from solicitudes.dominio.puertas import PuertaAbierta, abrir_puerta, cerrar_puerta
from solicitudes.dominio.recordar import recordar_a
from solicitudes.estados import TipoDeSolicitud
from solicitudes.forms.puertas import PlazoForm, PuertaForm
from solicitudes.models import PlazoDeAtencion, Puerta


@leer_o_escribir
@permiso(ATENDER_SOLICITUDES)
def puertas(request: HttpRequest) -> HttpResponse:
    """Con POST da el enlace, que se ve una sola vez."""
    form = PuertaForm(enviado(request), initial={"dependencia": request.GET.get("dependencia", "")[:9]})

    def abrir() -> PuertaAbierta:
        return abrir_puerta(**form.cleaned_data, por=request.user, ahora=timezone.now())

    abierta = ejecutar(request, abrir, form=form).valor
    contexto = {
        "form": PuertaForm() if abierta else form,
        "abierta": abierta,
        "qr": qr_svg(abierta.enlace) if abierta else "",
        "dependencias": dependencias_con_puerta(),
        "ahora": timezone.now(),
    }
    return sin_huella(mostrar(request, "solicitudes/puertas.html", contexto))


@require_POST
@permiso(ATENDER_SOLICITUDES)
def cerrar(request: HttpRequest, pk: int) -> HttpResponse:
    puerta = get_object_or_404(Puerta.objects.select_related("dependencia", "buzon"), pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: cerrar_puerta(puerta, por=request.user, ahora=timezone.now()),
        f"El enlace de {puerta.dependencia} ya no abre nada.",
        "solicitudes:puertas",
    )


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def plazos(request: HttpRequest) -> HttpResponse:
    hoy = timezone.localdate()
    form = PlazoForm(enviado(request), initial={"fecha_desde": hoy})

    def fijar() -> PlazoDeAtencion:
        return de_plazos.fijar_plazo(**form.plazo(), por=request.user, ahora=timezone.now())

    if ejecutar(request, fijar, lambda p: f"Desde ese día: {p}.", form=form):
        return redirect("solicitudes:plazos")
    vigentes = PlazoDeAtencion.objects.vigentes(hoy)
    filas = [(tipo.label, vigentes.get(tipo.value)) for tipo in TipoDeSolicitud]
    por_venir = PlazoDeAtencion.objects.filter(fecha_desde__gt=hoy).order_by("fecha_desde", "tipo")
    return mostrar(request, "solicitudes/plazos.html", {"form": form, "filas": filas, "por_venir": por_venir})


@require_GET
@permiso(VER_SOLICITUDES)
def participan(request: HttpRequest) -> HttpResponse:
    filas = participacion(timezone.now())
    contexto = {
        "filas": filas,
        "calladas": [fila for fila in filas if fila.calla],
        "hoy": timezone.localdate(),
        "maximo": max((fila.del_trimestre for fila in filas), default=0),
    }
    return mostrar(request, "solicitudes/participacion.html", contexto)


@require_POST
@permiso(ATENDER_SOLICITUDES)
def recordar(request: HttpRequest, pk: int) -> HttpResponse:
    dependencia = get_object_or_404(Dependencia.objects.select_related("puerta"), pk=pk, activa=True)
    return ejecutar_y_volver(
        request,
        lambda: recordar_a(dependencia, por=request.user, ahora=timezone.now()),
        f"Se le escribió a {dependencia}.",
        "solicitudes:participacion",
    )
