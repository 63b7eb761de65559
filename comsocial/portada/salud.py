"""Salud del servicio: para el balanceador, para quien vigila y para Prometheus."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from comsocial.embebido.maquina.disco import APRETADO, octetos_libres
from difusion.models import Envio
from media_library.models import Derivado
from nucleo.permisos import sin_sesion

DE_CASA = ("127.0.0.1", "::1")


@require_GET
@sin_sesion()
def viva(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El proceso contesta; no pregunta a nadie más."""
    return HttpResponse("viva\n", content_type="text/plain; charset=utf-8")


@require_GET
@sin_sesion()
def lista(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Si puede atender: base, Redis, carpetas y espacio en su disco. 503 si algo falta."""
    partes = {"base": _base(), "redis": _redis(), "carpetas": _carpetas(), "espacio": _espacio()}
    return JsonResponse(partes, status=200 if all(partes.values()) else 503)


def _base() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis() -> bool:
    """La caché no falla sin Redis, así que se le pregunta a él; otra caché (la de las pruebas) siempre contesta."""
    return getattr(cache, "contesta", lambda: True)()


def _carpetas() -> bool:
    return all(c.is_dir() for c in (settings.DIR_DATOS, settings.DIR_PUBLICO))


def _espacio() -> bool:
    carpetas = [c for c in (settings.DIR_DATOS, settings.DIR_PUBLICO) if c.is_dir()]
    return all(octetos_libres(carpeta) >= APRETADO for carpeta in carpetas)


@require_GET
@sin_sesion()
def metricas(request: HttpRequest) -> HttpResponse:
    """Sólo desde la misma máquina: cuánto espera en cada cola."""
    if request.META.get("REMOTE_ADDR") not in DE_CASA or request.headers.get("X-Forwarded-For"):
        return HttpResponse(status=404)
    ahora = timezone.now()
    renglones = [
        f"comsocial_envios_por_salir {Envio.objects.por_salir(ahora).count()}",
        f"comsocial_envios_por_decidir {Envio.objects.por_decidir().count()}",
        f"comsocial_derivados_pendientes {Derivado.objects.filter(estado='pendiente').count()}",
    ]
    return HttpResponse("\n".join(renglones) + "\n", content_type="text/plain; version=0.0.4")
