"""Vistas del cronograma."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cronograma.consultas.cuenta import clases_de, ejercicios
from cronograma.consultas.pagina import PaginaDeLaCelda
from cronograma.consultas.pruebas import grupos_de
from cronograma.dominio import evidencia as acto
from cronograma.dominio.celdas import tabla_del_ejercicio
from cronograma.dominio.documento import pdf_del_cronograma
from cronograma.dominio.plan import cargar_poa, fijar_meta
from cronograma.forms import EvidenciaManualForm
from cronograma.models import Actividad, EvidenciaManual
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import Escrito, ejecutar, ejecutar_y_volver, entero_de, mostrar, opcion_de, texto_de
from nucleo.permisos import permiso
from nucleo.texto.formato import MESES, MESES_CORTOS
from personas.permisos import AGREGAR_EVIDENCIA, PLANEAR, VER_CRONOGRAMA


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
    contexto = {
        "tabla": tabla_del_ejercicio(ejercicio, ahora=timezone.now()),
        "ejercicios": los_que_hay,
        "meses": [m.upper() for m in MESES_CORTOS],
        "nombres_de_meses": MESES,
    }
    return render(request, "cronograma/tabla.html", contexto)


@require_GET
@permiso(VER_CRONOGRAMA)
def pdf(request: HttpRequest, ejercicio: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    if ejercicio not in ejercicios():
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
    if form.is_bound and not request.user.puede(AGREGAR_EVIDENCIA):
        # Quien sólo ve la celda no tiene el formulario en su página: la negativa va en un aviso.
        return ejecutar_y_volver(request, lambda: acto.exigir_que_agregue(request.user), "", request.path)

    def agregar() -> EvidenciaManual:
        return acto.agregar_con_archivo(actividad, por=request.user, ahora=timezone.localtime(), **form.cleaned_data)

    if agregada := ejecutar(request, agregar, "Evidencia agregada: ya cuenta en la celda.", form=form):
        return redirect("cronograma:celda", actividad.pk, agregada.valor.mes)
    return _pagina_de_celda(request, actividad, mes, form=form)


def _pagina_de_celda(
    request: HttpRequest,
    actividad: Actividad,
    mes: int,
    *,
    form: EvidenciaManualForm | None = None,
    escrito: Escrito | None = None,
    negativa: NoSePuede | None = None,
) -> HttpResponse:
    """La celda; si algo se rechazó, con su razón y lo que se había escrito en su campo."""
    ahora = timezone.now()
    tabla = tabla_del_ejercicio(actividad.ejercicio, ahora=ahora)
    contexto = {
        "actividad": actividad,
        "celda": tabla.celda(actividad.numero, mes),
        "pagina": _lo_que_cuenta(request, actividad, mes, ahora),
        "form": form or EvidenciaManualForm(mes=mes),
        "mes": mes,
        "escrito": escrito or Escrito(),
        "negativa": negativa,
    }
    return mostrar(request, "cronograma/celda.html", contexto, negativa)


def _lo_que_cuenta(request: HttpRequest, actividad: Actividad, mes: int, ahora: datetime) -> PaginaDeLaCelda:
    persona, clase = request.user, opcion_de(request.GET, "clase", clases_de(actividad.regla), "")
    pagina = texto_de(request.GET, "pagina", largo=10) if clase else ""
    manuales = EvidenciaManual.objects.filter(actividad=actividad, mes=mes).select_related("agregada_por", "archivo")
    return PaginaDeLaCelda(
        grupos=grupos_de(actividad, mes, persona=persona, ahora=ahora, clase=clase, pagina=pagina),
        clase=clase,
        manuales=list(manuales),
        puede_agregar=persona.puede(AGREGAR_EVIDENCIA),
        puede_planear=persona.puede(PLANEAR),
    )


@require_POST
@permiso(AGREGAR_EVIDENCIA)
def anular(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = get_object_or_404(EvidenciaManual.objects.select_related("actividad"), pk=pk)
    motivo = texto_de(request.POST, "motivo")
    resultado = ejecutar(
        request,
        lambda: acto.anular_evidencia(evidencia, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Ya no cuenta. Queda a la vista con su motivo.",
    )
    if resultado.negativa:
        escrito = Escrito(f"an{evidencia.pk}", motivo)
        return _pagina_de_celda(
            request, evidencia.actividad, evidencia.mes, escrito=escrito, negativa=resultado.negativa
        )
    return redirect("cronograma:celda", evidencia.actividad_id, evidencia.mes)


@require_POST
@permiso(PLANEAR)
def meta(request: HttpRequest, actividad_pk: int, mes: int) -> HttpResponse:
    actividad, mes = get_object_or_404(Actividad, pk=actividad_pk), _mes_valido(mes)
    programado = entero_de(request.POST, "programado", cifras=6)

    def fijar() -> None:
        if programado is None:
            raise NoSePuede("Escribe la meta con números, de 0 a 999.")
        fijar_meta(actividad, mes=mes, programado=programado, por=request.user, ahora=timezone.localtime())

    resultado = ejecutar(request, fijar, "Meta guardada.")
    if resultado.negativa:
        escrito = Escrito("programado", texto_de(request.POST, "programado", largo=20))
        return _pagina_de_celda(request, actividad, mes, escrito=escrito, negativa=resultado.negativa)
    return redirect("cronograma:celda", actividad.pk, mes)
