"""Lo que no salió o no se sabe si salió: se mira la página y lo decide una persona."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, entero_de, mostrar, texto_de
from nucleo.permisos import permiso
from personas.permisos import DECIDIR_SALIDAS, PUBLICAR_EN_REDES, VER_SALIDAS
from redes.dominio import aprobacion, conciliar, publicaciones
from redes.dominio.revision import donde_se_abre
from redes.models import Publicacion
from redes.transiciones import ENVIAR_OTRA_VEZ, PASAR_A_MANO, SI_SALIO


@require_GET
@permiso(VER_SALIDAS)
def por_resolver(request: HttpRequest) -> HttpResponse:
    return _pagina(request, entero_de(request.GET, "cual"))


def _pagina(
    request: HttpRequest, cual: int | None, *, enlace: str = "", negativa: NoSePuede | None = None
) -> HttpResponse:
    """Las que esperan, con la elegida (o la primera) abierta a un lado."""
    esperan = list(Publicacion.objects.por_resolver().con_origen().select_related("envio").order_by("estado", "pk"))
    elegida = next((p for p in esperan if p.pk == cual), esperan[0] if esperan else None)
    contexto: dict[str, Any] = {
        "esperan": esperan,
        "elegida": elegida,
        "abierta": elegida and _abierta(request, elegida),
        "enlace": enlace,
        "negativa": negativa,
    }
    return mostrar(request, "redes/por_resolver.html", contexto, negativa)


@dataclass(frozen=True)
class Abierta:
    """Lo que se sabe de la elegida y lo que se puede hacer con ella."""

    intentos: list[Any]
    candidata: dict[str, str]
    abrir: str
    confirma: bool
    reenvia: bool
    a_mano: bool


def _abierta(request: HttpRequest, publicacion: Publicacion) -> Abierta:
    candidata = publicacion.etapa.get("candidata") or {}
    puede, estado = request.user.puede, publicacion.estado
    return Abierta(
        list(publicacion.intentos.all()),
        candidata,
        donde_se_abre(candidata["enlace"]) if candidata else "",
        estado in SI_SALIO.desde and puede(PUBLICAR_EN_REDES),
        estado in ENVIAR_OTRA_VEZ.desde and puede(DECIDIR_SALIDAS) and publicacion.envio_id is not None,
        estado in PASAR_A_MANO.desde and puede(PUBLICAR_EN_REDES),
    )


@require_POST
@permiso(PUBLICAR_EN_REDES)
def si_salio(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion, enlace = get_object_or_404(Publicacion, pk=pk), texto_de(request.POST, "enlace", largo=400)
    resultado = ejecutar(
        request,
        lambda: publicaciones.si_salio(publicacion, enlace=enlace, por=request.user, ahora=timezone.now()),
        "Queda publicada con su enlace. No se vuelve a enviar.",
    )
    if resultado.negativa:
        return _pagina(request, pk, enlace=enlace, negativa=resultado.negativa)
    return redirect("redes:por_resolver")


@require_POST
@permiso(DECIDIR_SALIDAS)
def enviar_otra_vez(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion = get_object_or_404(Publicacion.objects.select_related("envio"), pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: aprobacion.enviar_otra_vez(publicacion, por=request.user, ahora=timezone.now()),
        "Vuelve a la cola. Antes de enviarla miramos otra vez la página.",
        "redes:por_resolver",
    )


@require_POST
@permiso(VER_SALIDAS)
def mirar(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion = get_object_or_404(Publicacion.objects.con_origen().select_related("envio"), pk=pk)
    if publicacion.estado not in SI_SALIO.desde:
        messages.info(request, "Ya no está por verificar.")
    elif conciliar.mirar_una(publicacion, ahora=timezone.now()):
        messages.success(request, "La encontramos: sí había salido.")
    else:
        messages.info(request, "Miramos la página: lo que vimos está en «Lo que sabemos».")
    return redirect(f"{reverse('redes:por_resolver')}?cual={pk}")


@require_POST
@permiso(PUBLICAR_EN_REDES)
def a_mano(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion = get_object_or_404(Publicacion.objects.select_related("envio"), pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: aprobacion.pasar_a_mano(publicacion, por=request.user, ahora=timezone.now()),
        "Va a mano: copia el texto, baja las fotos y pega el enlace.",
        "redes:publicacion",
        pk,
    )
