"""Salidas: todo lo que sale de la oficina, lo que quedó en duda y el freno de mano."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from difusion import consultas
from difusion.dominio import bandeja
from difusion.dominio.compuerta import puede_salir
from difusion.dominio.freno import poner_freno, soltar_freno
from difusion.estados import Canal, EstadoEnvio
from difusion.models import Envio
from difusion.transiciones import CANCELAR, DAR_POR_ENTREGADO, REENVIAR
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import puede
from nucleo.paginas import pagina_de
from nucleo.permisos import permiso
from personas.permisos import DECIDIR_SALIDAS, FRENAR, VER_SALIDAS

DECISIONES = {
    "entregado": (DAR_POR_ENTREGADO, bandeja.dar_por_entregado, "Quedó como entregado."),
    "reenviar": (REENVIAR, bandeja.reenviar, "Se volverá a intentar en unos segundos."),
    "cancelar": (CANCELAR, bandeja.cancelar, "Ya no saldrá."),
}


@require_GET
@permiso(VER_SALIDAS)
def salidas(request: HttpRequest) -> HttpResponse:
    filtro = consultas.Filtro(*(request.GET.get(c, "")[:40].replace("\0", "") for c in ("estado", "canal", "q")))
    pagina = pagina_de(consultas.lista_de(filtro), request.GET.get("pagina"), 50)
    contexto = {
        "pagina": pagina,
        "filtro": filtro,
        "estados": EstadoEnvio.choices,
        "canales": Canal.choices,
        "conteos": consultas.conteos(),
        "freno": consultas.freno_puesto(),
        "puede_frenar": request.user.puede(FRENAR),
        "puede_decidir": request.user.puede(DECIDIR_SALIDAS),
    }
    return render(request, "difusion/salidas.html", contexto)


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
    try:
        acto(envio, por=request.user, ahora=timezone.now())
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, exito)
    return redirect("difusion:ver", pk)


@require_POST
@permiso(DECIDIR_SALIDAS)
def reenviar_autorizados(request: HttpRequest) -> HttpResponse:
    cuantos = bandeja.reenviar_autorizados(por=request.user, ahora=timezone.now())
    if cuantos:
        messages.success(request, f"{cuantos} {'sale' if cuantos == 1 else 'salen'} en unos segundos.")
    else:
        messages.info(request, "Ninguno se ha autorizado todavía: la suspensión los sigue deteniendo.")
    return redirect("difusion:salidas")


@require_POST
@permiso(FRENAR)
def freno(request: HttpRequest) -> HttpResponse:
    try:
        if "soltar" in request.POST:
            soltar_freno(por=request.user, ahora=timezone.now(), ya_revise="revisado" in request.POST)
            messages.success(request, "El freno está suelto: todo sigue donde se quedó.")
        else:
            motivo = " ".join(request.POST.get("motivo", "")[:200].replace("\0", "").split())
            poner_freno(motivo=motivo, por=request.user, ahora=timezone.now())
            messages.success(
                request,
                "Freno puesto: no sale nada. Los retiros y lo que pierde su permiso sí se quitan del portal.",
            )
    except NoSePuede as error:
        messages.error(request, str(error))
    return redirect("difusion:salidas")
