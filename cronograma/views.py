"""Vistas del cronograma."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cronograma import consultas
from cronograma.dominio import evidencia as acto
from cronograma.dominio.celdas import tabla_del_ejercicio
from cronograma.dominio.documento import pdf_del_cronograma
from cronograma.dominio.plan import cargar_poa, fijar_meta
from cronograma.forms import AnularForm, EvidenciaManualForm
from cronograma.models import Actividad, EvidenciaManual
from media_library.dominio.entrada.ingesta import ingresar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.formato import MESES, MESES_CORTOS
from nucleo.permisos import permiso
from personas.permisos import AGREGAR_EVIDENCIA, PLANEAR, VER_CRONOGRAMA


@require_GET
@permiso(VER_CRONOGRAMA)
def actual(request: HttpRequest) -> HttpResponse:
    ejercicios = consultas.ejercicios()
    hoy = timezone.localdate().year
    if not ejercicios:
        return render(request, "cronograma/vacio.html", {"ejercicio": hoy})
    return redirect("cronograma:ejercicio", hoy if hoy in ejercicios else ejercicios[0])


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
    ejercicios = consultas.ejercicios()
    if ejercicio not in ejercicios:
        raise Http404
    contexto = {
        "tabla": tabla_del_ejercicio(ejercicio, ahora=timezone.now()),
        "ejercicios": ejercicios,
        "meses": [m.upper() for m in MESES_CORTOS],
        "nombres_de_meses": MESES,
    }
    return render(request, "cronograma/tabla.html", contexto)


@require_GET
@permiso(VER_CRONOGRAMA)
def pdf(request: HttpRequest, ejercicio: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    if ejercicio not in consultas.ejercicios():
        raise Http404
    respuesta = HttpResponse(
        pdf_del_cronograma(tabla_del_ejercicio(ejercicio, ahora=timezone.now())), content_type="application/pdf"
    )
    respuesta["Content-Disposition"] = f'inline; filename="cronograma-{ejercicio}.pdf"'
    return respuesta


def _mes_valido(mes: int) -> int:
    if not 1 <= mes <= 12:  # noqa: PLR2004 - meses del año
        raise Http404
    return mes


@require_http_methods(["GET", "POST"])
@permiso(VER_CRONOGRAMA)
def celda(request: HttpRequest, actividad_pk: int, mes: int) -> HttpResponse:
    actividad, mes = get_object_or_404(Actividad, pk=actividad_pk), _mes_valido(mes)
    form = EvidenciaManualForm(request.POST or None, request.FILES or None, mes=mes)
    if request.method == "POST":
        if not request.user.puede(AGREGAR_EVIDENCIA):
            messages.error(request, "Tu papel en la oficina no permite agregar evidencia.")
            return redirect("cronograma:celda", actividad_pk, mes)
        if form.is_valid() and (respuesta := _agregar(request, actividad, form)):
            return respuesta
    return _pagina_de_celda(request, actividad, mes, form)


def _pagina_de_celda(request: HttpRequest, actividad: Actividad, mes: int, form: EvidenciaManualForm) -> HttpResponse:
    manuales = list(
        EvidenciaManual.objects.filter(actividad=actividad, mes=mes).select_related("agregada_por", "archivo")
    )
    tabla = tabla_del_ejercicio(actividad.ejercicio, ahora=timezone.now())
    contexto = {
        "actividad": actividad,
        "celda": tabla.celda(actividad.numero, mes),
        "pruebas": consultas.pruebas(actividad, mes),
        "manuales": manuales,
        "form": form,
        "mes": mes,
        "nombre_del_mes": MESES[mes - 1],
        "puede_agregar": request.user.puede(AGREGAR_EVIDENCIA),
        "puede_planear": request.user.puede(PLANEAR),
        "anular_form": AnularForm(),
    }
    return render(request, "cronograma/celda.html", contexto, status=422 if form.errors else 200)


def _agregar(request: HttpRequest, actividad: Actividad, form: EvidenciaManualForm) -> HttpResponse | None:
    datos = dict(form.cleaned_data)
    archivo = datos.pop("archivo")
    try:
        if archivo:
            ingreso = ingresar(archivo=archivo, nombre=archivo.name, por=request.user, ahora=timezone.now())
            datos["archivo"] = ingreso.evidencia
        nueva = acto.agregar_evidencia(actividad, por=request.user, ahora=timezone.localtime(), **datos)
    except (NoSePuede, ValidationError) as error:
        for impedimento in getattr(error, "impedimentos", None) or error.messages:
            form.add_error(
                impedimento.campo if getattr(impedimento, "campo", "") in form.fields else None, str(impedimento)
            )
        return None
    messages.success(request, "Evidencia agregada: ya cuenta en la celda.")
    return redirect("cronograma:celda", actividad.pk, nueva.mes)


@require_POST
@permiso(AGREGAR_EVIDENCIA)
def anular(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = get_object_or_404(EvidenciaManual.objects.select_related("actividad"), pk=pk)
    try:
        acto.anular_evidencia(
            evidencia, motivo=request.POST.get("motivo", "").replace("\0", ""), por=request.user, ahora=timezone.now()
        )
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Ya no cuenta. Queda a la vista con su motivo.")
    return redirect("cronograma:celda", evidencia.actividad_id, evidencia.mes)


@require_POST
@permiso(PLANEAR)
def meta(request: HttpRequest, actividad_pk: int, mes: int) -> HttpResponse:
    actividad = get_object_or_404(Actividad, pk=actividad_pk)
    programado = request.POST.get("programado", "")
    if not programado.isdecimal():
        messages.error(request, "Escribe la meta con números, de 0 a 999.")
        return redirect("cronograma:celda", actividad.pk, _mes_valido(mes))
    try:
        fijar_meta(
            actividad,
            mes=_mes_valido(mes),
            programado=int(programado[:6]),
            por=request.user,
            ahora=timezone.localtime(),
        )
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Meta guardada.")
    return redirect("cronograma:celda", actividad.pk, mes)
