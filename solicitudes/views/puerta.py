"""La puerta de una dependencia, sin cuenta: pedir, ver en qué va, conversar y mandar archivos."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from media_library.dominio.entrada.anuncio import Remitente
from media_library.dominio.entrada.subidas import recibir_enteros
from media_library.dominio.originales.espacio import espacio_libre
from media_library.forms.subidas import ArchivosForm
from media_library.models import Subida
from media_library.views.entrada.subidas import capacidades, crear, es_otra_version, seguir
from nucleo.enlaces.personales import abrir_enlace
from nucleo.pantallas.vistas import ejecutar, enviado, mostrar
from nucleo.permisos import sin_sesion
from solicitudes.consultas.seguimiento import seguimiento_de
from solicitudes.dominio.puertas import puerta_del_token, solicitud_del_token, token_de
from solicitudes.dominio.recibir import adjuntar, contestar_a_la_oficina
from solicitudes.estados import EstadoSolicitud
from solicitudes.forms.pedir import RespuestaForm
from solicitudes.models import Puerta, Solicitud
from solicitudes.views.pedir import QuienPide, pedir

CERRADA = "solicitudes/puerta_cerrada.html"


def _puerta(token: str) -> Puerta:
    return abrir_enlace(puerta_del_token, token, si_no=CERRADA)


def _solicitud(token: str) -> Solicitud:
    return abrir_enlace(solicitud_del_token, token, si_no=CERRADA)


@csrf_exempt  # el token del enlace es el secreto; quien pide no tiene sesión que proteger
@require_http_methods(["GET", "HEAD", "POST"])
@sin_sesion(token=True)
def entrar(request: HttpRequest, token: str) -> HttpResponse:
    puerta = _puerta(token)
    quien = QuienPide(
        dependencia=puerta.dependencia,
        plantilla="solicitudes/puerta.html",
        al_mandar=lambda s: reverse("puerta:enviada", args=[token, s.pk]),
        puerta=puerta,
    )
    return pedir(request, quien)


@require_safe
@sin_sesion(token=True)
def enviada(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    solicitud = get_object_or_404(_puerta(token).solicitudes.select_related("dependencia", "puerta"), pk=pk)
    return _seguimiento(request, solicitud, RespuestaForm(), de_la_puerta=token)


@csrf_exempt  # el token del enlace es el secreto; quien contesta no tiene sesión que proteger
@require_http_methods(["GET", "HEAD", "POST"])
@sin_sesion(token=True)
def solicitud(request: HttpRequest, token: str) -> HttpResponse:
    una = _solicitud(token)
    form = RespuestaForm(enviado(request))

    def contestar() -> None:
        contestar_a_la_oficina(una, texto=form.cleaned_data["texto"], por=None, ahora=timezone.now())

    if ejecutar(request, contestar, form=form):
        return redirect(reverse("puerta:solicitud", args=[token]) + "#conversacion")
    return _seguimiento(request, una, form)


def _seguimiento(request: HttpRequest, una: Solicitud, form: RespuestaForm, *, de_la_puerta: str = "") -> HttpResponse:
    contexto = {
        "pagina": seguimiento_de(una),
        "form": form,
        "token": token_de(una),
        "de_la_puerta": de_la_puerta,
        "archivos": ArchivosForm(),
        "libre": espacio_libre(),
    }
    return mostrar(request, "solicitudes/seguimiento.html", contexto)


def _que_recibe(token: str) -> Solicitud:
    """La solicitud de una puerta que todavía admite archivos."""
    una = _solicitud(token)
    abiertas = Solicitud.objects.exclude(estado=EstadoSolicitud.CERRADA).filter(puerta__isnull=False)
    return get_object_or_404(abiertas.select_related("puerta__buzon__creado_por"), pk=una.pk)


@csrf_exempt  # el token del enlace es el secreto; quien manda no tiene sesión que proteger
@require_http_methods(["POST"])
@sin_sesion(token=True)
def archivos(request: HttpRequest, token: str) -> HttpResponse:
    una = _que_recibe(token)
    form = ArchivosForm(request.POST, request.FILES)
    resultados = []
    if form.is_valid():
        de, ahora = Remitente(buzon=una.puerta.buzon), timezone.now()
        resultados = recibir_enteros(de=de, archivos=form.cleaned_data["archivos"], credito=una.quien, ahora=ahora)
        for subida in Subida.objects.filter(buzon=una.puerta.buzon, creada_en=ahora):
            adjuntar(una, subida)
    contexto = {
        "pagina": seguimiento_de(una),
        "form": RespuestaForm(),
        "token": token,
        "de_la_puerta": "",
        "archivos": form,
        "libre": espacio_libre(),
        "resultados": resultados,
    }
    return mostrar(request, "solicitudes/seguimiento.html", contexto)


@csrf_exempt  # el token del enlace es el secreto; quien manda no tiene sesión que proteger
@require_http_methods(["POST", "OPTIONS"])
@sin_sesion(token=True)
def subidas(request: HttpRequest, token: str) -> HttpResponse:
    una = _que_recibe(token)
    if request.method == "OPTIONS":
        return capacidades()
    direccion = reverse("puerta:subidas", args=[token]) + "{clave}/"
    respuesta = es_otra_version(request) or crear(request, Remitente(buzon=una.puerta.buzon), direccion)
    if clave := respuesta.headers.get("Location", "").rstrip("/").rpartition("/")[2]:
        adjuntar(una, Subida.objects.get(clave=clave))
    return respuesta


@csrf_exempt  # el token del enlace es el secreto; quien manda no tiene sesión que proteger
@require_http_methods(["HEAD", "PATCH", "DELETE"])
@sin_sesion(token=True)
def una_subida(request: HttpRequest, token: str, clave: str) -> HttpResponse:
    suyas = Subida.objects.select_related("buzon__creado_por", "dependencia").filter(
        adjunto__solicitud=_que_recibe(token)
    )
    return es_otra_version(request) or seguir(request, get_object_or_404(suyas, clave=clave))


@require_safe
@sin_sesion(token=True)
def resultado(request: HttpRequest, token: str, clave: str) -> HttpResponse:
    subida = get_object_or_404(Subida, clave=clave, adjunto__solicitud=_solicitud(token))
    return mostrar(request, "media_library/_resultado_de_aporte.html", {"subida": subida})
