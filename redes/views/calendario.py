"""La semana de redes: qué sale cada día, qué espacios quedan y cambiar de hora sin volver a aprobar."""

from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from nucleo.pantallas.vistas import avisar_y_volver, ejecutar
from nucleo.permisos import permiso
from nucleo.texto.formato import CENTRO, cuando_sera, rango_de_fechas
from personas.permisos import PUBLICAR_EN_REDES, VER_SALIDAS
from redes.consultas import semana_de
from redes.dominio import aprobacion
from redes.forms import leer_fecha
from redes.models import Composicion, Publicacion


def lunes_de(pedido: str, ahora: datetime) -> date:
    """El lunes de la semana pedida, o de ésta."""
    try:
        dia = parse_date(pedido) or ahora.astimezone(CENTRO).date()
    except ValueError:
        dia = ahora.astimezone(CENTRO).date()
    dia = min(max(dia, date(2000, 1, 10)), date(2099, 12, 1))
    return dia - timedelta(days=dia.weekday())


@require_GET
@permiso(VER_SALIDAS)
def semana(request: HttpRequest) -> HttpResponse:
    ahora = timezone.now()
    lunes = lunes_de(request.GET.get("desde", ""), ahora)
    contexto = {
        "dias": semana_de(lunes, ahora),
        "rotulo": rango_de_fechas(lunes, lunes + timedelta(days=6)),
        "antes": lunes - timedelta(days=7),
        "despues": lunes + timedelta(days=7),
        "esperan_decision": Publicacion.objects.por_resolver().count(),
        "puede_publicar": request.user.puede(PUBLICAR_EN_REDES),
        "ahora": ahora,
    }
    return render(request, "redes/semana.html", contexto)


@require_POST
@permiso(PUBLICAR_EN_REDES)
def mover(request: HttpRequest, pk: int) -> HttpResponse:
    """A otro día o a otra hora, con el botón o arrastrando."""
    composicion, ahora = get_object_or_404(Composicion, pk=pk), timezone.now()
    volver = request.POST.get("volver", "")
    if not url_has_allowed_host_and_scheme(volver, allowed_hosts=None):
        volver = reverse("redes:componer", args=[pk])
    destino: list[datetime] = []

    def mover_la() -> None:
        destino.append(leer_fecha(request.POST))
        aprobacion.mover_de_hora(composicion, sale_en=destino[0], por=request.user, ahora=ahora)

    resultado = ejecutar(request, mover_la, lambda _: f"Movida: sale {cuando_sera(destino[0], ahora)}.")
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, volver)
    return redirect(volver)
