"""La tabla del ejercicio, su PDF, su libro y su CSV."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cronograma.consultas.cuenta import ejercicios
from cronograma.dominio.documento import pdf_de_la_rejilla, pdf_del_cronograma
from cronograma.dominio.plan.metas import cargar_poa
from cronograma.dominio.pronostico import pronosticos
from cronograma.dominio.rejilla import csv_de_la_rejilla, libro_de_la_rejilla
from cronograma.dominio.tabla import tabla_del_ejercicio
from nucleo.permisos import permiso
from nucleo.texto.formato import MESES, MESES_CORTOS
from personas.models import Oficina
from personas.permisos import PLANEAR, VER_CRONOGRAMA

TIPO_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@permiso(VER_CRONOGRAMA)
def actual(request: HttpRequest) -> HttpResponse:
    los_que_hay = ejercicios()
    hoy = timezone.localdate().year
    if not los_que_hay:
        return render(request, "cronograma/vacio.html", {"ejercicio": hoy})
    return redirect("cronograma:ejercicio", hoy if hoy in los_que_hay else los_que_hay[0])


@require_POST
@permiso(PLANEAR)
def cargar(request: HttpRequest) -> HttpResponse:
    """Carga las seis actividades del POA en el año en curso."""
    hoy = timezone.localdate()
    cargar_poa(ejercicio=hoy.year, por=request.user, ahora=timezone.now(), meses=range(1, 13))
    messages.success(request, f"Plan de {hoy.year} cargado. Ajusta la meta de cada mes en su celda.")
    return redirect("cronograma:ejercicio", hoy.year)


@require_GET
@permiso(VER_CRONOGRAMA)
def ejercicio(request: HttpRequest, ejercicio: int) -> HttpResponse:
    los_que_hay = ejercicios()
    if ejercicio not in los_que_hay:
        raise Http404
    ahora = timezone.now()
    tabla = tabla_del_ejercicio(ejercicio, ahora=ahora)
    contexto = {
        "tabla": tabla,
        "pronosticos": pronosticos(tabla, ahora=ahora),
        "ejercicios": los_que_hay,
        "meses": list(zip(range(1, 13), [m.upper() for m in MESES_CORTOS], MESES, strict=True)),
    }
    return render(request, "cronograma/tabla.html", contexto)


@require_GET
@permiso(VER_CRONOGRAMA)
def pdf(request: HttpRequest, ejercicio: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    if ejercicio not in ejercicios():
        raise Http404
    return en_pdf(
        pdf_del_cronograma(tabla_del_ejercicio(ejercicio, ahora=timezone.now())), f"cronograma-{ejercicio}.pdf"
    )


@require_GET
@permiso(VER_CRONOGRAMA)
def rejilla(request: HttpRequest, ejercicio: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El plan en su rejilla de «X», para imprimirlo y firmarlo."""
    if ejercicio not in ejercicios():
        raise Http404
    return en_pdf(pdf_de_la_rejilla(tabla_del_ejercicio(ejercicio, ahora=timezone.now())), f"poa-{ejercicio}.pdf")


@require_GET
@permiso(VER_CRONOGRAMA)
def libro(request: HttpRequest, ejercicio: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """La rejilla del ejercicio que se está viendo, en Excel."""
    if ejercicio not in ejercicios():
        raise Http404
    tabla = tabla_del_ejercicio(ejercicio, ahora=timezone.now())
    octetos = libro_de_la_rejilla(tabla, autor=Oficina.objects.actual().nombre)
    return _para_bajar(octetos, TIPO_XLSX, f"cronograma-{ejercicio}.xlsx")


@require_GET
@permiso(VER_CRONOGRAMA)
def en_csv(request: HttpRequest, ejercicio: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """La misma rejilla, una celda por renglón."""
    if ejercicio not in ejercicios():
        raise Http404
    texto = csv_de_la_rejilla(tabla_del_ejercicio(ejercicio, ahora=timezone.now()))
    return _para_bajar(texto.encode(), "text/csv; charset=utf-8", f"cronograma-{ejercicio}.csv")


def _para_bajar(octetos: bytes, tipo: str, nombre: str) -> HttpResponse:
    respuesta = HttpResponse(octetos, content_type=tipo)
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    return respuesta


def en_pdf(octetos: bytes, nombre: str) -> HttpResponse:
    """Un PDF que se abre en el navegador con su nombre."""
    respuesta = HttpResponse(octetos, content_type="application/pdf")
    respuesta["Content-Disposition"] = f'inline; filename="{nombre}"'
    return respuesta
