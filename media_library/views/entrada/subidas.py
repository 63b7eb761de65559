"""El servidor tus 1.0.0: crear (también con datos), seguir, preguntar, cancelar y vencer, con suma de verificación.

Lo usan la oficina (con sesión) y los buzones (con su enlace): cambia sólo de quién es la subida.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from media_library.dominio.entrada import cierre, subidas
from media_library.dominio.entrada.anuncio import Remitente
from media_library.dominio.entrada.etiquetar_subidas import Etiquetadas, etiquetar_subidas
from media_library.dominio.entrada.subidas import DesplazamientoDistinto, SubidaCerrada
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado
from media_library.estados import EstadoSubida
from media_library.forms.subidas import AnuncioForm, EtiquetarForm, leer_metadatos
from media_library.models import Etiqueta, Subida
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.permisos import permiso
from nucleo.texto.formato import enumerar, numero, plural
from personas.permisos import SUBIR_EVIDENCIA

VERSION = "1.0.0"
EXTENSIONES_TUS = "creation,creation-with-upload,checksum,termination,expiration"
ALGORITMOS = ("sha256", "sha1")
CON_SUMA_MAXIMO = 8 * 1024 * 1024  # un tramo con suma se junta entero antes de escribirse
TIPO_DE_TRAMO = "application/offset+octet-stream"
SUMA_DISTINTA = 460
SIN_TAMANO = "El tramo debe decir cuánto mide (Content-Length): por trozos no se puede recibir."


def contestar(estado: int, frase: str = "", subida: Subida | None = None) -> HttpResponse:
    """Una respuesta tus: la frase en español va en el cuerpo y los números, en los encabezados."""
    respuesta = HttpResponse(frase, status=estado, content_type="text/plain; charset=utf-8")
    respuesta["Tus-Resumable"] = VERSION
    respuesta["Cache-Control"] = "no-store"
    if subida is not None:
        respuesta["Upload-Offset"] = str(subidas.desplazamiento(subida))
        respuesta["Upload-Expires"] = http_date(subida.vence_en.timestamp())
    return respuesta


def capacidades() -> HttpResponse:
    respuesta = contestar(204)
    respuesta["Tus-Version"] = VERSION
    respuesta["Tus-Extension"] = EXTENSIONES_TUS
    respuesta["Tus-Checksum-Algorithm"] = ",".join(ALGORITMOS)
    return respuesta


def es_otra_version(request: HttpRequest) -> HttpResponse | None:
    if request.headers.get("Tus-Resumable") == VERSION:
        return None
    respuesta = contestar(412, "Este servidor habla tus 1.0.0.")
    respuesta["Tus-Version"] = VERSION
    return respuesta


def crear(request: HttpRequest, de: Remitente, direccion: str) -> HttpResponse:
    """Abre una subida y, si la petición ya trae octetos, los recibe. `direccion` lleva `{clave}`."""
    leidos = leer_metadatos(request.headers.get("Upload-Metadata", "")[:20_000])
    form = AnuncioForm(leidos | {"octetos": request.headers.get("Upload-Length", "")}, persona=de.persona)
    if not form.is_valid():
        return contestar(400, form.frase())
    try:
        subida = subidas.crear_subida(de=de, anuncio=form.anuncio(), ahora=timezone.now())
    except ArchivoRechazado as rechazo:
        return contestar(413 if "pesa demasiado" in str(rechazo) else 415, str(rechazo))
    except NoSePuede as negativa:
        return contestar(429, str(negativa))
    con_datos = request.content_type == TIPO_DE_TRAMO and request.headers.get("Content-Length", "0") != "0"
    respuesta = agregar(request, subida, desde=0) if con_datos else contestar(201, "", subida)
    if con_datos and respuesta.status_code == 204:  # noqa: PLR2004 - creada y con sus primeros octetos
        respuesta.status_code = 201
    respuesta["Location"] = request.build_absolute_uri(direccion.format(clave=subida.clave))
    return respuesta


def seguir(request: HttpRequest, subida: Subida) -> HttpResponse:
    """PATCH, HEAD o DELETE de una subida propia."""
    ahora = timezone.now()
    if request.method == "HEAD":
        return preguntar(subida)
    if request.method == "DELETE":
        try:
            cierre.cancelar(subida, ahora=ahora)
        except YaCambio as cambio:
            return contestar(410, str(cambio))
        return contestar(204)
    if request.content_type != TIPO_DE_TRAMO:
        return contestar(415, f"El tramo debe venir como {TIPO_DE_TRAMO}.")
    desde = request.headers.get("Upload-Offset", "")
    if not desde.isascii() or not desde.isdecimal() or len(desde) > 18:  # noqa: PLR2004 - cifras de un bigint
        return contestar(400, "Falta decir desde qué octeto empieza el tramo.")
    return agregar(request, subida, desde=int(desde))


def preguntar(subida: Subida) -> HttpResponse:
    """Dónde va. Lo cerrado sin entrar da 410; lo que ya entró, su tamaño completo."""
    if subida.estado not in {EstadoSubida.EN_CURSO, EstadoSubida.ENTREGADA}:
        return contestar(410, subida.motivo)
    respuesta = contestar(200, "", subida)
    respuesta["Upload-Length"] = str(subida.octetos)
    return respuesta


NEGATIVAS: dict[type[NoSePuede], int] = {DesplazamientoDistinto: 409, SubidaCerrada: 410}


def agregar(request: HttpRequest, subida: Subida, *, desde: int) -> HttpResponse:
    """Recibe un tramo y dice hasta dónde quedó a salvo, o por qué no se aceptó."""
    if "Content-Length" not in request.headers and request.headers.get("Transfer-Encoding"):
        return contestar(HTTPStatus.LENGTH_REQUIRED, SIN_TAMANO)
    try:
        flujo = _flujo(request)
        if flujo is None:
            return contestar(SUMA_DISTINTA, "El tramo llegó dañado; mándalo otra vez.")
        subida = subidas.recibir(subida, desde=desde, flujo=flujo, ahora=timezone.now())
    except NoSePuede as negativa:
        return contestar(NEGATIVAS.get(type(negativa), 413), str(negativa))
    if subida.estado == EstadoSubida.RECHAZADA:
        return contestar(415, subida.motivo)
    return contestar(204, "", subida)


def _flujo(request: HttpRequest) -> Iterator[bytes] | None:
    """Los octetos del tramo; `None` si traen suma de verificación y no coincide."""
    suma = request.headers.get("Upload-Checksum", "")
    if not suma:
        return iter(lambda: request.read(64 * 1024), b"")
    algoritmo, _, esperada = suma.partition(" ")
    try:
        huella = base64.b64decode(esperada, validate=True)
    except ValueError:  # binascii.Error, o texto que no es ASCII
        huella = b""
    if algoritmo not in ALGORITMOS or not huella:
        raise NoSePuede("La suma de verificación no se entiende.")
    try:
        tramo = request.read(CON_SUMA_MAXIMO + 1)
    except UnreadablePostError:
        return None
    if len(tramo) > CON_SUMA_MAXIMO:
        raise NoSePuede("Un tramo con suma de verificación no puede pasar de 8 MB.")
    if hashlib.new(algoritmo, tramo, usedforsecurity=False).digest() == huella:
        return iter([tramo])
    return None


@require_http_methods(["POST", "OPTIONS"])
@permiso(SUBIR_EVIDENCIA)
def nueva(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return capacidades()
    direccion = reverse("media_library:subidas") + "{clave}/"
    return es_otra_version(request) or crear(request, Remitente(persona=request.user), direccion)


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@permiso(SUBIR_EVIDENCIA)
def una(request: HttpRequest, clave: str) -> HttpResponse:
    subida = get_object_or_404(
        Subida.objects.select_related("persona", "dependencia"), clave=clave, persona=request.user
    )
    return es_otra_version(request) or seguir(request, subida)


@require_http_methods(["GET"])
@permiso(SUBIR_EVIDENCIA)
def resultado(request: HttpRequest, clave: str) -> HttpResponse:
    suyas = Subida.objects.filter(persona=request.user)
    subida = get_object_or_404(suyas.select_related("evidencia__original", "evidencia__subida_por"), clave=clave)
    return render(request, "media_library/_resultado_de_subida.html", {"subida": subida})


@require_http_methods(["POST"])
@permiso(SUBIR_EVIDENCIA)
def etiquetar(request: HttpRequest) -> HttpResponse:
    form = EtiquetarForm(request.POST, persona=request.user)
    if not form.is_valid():
        return JsonResponse({"frase": " ".join(str(f) for fs in form.errors.values() for f in fs)}, status=422)
    datos = form.cleaned_data
    hecho = etiquetar_subidas(
        datos["claves"], poner=datos["poner"], quitar=datos["quitar"], por=request.user, ahora=timezone.now()
    )
    return JsonResponse({"frase": _que_se_hizo(hecho, datos["poner"], datos["quitar"]), "llegadas": hecho.llegadas})


def _que_se_hizo(hecho: Etiquetadas, poner: Sequence[Etiqueta], quitar: Sequence[Etiqueta]) -> str:
    """«Obra pública» se puso también a las 3 que ya habían llegado."""
    cuales = poner or quitar
    nombres = enumerar([f"«{e}»" for e in cuales])
    se, una, varias = plural(len(cuales), "se puso", "se pusieron"), "también a la", "también a las"
    if not poner:
        se, una, varias = plural(len(cuales), "se quitó", "se quitaron"), "de la", "de las"
    frases = []
    if hecho.llegadas == 1:
        frases.append(f"{nombres} {se} {una} que ya había llegado.")
    elif hecho.llegadas:
        frases.append(f"{nombres} {se} {varias} {numero(hecho.llegadas)} que ya habían llegado.")
    if hecho.ajenas:
        ya_estaban = "{} ya estaban en la biblioteca: no se tocan."
        frases.append(plural(hecho.ajenas, "Una ya estaba en la biblioteca: no se toca.", ya_estaban))
    return " ".join(frases)
