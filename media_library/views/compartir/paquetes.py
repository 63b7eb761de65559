"""Compartir una selección por enlace y la página de quien lo recibe."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from difusion.dominio.freno import cerrar_si_esta_puesto
from media_library.dominio.compartir import paquetes
from media_library.dominio.compartir.zip import empaquetar, nombre_del_zip
from media_library.dominio.cortes.subtitulos import a_vtt, leer
from media_library.dominio.reconocimiento.nombres import para_bajar, tronco_de
from media_library.dominio.versiones.publico import DerivadoPendiente, Publico, publico_de
from media_library.dominio.versiones.recetas import PARA_WEB
from media_library.estados import Calidad, Clase
from media_library.forms.paquetes import PaqueteForm
from media_library.models import Evidencia, Paquete, Subtitulos
from media_library.models.receta import MINIATURA, POSTER, Receta
from media_library.views.originales.respuestas import rango_pedido
from media_library.views.seleccion.lote import de_vuelta, elegidas_de
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.enlaces.personales import EnlaceQueNoVale, abrir_enlace, sin_huella
from nucleo.enlaces.qr import qr_svg
from nucleo.pantallas.vistas import ejecutar
from nucleo.permisos import permiso, sin_sesion
from nucleo.texto.formato import enumerar, plural
from personas.permisos import EDITAR_EVIDENCIA

CERRADO = "media_library/paquete_cerrado.html"
RECETAS_PUBLICAS = {str(r): r for r in (MINIATURA, Receta.de_ancho(800), POSTER, *PARA_WEB.values())}


@require_POST
@permiso(EDITAR_EVIDENCIA)
def compartir(request: HttpRequest) -> HttpResponse:
    """La pantalla de compartir; con `guardar`, da el enlace."""
    if (elegidas := elegidas_de(request)) is None:
        return de_vuelta(request)
    ahora = timezone.now()
    form = PaqueteForm(request.POST if "guardar" in request.POST else None)
    faltas = paquetes.impedimentos_para_compartir(elegidas, ahora)
    if not faltas and (
        compartido := ejecutar(
            request,
            lambda: paquetes.compartir(elegidas, **form.cleaned_data, por=request.user, ahora=ahora),
            form=form,
        )
    ):
        abierto = compartido.valor
        contexto = {"paquete": abierto.paquete, "enlace": abierto.enlace, "qr": qr_svg(abierto.enlace)}
        return sin_huella(render(request, "media_library/paquete_listo.html", contexto))
    contexto = {"form": form, "elegidas": elegidas, "faltas": faltas, "volver": request.POST.get("volver", "")}
    return render(request, "media_library/compartir.html", contexto, status=422 if form.errors or faltas else 200)


@require_GET
@permiso(EDITAR_EVIDENCIA)
def lista(request: HttpRequest) -> HttpResponse:
    contexto = {"paquetes": Paquete.objects.select_related("creado_por")[:200], "ahora": timezone.now()}
    return render(request, "media_library/paquetes.html", contexto)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    paquetes.retirar_paquete(get_object_or_404(Paquete, pk=pk), por=request.user, ahora=timezone.now())
    messages.success(request, "El enlace ya no sirve.")
    return redirect("media_library:paquetes")


def _paquete_abierto(token: str) -> Paquete:
    abierto = abrir_enlace(paquetes.paquete_del_token, token, si_no=CERRADO)
    cerrar_si_esta_puesto()
    return abierto


@require_safe
@sin_sesion(token=True)
def paquete(request: HttpRequest, token: str) -> HttpResponse:
    ahora = timezone.now()
    uno = _paquete_abierto(token)
    if request.method == "GET":
        paquetes.contar_visita(uno, descarga=False, ahora=ahora)
    visibles = paquetes.lo_que_se_ve(uno, ahora)
    renglones = [(e, PARA_WEB[Clase(e.original.clase)]) for e in visibles]
    con_subtitulos = Subtitulos.objects.filter(evidencia__in=visibles).exclude(texto="")
    contexto = {
        "paquete": uno,
        "renglones": renglones,
        "token": token,
        "que_trae": _que_trae(visibles),
        "con_subtitulos": set(con_subtitulos.values_list("evidencia_id", flat=True)),
    }
    return render(request, "media_library/paquete.html", contexto)


@require_safe
@sin_sesion(token=True)
def archivo_de_paquete(request: HttpRequest, token: str, pk: int, receta: str) -> HttpResponse | StreamingHttpResponse:
    ahora = timezone.now()
    uno = _paquete_abierto(token)
    evidencia = next((e for e in paquetes.lo_que_se_ve(uno, ahora) if e.pk == pk), None)
    pedida = RECETAS_PUBLICAS.get(receta)
    if evidencia is None or pedida is None:
        raise Http404("Ese archivo no está en el enlace.")
    try:
        publico = publico_de(evidencia, pedida)
    except DerivadoPendiente:
        raise Http404("Todavía se procesa.") from None
    etag = f'"{evidencia.original.huella[:16]}-{evidencia.version}-{receta}"'
    respuesta = _por_rango(request, publico, etag, pedida.mime)
    if "bajar" in request.GET:
        paquetes.contar_visita(uno, descarga=True, ahora=ahora)
        respuesta["Content-Disposition"] = content_disposition_header(True, _nombre(evidencia, pedida)) or ""  # noqa: FBT003 - firma de Django
    respuesta["X-Content-Type-Options"] = "nosniff"
    respuesta["Cache-Control"] = "private, max-age=300"
    return respuesta


def _por_rango(request: HttpRequest, publico: Publico, etag: str, mime: str) -> HttpResponse | StreamingHttpResponse:
    """Entero o el rango pedido: sin rangos, el iPhone no reproduce y nadie puede adelantar."""
    total, rango = publico.octetos, rango_pedido(request, publico.octetos, etag)
    inicio, fin = rango or (0, total - 1)
    if inicio > fin:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{total}"})
    respuesta = StreamingHttpResponse(publico.trozos(inicio, fin + 1), status=206 if rango else 200, content_type=mime)
    respuesta["Content-Length"] = str(fin - inicio + 1)
    respuesta["Accept-Ranges"], respuesta["ETag"] = "bytes", etag
    if rango:
        respuesta["Content-Range"] = f"bytes {inicio}-{fin}/{total}"
    return respuesta


def _que_trae(evidencias: list[Evidencia]) -> str:
    """«3 fotos, 1 video y 1 audio»."""
    cuentas = [(sum(e.original.clase == clase for e in evidencias), clase) for clase in PARA_WEB]
    partes = [plural(n, f"1 {clase.value}", f"{{}} {clase.value}s") for n, clase in cuentas if n]
    return enumerar(partes or [""])


def _nombre(evidencia: Evidencia, receta: Receta) -> str:
    return para_bajar(f"{tronco_de(evidencia.nombre_de_archivo)}.{receta.extension}")


@require_safe
@sin_sesion(token=True)
def subtitulos_de_paquete(request: HttpRequest, token: str, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    ahora = timezone.now()
    uno = _paquete_abierto(token)
    visibles = [e.pk for e in paquetes.lo_que_se_ve(uno, ahora) if e.pk == pk]
    suyos = get_object_or_404(Subtitulos.objects.exclude(texto=""), evidencia__in=visibles)
    return HttpResponse(a_vtt(leer(suyos.texto)), content_type="text/vtt; charset=utf-8")


@csrf_exempt  # sólo baja lo que el enlace ya deja ver
@require_http_methods(["POST"])
@sin_sesion(token=True)
def zip_de_paquete(request: HttpRequest, token: str) -> HttpResponse | StreamingHttpResponse:  # noqa: ARG001 - firma de Django
    ahora = timezone.now()
    uno = _paquete_abierto(token)
    try:
        zip_ = empaquetar(paquetes.lo_que_se_ve(uno, ahora), calidad=Calidad.WEB, por=None, ahora=ahora)
    except NoSePuede:
        raise EnlaceQueNoVale(CERRADO) from None
    paquetes.contar_visita(uno, descarga=True, ahora=ahora)
    respuesta = StreamingHttpResponse(zip_, content_type="application/zip")
    respuesta["Content-Disposition"] = content_disposition_header(True, nombre_del_zip(ahora)) or ""  # noqa: FBT003 - firma de Django
    return respuesta
