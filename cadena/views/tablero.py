"""El tablero de la dirección, lo que espera decisión y la lista que abre cada número."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cadena.consultas.pendientes import pendientes_de
from cadena.consultas.tablero.listas import lista_de
from cadena.consultas.tablero.periodo import periodo_pedido
from cadena.consultas.tablero.tablero import Tablero, tablero_de
from nucleo.paginas import pagina_de
from nucleo.pantallas.vistas import texto_de
from nucleo.permisos import permiso
from personas.permisos import EDITAR_AGENDA, VER_TABLERO

DECISIONES = 5
POR_PAGINA = 50


def _pedido(request: HttpRequest) -> Tablero:
    ahora = timezone.now()
    periodo = periodo_pedido(texto_de(request.GET, "p", largo=10), ahora)
    return tablero_de(periodo, persona=request.user, ahora=ahora)


@require_GET
@permiso(VER_TABLERO)
def tablero(request: HttpRequest) -> HttpResponse:
    pedido = _pedido(request)
    contexto = {
        "tablero": pedido,
        "otro_periodo": texto_de(request.GET, "p", largo=10) not in ("", pedido.periodo.clave),
        "url_decisiones": reverse("cadena:decisiones"),
        "url_lista": reverse("cadena:lista_del_tablero", args=["x"]).removesuffix("x/"),
        "propone_visitas": request.user.puede(EDITAR_AGENDA),
    }
    return render(request, "cadena/tablero.html", contexto)


@require_GET
@permiso(VER_TABLERO)
def decisiones(request: HttpRequest) -> HttpResponse:
    """Lo mismo que «Hoy»: se pide aparte para que las cifras no lo esperen."""
    pendientes = pendientes_de(request.user, timezone.now())
    contexto = {"pendientes": pendientes[:DECISIONES], "cuantos": len(pendientes)}
    return render(request, "cadena/tablero/_decisiones.html", contexto)


@require_GET
@permiso(VER_TABLERO)
def lista(request: HttpRequest, lista: str) -> HttpResponse:
    pedido = _pedido(request)
    hallada = lista_de(pedido, lista)
    if hallada is None:
        raise Http404
    contexto = {
        "periodo": pedido.periodo,
        "lista": hallada,
        "pagina": pagina_de(hallada.renglones, request.GET.get("pagina"), POR_PAGINA),
    }
    return render(request, "cadena/lista_del_tablero.html", contexto)
