"""Cerrar un mes: lo que se va a firmar, la firma, lo firmado, la segunda firma y la reapertura."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cronograma.dominio import cierre as acto
from cronograma.dominio.documento import pdf_del_cierre
from cronograma.dominio.revision import motivos_escritos, revisar_mes
from cronograma.dominio.tabla import plan_de
from cronograma.models import Actividad, CierreMensual, DocumentoDeCierre, Explicacion
from cronograma.views.tabla import en_pdf
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import (
    Escrito,
    Resultado,
    avisar_y_volver,
    ejecutar,
    ejecutar_y_volver,
    es_la_pagina,
    mostrar,
    opcion_de,
    texto_de,
)
from nucleo.permisos import permiso
from nucleo.texto.formato import hora
from personas.permisos import CERRAR_MES, CONTRAFIRMAR, VER_CRONOGRAMA
from personas.views.confirmacion import exigir_segundo_paso


def _mes_con_plan(ejercicio: int, mes: int) -> None:
    if not 1 <= mes <= 12 or not Actividad.objects.filter(ejercicio=ejercicio).exists():  # noqa: PLR2004 - meses
        raise Http404


@dataclass(frozen=True)
class GuardadoSolo:
    """Qué pasó con el motivo que se guardó mientras se escribía; si no se pudo, la pantalla sigue con lo que vio."""

    lugar: str = ""
    frase: str = ""
    visto: str = ""


@require_GET
@permiso(VER_CRONOGRAMA)
def cierre(request: HttpRequest, ejercicio: int, mes: int) -> HttpResponse:
    """El mes por firmar; si ya se firmó, lo firmado con todas sus versiones."""
    _mes_con_plan(ejercicio, mes)
    if CierreMensual.objects.vigentes().filter(ejercicio=ejercicio, mes=mes).exists():
        return _firmado(request, ejercicio, mes)
    return _por_firmar(request, ejercicio, mes)


def _firmado(request: HttpRequest, ejercicio: int, mes: int, negativa: NoSePuede | None = None) -> HttpResponse:
    todas = CierreMensual.objects.filter(ejercicio=ejercicio, mes=mes).order_by("-version")
    versiones = list(todas.select_related("firmado_por", "contrafirmado_por", "reabierto_por"))
    vigente = versiones[0]
    contexto = {
        "cierre": vigente,
        "cifras": list(vigente.cifras.select_related("actividad").order_by("actividad__numero")),
        "versiones": versiones,
        "clave_del_informe": f"{ejercicio}-{mes:02d}",
        "explicaciones": motivos_escritos(ejercicio, mes),
        "plan": plan_de(ejercicio),
        "puede_cerrar": request.user.puede(CERRAR_MES),
        "puede_contrafirmar": request.user.puede(CONTRAFIRMAR),
        "negativa": negativa,
        "escrito": Escrito("reabrir", texto_de(request.POST, "motivo")),
    }
    return mostrar(request, "cronograma/firmado.html", contexto, negativa)


def _por_firmar(
    request: HttpRequest,
    ejercicio: int,
    mes: int,
    *,
    negativa: NoSePuede | None = None,
    escrito: Escrito | None = None,
    solo: "GuardadoSolo | None" = None,
) -> HttpResponse:
    ahora = timezone.now()
    revision = revisar_mes(ejercicio, mes, persona=request.user, ahora=ahora)
    anteriores = CierreMensual.objects.filter(ejercicio=ejercicio, mes=mes).select_related("firmado_por")
    contexto = {
        "revision": revision,
        "plan": plan_de(ejercicio),
        "impedimentos": list(acto.impedimentos_de_cerrar((ejercicio, mes), ahora)),
        "anteriores": list(anteriores.order_by("-version")),
        "puede_cerrar": request.user.puede(CERRAR_MES),
        "negativa": negativa,
        "escrito": escrito or Escrito(),
        "solo": solo or GuardadoSolo(),
    }
    return mostrar(request, "cronograma/cierre.html", contexto, negativa)


@require_POST
@permiso(CERRAR_MES)
def firmar(request: HttpRequest, ejercicio: int, mes: int) -> HttpResponse:
    """La firma pide confirmar otra vez quién es, si ya no falta nada: una sesión abierta no firma."""
    _mes_con_plan(ejercicio, mes)
    if not acto.lo_que_impide((ejercicio, mes), por=request.user, ahora=timezone.now()):
        exigir_segundo_paso(request)
    visto = texto_de(request.POST, "visto", largo=64)
    resultado = ejecutar(
        request,
        lambda: acto.cerrar_mes(ejercicio, mes, visto=visto, por=request.user, ahora=timezone.now()),
        "Mes cerrado y firmado.",
    )
    if resultado.negativa:
        es_la_pagina(request, reverse("cronograma:cierre", args=[ejercicio, mes]))
        return _por_firmar(request, ejercicio, mes, negativa=resultado.negativa)
    return redirect("cronograma:cierre", ejercicio, mes)


@require_POST
@permiso(CERRAR_MES)
def explicar(request: HttpRequest, actividad_pk: int, mes: int) -> HttpResponse:
    """Escribe, o acepta, el motivo de un hueco, de un exceso o de algo que convino revisar."""
    actividad = get_object_or_404(Actividad, pk=actividad_pk)
    _mes_con_plan(actividad.ejercicio, mes)
    caso = opcion_de(request.POST, "caso", Explicacion.Caso.values, Explicacion.Caso.FALTO)
    asunto, texto = texto_de(request.POST, "asunto", largo=60), texto_de(request.POST, "texto")
    propuesta = texto_de(request.POST, "propuesta", largo=200)
    visto, sola = request.POST.get("visto"), "HX-Request" in request.headers
    lugar = f"{caso}-{actividad.pk}" + (f"-{asunto}" if asunto else "")
    resultado = ejecutar(
        request,
        lambda: acto.explicar(
            actividad,
            mes=mes,
            caso=caso,
            asunto=asunto,
            texto=texto,
            propuesta=propuesta,
            visto=visto,
            sola=sola,
            por=request.user,
            ahora=timezone.now(),
        ),
        "" if sola else "Guardado. Sale en el cierre y en el informe.",
    )
    if sola:
        es_la_pagina(request, reverse("cronograma:cierre", args=[actividad.ejercicio, mes]))
        return _por_firmar(request, actividad.ejercicio, mes, solo=_como_quedo(lugar, resultado, visto or ""))
    if resultado.negativa:
        es_la_pagina(request, reverse("cronograma:cierre", args=[actividad.ejercicio, mes]))
        escrito = Escrito(lugar, texto, campo="texto").con(resultado.negativa.impedimentos)
        return _por_firmar(request, actividad.ejercicio, mes, negativa=resultado.negativa, escrito=escrito)
    return redirect(reverse("cronograma:cierre", args=[actividad.ejercicio, mes]) + f"#{lugar}-caja")


def _como_quedo(lugar: str, resultado: Resultado, visto: str) -> GuardadoSolo:
    """La frase junto al campo. Lo que no se guardó no cambia lo visto: la siguiente vez se vuelve a decir."""
    if resultado.negativa:
        return GuardadoSolo(lugar, str(resultado.negativa), visto)
    return GuardadoSolo(lugar, f"Guardado a las {hora(resultado.valor.escrita_en)} h.", resultado.valor.marca)


@require_POST
@permiso(CERRAR_MES)
def reabrir(request: HttpRequest, pk: int) -> HttpResponse:
    firmado = get_object_or_404(CierreMensual, pk=pk)
    if not acto.impedimentos_de_reabrir(firmado):  # nadie escribe su contraseña para que le digan que no
        exigir_segundo_paso(request)
    resultado = ejecutar(
        request,
        lambda: acto.reabrir_mes(
            firmado, motivo=texto_de(request.POST, "motivo"), por=request.user, ahora=timezone.now()
        ),
        "Mes reabierto. Lo firmado queda a la vista.",
    )
    if resultado.negativa is None:
        return redirect("cronograma:cierre", firmado.ejercicio, firmado.mes)
    if resultado.ya_cambio:
        return avisar_y_volver(request, resultado.negativa, "cronograma:cierre", firmado.ejercicio, firmado.mes)
    es_la_pagina(request, reverse("cronograma:cierre", args=[firmado.ejercicio, firmado.mes]))
    return _firmado(request, firmado.ejercicio, firmado.mes, resultado.negativa)


@require_POST
@permiso(CONTRAFIRMAR)
def contrafirmar(request: HttpRequest, pk: int) -> HttpResponse:
    firmado = get_object_or_404(CierreMensual, pk=pk)
    exigir_segundo_paso(request)
    return ejecutar_y_volver(
        request,
        lambda: acto.contrafirmar(firmado, por=request.user, ahora=timezone.now()),
        "Segunda firma puesta.",
        "cronograma:cierre",
        firmado.ejercicio,
        firmado.mes,
    )


@require_GET
@permiso(VER_CRONOGRAMA)
def documento(request: HttpRequest, ejercicio: int, mes: int, version: int) -> HttpResponse:  # noqa: ARG001 - Django
    """El PDF firmado de una versión, byte por byte."""
    guardado = get_object_or_404(
        DocumentoDeCierre, cierre__ejercicio=ejercicio, cierre__mes=mes, cierre__version=version
    )
    return en_pdf(bytes(guardado.octetos), f"cierre-{ejercicio}-{mes:02d}-v{version}.pdf")


@require_GET
@permiso(VER_CRONOGRAMA)
def borrador(request: HttpRequest, ejercicio: int, mes: int) -> HttpResponse:
    """El PDF como quedaría si se firmara ahora, marcado como borrador."""
    _mes_con_plan(ejercicio, mes)
    ahora = timezone.now()
    revision = revisar_mes(ejercicio, mes, persona=request.user, ahora=ahora)
    return en_pdf(pdf_del_cierre(revision, ahora=ahora), f"borrador-del-cierre-{ejercicio}-{mes:02d}.pdf")
