"""La celda: las pruebas que cuentan, lo que se agrega a mano, lo que se saca y la meta de su mes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cronograma.consultas.celda import pagina_de_la_celda
from cronograma.consultas.pruebas import Busqueda, fuentes_de_la_actividad
from cronograma.dominio import evidencia as acto
from cronograma.dominio.exclusion import quitar_de_la_cuenta, volver_a_contar
from cronograma.dominio.plan.metas import fijar_meta, reprogramar
from cronograma.dominio.reglas import lo_que_cuenta
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.forms import EvidenciaManualForm, MetaForm
from cronograma.models import Actividad, EvidenciaManual, NoCuenta
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import (
    Escrito,
    ejecutar,
    ejecutar_y_volver,
    entero_de,
    es_la_pagina,
    mostrar,
    opcion_de,
    texto_de,
)
from nucleo.permisos import permiso
from personas.permisos import AGREGAR_EVIDENCIA, PLANEAR, VER_CRONOGRAMA

HISTORIA = 6
AGREGADA = "Evidencia agregada. Si su mes ya se cerró, cuenta en el primero abierto."


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

    if agregada := ejecutar(request, agregar, AGREGADA, form=form):
        return redirect("cronograma:celda", actividad.pk, agregada.valor.mes)
    return _pagina_de_celda(request, actividad, mes, form=form)


def _pagina_de_celda(
    request: HttpRequest,
    actividad: Actividad,
    mes: int,
    *,
    form: EvidenciaManualForm | None = None,
    meta: MetaForm | None = None,
    escrito: Escrito | None = None,
    negativa: NoSePuede | None = None,
) -> HttpResponse:
    """La celda; si algo se rechazó, con su razón y lo que se había escrito en su campo."""
    ahora = timezone.now()
    tabla = tabla_del_ejercicio(actividad.ejercicio, ahora=ahora)
    fila = next((f for f in tabla.filas if f.actividad.pk == actividad.pk), None)
    if fila is None:
        raise Http404
    contexto = {
        "fila": fila,
        "celda": fila.celdas[mes - 1],
        "pagina": pagina_de_la_celda(
            actividad, mes, tabla.cierres, persona=request.user, ahora=ahora, pedido=_pedido(request, actividad)
        ),
        "que_cuenta": lo_que_cuenta(actividad.regla, (actividad.ejercicio, mes)),
        "form": form or EvidenciaManualForm(mes=mes),
        "meta": meta or MetaForm(mes=mes, initial={"programado": fila.celdas[mes - 1].programado or 0}),
        "historia": de_objeto(actividad, limite=HISTORIA),
        "escrito": escrito or Escrito(),
        "negativa": negativa,
    }
    return mostrar(request, "cronograma/celda.html", contexto, negativa)


def _pedido(request: HttpRequest, actividad: Actividad) -> Busqueda:
    clases = [str(fuente.clase) for fuente in fuentes_de_la_actividad(actividad)]
    clase = opcion_de(request.GET, "clase", clases, "")
    pagina = texto_de(request.GET, "pagina", largo=10) if clase else ""
    return Busqueda(clase, pagina, texto_de(request.GET, "q", largo=80).strip())


@require_POST
@permiso(AGREGAR_EVIDENCIA)
def no_cuenta(request: HttpRequest, actividad_pk: int, mes: int) -> HttpResponse:
    """Saca una prueba de la cuenta, con su motivo."""
    actividad, mes = get_object_or_404(Actividad, pk=actividad_pk), _mes_valido(mes)
    clase, cosa = texto_de(request.POST, "clase", largo=14), entero_de(request.POST, "cosa")
    motivo = texto_de(request.POST, "motivo")
    resultado = ejecutar(
        request,
        lambda: quitar_de_la_cuenta(
            actividad, mes=mes, clase=clase, cosa=cosa or 0, motivo=motivo, por=request.user, ahora=timezone.now()
        ),
        "Ya no cuenta. Queda abajo, con su motivo: se puede volver a contar.",
    )
    if resultado.negativa:
        es_la_pagina(request, reverse("cronograma:celda", args=[actividad.pk, mes]))
        escrito = Escrito(f"nc-{clase}-{cosa}", motivo).con(resultado.negativa.impedimentos)
        return _pagina_de_celda(request, actividad, mes, escrito=escrito, negativa=resultado.negativa)
    return redirect("cronograma:celda", actividad.pk, mes)


@require_POST
@permiso(AGREGAR_EVIDENCIA)
def vuelve(request: HttpRequest, pk: int) -> HttpResponse:
    quitada = get_object_or_404(NoCuenta.objects.select_related("actividad"), pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: volver_a_contar(quitada, por=request.user, ahora=timezone.now()),
        f"«{quitada.titulo}» vuelve a contar.",
        "cronograma:celda",
        quitada.actividad_id,
        quitada.mes,
    )


@require_POST
@permiso(PLANEAR)
def meta(request: HttpRequest, actividad_pk: int, mes: int) -> HttpResponse:
    """Cambia la meta del mes o, con un mes al que pasar, la reprograma."""
    actividad, mes = get_object_or_404(Actividad, pk=actividad_pk), _mes_valido(mes)
    form = MetaForm(request.POST, mes=mes)

    def guardar() -> str:
        datos, comun = form.cleaned_data, {"por": request.user, "ahora": timezone.localtime()}
        if pasa_a := datos.get("pasa_a"):
            reprogramar(actividad, mes=mes, pasa_a=pasa_a, motivo=datos["motivo"], **comun)
            return "Reprogramado."
        fijar_meta(actividad, mes=mes, programado=datos["programado"], motivo=datos["motivo"], **comun)
        return "Meta guardada."

    if ejecutar(request, guardar, lambda frase: frase, form=form):
        return redirect("cronograma:celda", actividad.pk, mes)
    es_la_pagina(request, reverse("cronograma:celda", args=[actividad.pk, mes]))
    return _pagina_de_celda(request, actividad, mes, meta=form)
