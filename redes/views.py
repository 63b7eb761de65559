"""Redes en modo asistido: copiar el texto, bajar las fotos, publicar y pegar el enlace."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, mostrar, opcion_de, texto_de
from nucleo.permisos import permiso
from personas.permisos import PUBLICAR_EN_REDES, VER_SALIDAS
from redes.dominio import compuerta, publicaciones
from redes.estados import EstadoPublicacion
from redes.models import Publicacion

PAGINAS_DE_LA_RED = {"facebook": "https://www.facebook.com/", "youtube": "https://studio.youtube.com/"}


@require_GET
@permiso(VER_SALIDAS)
def lista(request: HttpRequest) -> HttpResponse:
    estado = opcion_de(request.GET, "estado", EstadoPublicacion.values, EstadoPublicacion.POR_PUBLICAR)
    publicaciones_ = Publicacion.objects.con_origen().filter(estado=estado).order_by("-creada_en", "-pk")
    pagina, ahora = Paginator(publicaciones_, 25).get_page(request.GET.get("pagina")), timezone.now()
    filas, esperan = list(pagina), estado == EstadoPublicacion.POR_PUBLICAR
    detenidas = compuerta.lo_que_las_detiene(filas, ahora) if esperan else [None] * len(filas)
    contexto = {
        "pagina": pagina,
        "filas": list(zip(filas, detenidas, strict=True)),
        "estado": estado,
        "estados": EstadoPublicacion.choices,
        "puede_publicar": request.user.puede(PUBLICAR_EN_REDES),
    }
    return render(request, "redes/lista.html", contexto)


@require_GET
@permiso(VER_SALIDAS)
def publicacion(request: HttpRequest, pk: int) -> HttpResponse:
    return _pagina(request, pk)


def _pagina(request: HttpRequest, pk: int, *, enlace: str = "", negativa: NoSePuede | None = None) -> HttpResponse:
    """La publicación con sus pasos; si no se pudo marcar, con el enlace pegado y por qué no vale."""
    publicacion_ = get_object_or_404(Publicacion.objects.con_origen().select_related("publicada_por"), pk=pk)
    origen = publicacion_.composicion.origen
    heredado = _del_boletin(origen)
    ahora = timezone.now()
    por_publicar = publicacion_.estado == EstadoPublicacion.POR_PUBLICAR
    contexto = {
        "publicacion": publicacion_,
        "origen": origen,
        "abrir": PAGINAS_DE_LA_RED[publicacion_.red],
        "fotos": heredado.fotos,
        "lineas": heredado.lineas,
        "ahora": ahora,
        "detenida": compuerta.lo_que_la_detiene(publicacion_, ahora) if por_publicar else None,
        "puede_publicar": request.user.puede(PUBLICAR_EN_REDES),
        "enlace": enlace,
        "negativa": negativa,
    }
    return mostrar(request, "redes/publicacion.html", contexto, negativa)


@dataclass(frozen=True)
class DelBoletin:
    """Lo que una publicación hereda del boletín de origen: sus fotos y a qué líneas del plan municipal sirve."""

    fotos: list[Any]
    lineas: list[Any]


def _del_boletin(origen: object) -> DelBoletin:
    """El boletín vive más arriba: aquí sólo se sabe que tiene `fotos` y `lineas`."""
    fotos, lineas = getattr(origen, "fotos", None), getattr(origen, "lineas", None)
    return DelBoletin(
        [f.evidencia for f in fotos.select_related("evidencia")] if fotos is not None else [],
        list(lineas.order_by("orden")) if lineas is not None else [],
    )


@require_POST
@permiso(PUBLICAR_EN_REDES)
def marcar(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion_, enlace = get_object_or_404(Publicacion, pk=pk), texto_de(request.POST, "enlace", largo=400)
    resultado = ejecutar(
        request,
        lambda: publicaciones.marcar_publicada(publicacion_, enlace=enlace, por=request.user, ahora=timezone.now()),
        "Publicada. Ya cuenta en el cronograma.",
    )
    if resultado.negativa:
        return _pagina(request, pk, enlace=enlace, negativa=resultado.negativa)
    return redirect("redes:publicacion", pk)


@require_POST
@permiso(PUBLICAR_EN_REDES)
def descartar(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion_ = get_object_or_404(Publicacion, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: publicaciones.descartar(publicacion_, por=request.user, ahora=timezone.now()),
        "Descartada. La puedes recuperar.",
        "redes:publicacion",
        pk,
    )


@require_POST
@permiso(PUBLICAR_EN_REDES)
def recuperar(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion_ = get_object_or_404(Publicacion, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: publicaciones.recuperar(publicacion_, por=request.user, ahora=timezone.now()),
        "Otra vez está por publicar.",
        "redes:publicacion",
        pk,
    )
