"""Salidas: todo lo que sale de la oficina, lo que quedó en duda y el freno de mano."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from difusion import consultas
from difusion.dominio import bandeja
from difusion.dominio.compuerta import puede_salir
from difusion.dominio.freno import LARGO_DEL_MOTIVO, poner_freno, soltar_freno
from difusion.estados import Canal, EstadoEnvio
from difusion.models import Envio
from difusion.transiciones import CANCELAR, DAR_POR_ENTREGADO, REENVIAR
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import puede
from nucleo.paginas import pagina_de
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, es_la_pagina, mostrar, texto_de
from nucleo.permisos import permiso
from nucleo.texto.formato import plural
from personas.permisos import DECIDIR_SALIDAS, FRENAR, VER_SALIDAS

DECISIONES = {
    "entregado": (DAR_POR_ENTREGADO, bandeja.dar_por_entregado, "Quedó como entregado."),
    "reenviar": (REENVIAR, bandeja.reenviar, "Se volverá a intentar en unos segundos."),
    "cancelar": (CANCELAR, bandeja.cancelar, "Ya no saldrá."),
}

RAZONES_A_LA_VISTA = 3
PUESTO = "Freno puesto: no sale nada. Los retiros y lo que pierde su permiso sí se quitan del portal."


@require_GET
@permiso(VER_SALIDAS)
def salidas(request: HttpRequest) -> HttpResponse:
    return _pagina(request)


def _pagina(request: HttpRequest, *, motivo: str = "", negativa: NoSePuede | None = None) -> HttpResponse:
    """Todo lo que sale; si no se pudo poner el freno, con el motivo que se había escrito."""
    es_la_pagina(request, reverse("difusion:salidas"))
    filtro = _filtro(request.GET)
    pagina = pagina_de(consultas.lista_de(filtro), request.GET.get("pagina"), 50)
    contexto = {
        "pagina": pagina,
        "filtro": filtro,
        "estados": EstadoEnvio.choices,
        "canales": Canal.choices,
        "situacion": consultas.situacion(filtro, timezone.now()),
        "puede_frenar": request.user.puede(FRENAR),
        "puede_decidir": request.user.puede(DECIDIR_SALIDAS),
        "motivo": motivo,
        "negativa": negativa,
    }
    return mostrar(request, "difusion/salidas.html", contexto, negativa)


def _filtro(datos: QueryDict) -> consultas.Filtro:
    return consultas.Filtro(*(texto_de(datos, campo, largo=40) for campo in ("estado", "canal", "q")))


@require_POST
@permiso(DECIDIR_SALIDAS)
def decidir_juntos(request: HttpRequest) -> HttpResponse:
    """Lo que la lista enseñaba por verificar, de una vez; lo que llegó después no lo vio nadie y no se decide."""
    filtro, vistos = _filtro(request.POST), parse_datetime(texto_de(request.POST, "hasta", largo=40))
    decision = DECISIONES.get(request.POST.get("decision", ""))
    destino = f"{reverse('difusion:salidas')}?{urlencode({'estado': EstadoEnvio.POR_VERIFICAR.value})}"
    if decision is None or vistos is None:
        messages.error(request, "Elige qué hacer con lo que está por verificar.")
        return redirect(destino)
    por_verificar = consultas.lista_de(replace(filtro, estado=EstadoEnvio.POR_VERIFICAR.value))
    dudosos = por_verificar.filter(resuelto_en__lte=vistos)
    decididos = bandeja.decidir_juntos(dudosos, decision[1], por=request.user, ahora=timezone.now())
    messages.success(request, plural(decididos.cuantos, "Se decidió 1.", "Se decidieron {}."))
    for razon in decididos.razones[:RAZONES_A_LA_VISTA]:
        messages.error(request, razon)
    return redirect(destino)


@require_GET
@permiso(VER_SALIDAS)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    envio = get_object_or_404(Envio.objects.select_related("creado_por"), pk=pk)
    suspendido = envio.estado == EstadoEnvio.SUSPENDIDO
    contexto = {
        "envio": envio,
        "detenido": puede_salir(envio, timezone.now()) if suspendido else None,
        "intentos": list(envio.intentos.all()),
        "historia": de_objeto(envio),
        "decisiones": [
            clave for clave, (transicion, _, _) in DECISIONES.items() if puede(request.user, envio, transicion)
        ],
    }
    return render(request, "difusion/ver.html", contexto)


@require_POST
@permiso(DECIDIR_SALIDAS)
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    envio = get_object_or_404(Envio, pk=pk)
    decision = DECISIONES.get(request.POST.get("decision", ""))
    if decision is None:
        messages.error(request, "Elige qué hacer con este envío.")
        return redirect("difusion:ver", pk)
    _, acto, exito = decision
    return ejecutar_y_volver(
        request, lambda: acto(envio, por=request.user, ahora=timezone.now()), exito, "difusion:ver", pk
    )


@require_POST
@permiso(DECIDIR_SALIDAS)
def reenviar_autorizados(request: HttpRequest) -> HttpResponse:
    cuantos = bandeja.reenviar_autorizados(por=request.user, ahora=timezone.now())
    if cuantos:
        messages.success(request, plural(cuantos, "1 sale", "{} salen") + " en unos segundos.")
    else:
        messages.info(request, "Ninguno se ha autorizado todavía: la suspensión los sigue deteniendo.")
    return redirect("difusion:salidas")


@require_POST
@permiso(FRENAR)
def freno(request: HttpRequest) -> HttpResponse:
    if "soltar" in request.POST:
        ya_revise = "revisado" in request.POST
        return ejecutar_y_volver(
            request,
            lambda: soltar_freno(por=request.user, ahora=timezone.now(), ya_revise=ya_revise),
            "El freno está suelto: todo sigue donde se quedó.",
            "difusion:salidas",
        )
    motivo = " ".join(texto_de(request.POST, "motivo", largo=LARGO_DEL_MOTIVO).split())
    resultado = ejecutar(request, lambda: poner_freno(motivo=motivo, por=request.user, ahora=timezone.now()), PUESTO)
    if resultado.negativa:
        return _pagina(request, motivo=motivo, negativa=resultado.negativa)
    return redirect("difusion:salidas")
