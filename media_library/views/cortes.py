"""Cortes, portada y subtítulos de un audio o video."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from media_library.clientes import almacen
from media_library.consultas import biblioteca as consultas
from media_library.consultas.cortes import con_su_archivo, cortes_de
from media_library.dominio.cortes.cortes import (
    CON_SONIDO,
    cambiar_corte,
    crear_corte,
    elegir_portada,
    mover_a_la_papelera,
    restaurar_corte,
)
from media_library.dominio.cortes.subtitulos import a_srt, a_vtt, guardar_subtitulos, leer
from media_library.dominio.derechos.reserva import ocultas_para
from media_library.dominio.versiones.onda import trazo
from media_library.estados import EstadoDerivado
from media_library.forms.corte import CorteForm, PortadaForm, SubtitulosForm
from media_library.models import Corte, Evidencia, Subtitulos
from media_library.models.receta import AUDIO_LIGERO, TIRA, VIDEO_LIGERO
from media_library.views.originales.respuestas import responder_archivo
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, frases_de, mostrar, poner_version
from nucleo.permisos import permiso
from personas.permisos import EDITAR_EVIDENCIA, VER_BIBLIOTECA

FORMATOS_DE_SUBTITULOS = {"vtt": (a_vtt, "text/vtt", "inline"), "srt": (a_srt, "text/plain", "attachment")}
MUESTRA = "1\n00:00:00,000 --> 00:00:03,000\nPrimera frase\n"


def _grabacion(request: HttpRequest, pk: int) -> Evidencia:
    grabaciones = Evidencia.objects.visibles_para(request.user).vivas().select_related("original")
    return get_object_or_404(grabaciones.filter(original__clase__in=CON_SONIDO), pk=pk)


def _exigir_que_se_le_ensene(request: HttpRequest, evidencia: Evidencia) -> None:
    if ocultas_para(request.user, [evidencia], ahora=timezone.now()):
        raise PermissionDenied("Esta grabación está reservada por los derechos de quien aparece.")


def _corte(request: HttpRequest, pk: int) -> Corte:
    return get_object_or_404(Corte.objects.visibles_para(request.user).select_related("evidencia__original"), pk=pk)


@require_GET
@permiso(VER_BIBLIOTECA)
def cortes(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = _grabacion(request, pk)
    _exigir_que_se_le_ensene(request, evidencia)
    return _mesa(request, evidencia, CorteForm(evidencia=evidencia))


@require_POST
@permiso(EDITAR_EVIDENCIA)
def nuevo_corte(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = _grabacion(request, pk)
    form = CorteForm(request.POST, evidencia=evidencia)

    def guardar() -> None:
        crear_corte(evidencia, por=request.user, ahora=timezone.now(), **form.datos())

    if ejecutar(request, guardar, "Corte guardado. Su archivo estará listo en unos segundos.", form=form):
        return redirect("media_library:cortes", pk=pk)
    return _mesa(request, evidencia, form)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def editar_corte(request: HttpRequest, pk: int) -> HttpResponse:
    corte = _corte(request, pk)
    evidencia = corte.evidencia
    if request.method == "GET":
        form = CorteForm(instance=corte, evidencia=evidencia, initial={"revision": corte.revision})
        return _mesa(request, evidencia, form, editado=corte)
    form = CorteForm(request.POST, evidencia=evidencia)

    def cambiar() -> None:
        revision = form.cleaned_data["revision"] or 0
        cambiar_corte(corte, revision=revision, por=request.user, ahora=timezone.now(), **form.datos())

    if ejecutar(request, cambiar, "Corte cambiado.", form=form):
        return redirect("media_library:cortes", pk=evidencia.pk)
    return _mesa(request, evidencia, form, editado=corte)


def _mesa(request: HttpRequest, evidencia: Evidencia, form: CorteForm, *, editado: Corte | None = None) -> HttpResponse:
    contexto = {
        **_reproductor(evidencia),
        "form": form,
        "editado": editado,
        "cortes": cortes_de(evidencia),
        "segundo_de_portada": evidencia.portada_en_segundo,
    }
    return mostrar(request, "media_library/cortes.html", contexto)


def _reproductor(evidencia: Evidencia) -> dict[str, Any]:
    hechos = consultas.derivados_de(evidencia)
    listos = {r for r, d in hechos.items() if d.estado == EstadoDerivado.HECHO}
    return {
        "evidencia": evidencia,
        "original": evidencia.original,
        "fuente": next((r for r in (VIDEO_LIGERO, AUDIO_LIGERO) if r in listos), ""),
        "poster": next((r for r in consultas.portadas_de(evidencia) if r in listos), ""),
        "onda": trazo(hechos),
        "tira": TIRA if TIRA in listos else "",
    }


@require_POST
@permiso(EDITAR_EVIDENCIA)
def quitar_corte(request: HttpRequest, pk: int) -> HttpResponse:
    corte = _corte(request, pk)
    mover_a_la_papelera(corte, por=request.user, ahora=timezone.now())
    avisar_con_deshacer(request, "Se quitó el corte.", reverse("media_library:restaurar_corte", args=[corte.pk]))
    return redirect("media_library:cortes", pk=corte.evidencia_id)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def devolver_corte(request: HttpRequest, pk: int) -> HttpResponse:
    corte = _corte(request, pk)
    restaurar_corte(corte, por=request.user, ahora=timezone.now())
    return redirect("media_library:cortes", pk=corte.evidencia_id)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def portada(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = _grabacion(request, pk)
    form = PortadaForm(request.POST)

    def elegir() -> None:
        if not form.is_valid():
            raise NoSePuede(" ".join(frases_de(form)))
        elegir_portada(evidencia, segundo=form.cleaned_data["segundo"], por=request.user, ahora=timezone.now())

    exito = "Ese cuadro es la portada; se verá en unos segundos."
    return ejecutar_y_volver(request, elegir, exito, "media_library:cortes", pk)


@require_safe
@permiso(VER_BIBLIOTECA)
def archivo_del_corte(request: HttpRequest, pk: int) -> HttpResponse:
    corte = _corte(request, pk)
    _exigir_que_se_le_ensene(request, corte.evidencia)
    hecho = con_su_archivo(corte)
    if hecho is None:
        return render(request, "404.html", status=404)
    extension = hecho.receta.extension
    return responder_archivo(
        request,
        almacen.derivados(),
        hecho.archivo,
        etiqueta=f"{corte.evidencia.original.huella}-{hecho.receta}",
        mime=hecho.receta.mime,
        nombre=f"{slugify(corte.titulo) or 'corte'}.{extension}",
        adjunto="bajar" in request.GET,
    )


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def subtitulos(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = _grabacion(request, pk)
    actuales = Subtitulos.objects.filter(evidencia=evidencia).first()
    texto, version = (actuales.texto, actuales.version) if actuales else ("", 0)
    if request.method == "GET":
        form = SubtitulosForm(initial={"texto": texto, "version": version})
        return _hoja_de_subtitulos(request, evidencia, form, actuales)
    form = SubtitulosForm(request.POST, request.FILES)

    def guardar() -> None:
        guardar_subtitulos(
            evidencia,
            texto=form.escritos(),
            version=form.cleaned_data["version"],
            por=request.user,
            ahora=timezone.now(),
        )

    resultado = ejecutar(request, guardar, "Subtítulos guardados.", form=form)
    if resultado:
        return redirect("media_library:subtitulos", pk=pk)
    if resultado.ya_cambio:
        poner_version(form, version)
    return _hoja_de_subtitulos(request, evidencia, form, actuales, resultado.ya_cambio)


def _hoja_de_subtitulos(
    request: HttpRequest,
    evidencia: Evidencia,
    form: SubtitulosForm,
    actuales: Subtitulos | None,
    ya_cambio: YaCambio | None = None,
) -> HttpResponse:
    contexto = {**_reproductor(evidencia), "form": form, "actuales": actuales, "muestra": MUESTRA}
    return mostrar(request, "media_library/subtitulos.html", contexto, ya_cambio)


@require_GET
@permiso(VER_BIBLIOTECA)
def archivo_de_subtitulos(request: HttpRequest, pk: int, formato: str) -> HttpResponse:
    evidencia = _grabacion(request, pk)
    _exigir_que_se_le_ensene(request, evidencia)
    suyos = get_object_or_404(Subtitulos, evidencia=evidencia)
    bloques = leer(suyos.texto)
    escribir, tipo, disposicion = FORMATOS_DE_SUBTITULOS[formato]
    respuesta = HttpResponse(escribir(bloques), content_type=f"{tipo}; charset=utf-8")
    respuesta["Content-Disposition"] = f'{disposicion}; filename="subtitulos-{pk}.{formato}"'
    return respuesta
