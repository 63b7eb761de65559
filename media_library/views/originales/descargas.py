"""El archivo de una evidencia: su original o una versión ligera, según lo que pueda ver quien la pide."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from media_library.clientes import almacen
from media_library.consultas.biblioteca import derivado_de
from media_library.dominio.derechos import reserva
from media_library.dominio.originales.guardar import nombre_de
from media_library.dominio.reconocimiento.nombres import con_su_terminacion
from media_library.dominio.reconocimiento.tipos import POR_MIME
from media_library.estados import Clase, Difuminado, EstadoDerivado
from media_library.models import Derivado, Evidencia
from media_library.models.receta import Receta
from media_library.views.originales.respuestas import DIA, Respuesta, letrero, responder_archivo
from nucleo.permisos import permiso
from personas.permisos import VER_BIBLIOTECA

ENTREGADO = {200, 206, 302}


@require_safe
@permiso(VER_BIBLIOTECA)
def archivo(request: HttpRequest, pk: int, receta: str) -> Respuesta:
    visibles = Evidencia.objects.visibles_para(request.user).select_related("original")
    evidencia, ahora = get_object_or_404(visibles, pk=pk), timezone.now()
    if receta == reserva.ORIGINAL:
        return _original(request, evidencia, ahora)
    try:
        pedida = Receta.leer(receta)
    except ValueError:
        raise Http404("Esa versión no existe.") from None
    return _version(request, evidencia, pedida, ahora)


def _version(request: HttpRequest, evidencia: Evidencia, receta: Receta, ahora: datetime) -> Respuesta:
    if reserva.ocultas_para(request.user, [evidencia], ahora=ahora):
        return _negada(receta)
    difuminada = evidencia.difuminado == Difuminado.HECHO
    tal_cual = difuminada and "sin_difuminar" in request.GET and reserva.la_lleva(request.user)
    guardada = receta if tal_cual else evidencia.receta_publica(receta)
    derivado = derivado_de(evidencia, guardada)
    if derivado is None or derivado.estado != EstadoDerivado.HECHO:
        return _todavia_no(receta, derivado, difuminada=difuminada and not tal_cual)
    respuesta = responder_archivo(
        request,
        almacen.derivados(),
        derivado.archivo,
        etiqueta=f"{evidencia.original.huella}-{guardada}",
        mime=receta.mime,
        nombre=str(receta),
        adjunto=False,
        segundos=_cuanto_dura(request, evidencia, tal_cual=tal_cual),
    )
    if tal_cual:
        return _anotada(request, respuesta, evidencia, str(receta), ahora)
    return respuesta


def _original(request: HttpRequest, evidencia: Evidencia, ahora: datetime) -> Respuesta:
    try:
        reservado = reserva.exigir_original(evidencia, por=request.user, ahora=ahora)
    except reserva.Reservada as negativa:
        raise PermissionDenied(str(negativa)) from None
    original = evidencia.original
    respuesta = responder_archivo(
        request,
        almacen.originales(),
        nombre_de(original.huella),
        etiqueta=original.huella,
        mime=original.tipo,
        nombre=con_su_terminacion(evidencia.nombre_de_archivo, POR_MIME[original.tipo]),
        adjunto=True,
        segundos=0 if reservado else DIA,
    )
    if reservado:
        return _anotada(request, respuesta, evidencia, reserva.ORIGINAL, ahora)
    return respuesta


def _anotada(
    request: HttpRequest, respuesta: Respuesta, evidencia: Evidencia, receta: str, ahora: datetime
) -> Respuesta:
    """Lo reservado no sale hasta que la bitácora dice a quién."""
    if request.method == "GET" and respuesta.status_code in ENTREGADO:
        reserva.anotar_descarga(evidencia, receta=receta, por=request.user, ahora=ahora)
    return respuesta


def _cuanto_dura(request: HttpRequest, evidencia: Evidencia, *, tal_cual: bool) -> int:
    """Una foto puede difuminarse mañana: sin `v`, que cambia con ella, el navegador pregunta cada vez."""
    es_foto = evidencia.original.clase == Clase.FOTO
    if tal_cual or (es_foto and "v" not in request.GET):
        return 0
    return DIA


def _negada(receta: Receta) -> Respuesta:
    if not receta.es_imagen:
        raise PermissionDenied("Esta evidencia está reservada por los derechos de quien aparece.")
    return letrero("Reservada", 403)


def _todavia_no(receta: Receta, derivado: Derivado | None, *, difuminada: bool) -> Respuesta:
    """En el lugar de la imagen, por qué no está; así ninguna pantalla la muestra rota."""
    if derivado is None or not receta.es_imagen:
        raise Http404("Ese derivado no existe o todavía se procesa.")
    if derivado.estado == EstadoDerivado.FALLIDO:
        return letrero("No se pudo procesar", 404)
    return letrero("Difuminando…" if difuminada else "Procesando…", 404)
