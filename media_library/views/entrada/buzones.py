"""Buzones: los abre la oficina; quien tiene el enlace manda sin cuenta."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from media_library.consultas import buzones as consultas
from media_library.dominio.entrada.anuncio import Remitente
from media_library.dominio.entrada.buzones import (
    BuzonAbierto,
    abrir_buzon,
    aceptar_aportaciones,
    buzon_del_token,
    renovar_buzon,
    retirar_buzon,
)
from media_library.dominio.entrada.subidas import recibir_enteros
from media_library.dominio.originales.espacio import espacio_libre
from media_library.forms.buzones import AportarForm, BuzonForm, PlazoForm
from media_library.forms.seleccion import SeleccionForm
from media_library.forms.subidas import ArchivosForm
from media_library.models import Buzon, Subida
from media_library.views.entrada.subidas import capacidades, crear, es_otra_version, seguir
from nucleo.enlaces.personales import abrir_enlace, sin_huella
from nucleo.enlaces.qr import qr_svg
from nucleo.pantallas.vistas import ejecutar, frases_de, mostrar, texto_de
from nucleo.permisos import permiso, sin_sesion
from nucleo.texto.formato import fecha_larga, plural
from personas.permisos import EDITAR_EVIDENCIA


@require_GET
@permiso(EDITAR_EVIDENCIA)
def lista(request: HttpRequest) -> HttpResponse:
    contexto = {"buzones": consultas.todos()[:200], "ahora": timezone.now()}
    return render(request, "media_library/buzones.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def nuevo(request: HttpRequest) -> HttpResponse:
    pedido = ("evento", "dependencia", "nombre")
    inicial = {campo: texto_de(request.GET, campo, largo=120) for campo in pedido}
    form = BuzonForm(request.POST or None, persona=request.user, initial=inicial)

    def abrir() -> BuzonAbierto:
        return abrir_buzon(**form.cleaned_data, por=request.user, ahora=timezone.now())

    if abierto := ejecutar(request, abrir, form=form):
        return _ver(request, abierto.valor.buzon, enlace=abierto.valor.enlace)
    return mostrar(request, "media_library/buzon_nuevo.html", {"form": form})


@require_GET
@permiso(EDITAR_EVIDENCIA)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return _ver(request, get_object_or_404(consultas.todos(), pk=pk))


def _ver(request: HttpRequest, buzon: Buzon, enlace: str = "", plazo: PlazoForm | None = None) -> HttpResponse:
    contexto = {
        "buzon": buzon,
        "enlace": enlace,
        "qr": qr_svg(enlace) if enlace else "",
        "abierto": buzon.esta_abierto(timezone.now()),
        "recibidas": consultas.recibidas(buzon),
        "plazo": plazo or PlazoForm(),
    }
    return sin_huella(mostrar(request, "media_library/buzon.html", contexto))


@require_POST
@permiso(EDITAR_EVIDENCIA)
def renovar(request: HttpRequest, pk: int) -> HttpResponse:
    buzon, form = get_object_or_404(Buzon, pk=pk), PlazoForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Elige cuánto dura el enlace.")
        return _ver(request, buzon, plazo=form)
    abierto = renovar_buzon(buzon, dias=form.cleaned_data["dias"], por=request.user, ahora=timezone.now())
    return _ver(request, abierto.buzon, enlace=abierto.enlace)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    retirar_buzon(get_object_or_404(Buzon, pk=pk), por=request.user, ahora=timezone.now())
    messages.success(request, "El enlace ya no recibe nada.")
    return redirect("media_library:buzon", pk)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def aceptar(request: HttpRequest) -> HttpResponse:
    form = SeleccionForm(request.POST, persona=request.user)
    if not form.is_valid():
        messages.error(request, " ".join(frases_de(form)))
    else:
        cuantas = aceptar_aportaciones(form.cleaned_data["evidencias"], por=request.user, ahora=timezone.now())
        messages.success(request, plural(cuantas, "Se aceptó 1.", "Se aceptaron {}."))
    return redirect(reverse("media_library:biblioteca") + "?por_revisar=on")


def _buzon_abierto(token: str) -> Buzon:
    return abrir_enlace(buzon_del_token, token, si_no="media_library/buzon_cerrado.html")


@csrf_exempt  # el token del enlace es el secreto; quien manda no tiene sesión que proteger
@require_http_methods(["GET", "HEAD", "POST"])
@sin_sesion(token=True)
def aportar(request: HttpRequest, token: str) -> HttpResponse:
    buzon = _buzon_abierto(token)
    form, resultados = AportarForm(request.POST or None), []
    archivos = ArchivosForm(request.POST, request.FILES) if request.method == "POST" else ArchivosForm()
    if request.method == "POST" and form.is_valid() and archivos.is_valid():
        resultados = recibir_enteros(
            de=Remitente(buzon=buzon),
            archivos=archivos.cleaned_data["archivos"],
            credito=form.cleaned_data["credito"],
            ahora=timezone.now(),
        )
    contexto = {
        "buzon": buzon,
        "token": token,
        "form": form,
        "archivos": archivos,
        "resultados": resultados,
        "vence": fecha_larga(buzon.vence_en),
        "libre": espacio_libre(),
    }
    return mostrar(request, "media_library/aportar.html", contexto)


@csrf_exempt  # el token del enlace es el secreto; quien manda no tiene sesión que proteger
@require_http_methods(["POST", "OPTIONS"])
@sin_sesion(token=True)
def subidas(request: HttpRequest, token: str) -> HttpResponse:
    buzon = _buzon_abierto(token)
    if request.method == "OPTIONS":
        return capacidades()
    direccion = reverse("buzon:subidas", args=[token]) + "{clave}/"
    return es_otra_version(request) or crear(request, Remitente(buzon=buzon), direccion)


@csrf_exempt  # el token del enlace es el secreto; quien manda no tiene sesión que proteger
@require_http_methods(["HEAD", "PATCH", "DELETE"])
@sin_sesion(token=True)
def una_subida(request: HttpRequest, token: str, clave: str) -> HttpResponse:
    buzon = _buzon_abierto(token)
    subida = get_object_or_404(
        Subida.objects.select_related("buzon__creado_por", "dependencia"), clave=clave, buzon=buzon
    )
    return es_otra_version(request) or seguir(request, subida)


@require_safe
@sin_sesion(token=True)
def resultado(request: HttpRequest, token: str, clave: str) -> HttpResponse:
    buzon = _buzon_abierto(token)
    subida = get_object_or_404(Subida, clave=clave, buzon=buzon)
    return render(request, "media_library/_resultado_de_aporte.html", {"subida": subida})
