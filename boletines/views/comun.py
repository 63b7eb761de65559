"""Lo que comparten las vistas: hallar el boletín, su página y el acto que puede rechazarse."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from boletines import consultas, transiciones
from boletines.dominio import publicacion, revision, textos
from boletines.estados import EDITABLES, EMITIDOS, EstadoBoletin
from boletines.forms import MotivoForm
from boletines.models import Boletin
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import puede
from personas.permisos import APROBAR_BOLETINES, ESCRIBIR_BOLETINES


def boletin_de(request: HttpRequest, pk: int) -> Boletin:
    boletines = Boletin.objects.visibles_para(request.user).select_related(
        "dependencia", "evento", "autor", "aprobado_por"
    )
    return get_object_or_404(boletines, pk=pk)


def pagina_del_boletin(request: HttpRequest, boletin: Boletin, *, impedidos: list | None = None) -> HttpResponse:
    fotos = list(boletin.fotos.select_related("evidencia__original"))
    salidas, publicaciones = consultas.salidas_de(boletin) if boletin.estado in EMITIDOS else ([], [])
    contexto = {
        "boletin": boletin,
        "fotos": fotos,
        "resumen_de_salidas": salidas,
        "publicaciones": publicaciones,
        "historia": de_objeto(boletin),
        "acciones": {
            t.nombre.replace(" ", "_").replace("ó", "o"): puede(request.user, boletin, t) for t in transiciones.TODAS
        },
        "impedimentos": _impedimentos(request, boletin),
        "impedidos": impedidos or [],
        "motivo_form": MotivoForm(),
        "es_editable": boletin.estado in EDITABLES and request.user.puede(ESCRIBIR_BOLETINES),
        "whatsapp": textos.texto_para_whatsapp(boletin),
        "es_mio": boletin.autor_id == request.user.pk,
    }
    return render(request, "boletines/ver.html", contexto, status=409 if impedidos else 200)


def _impedimentos(request: HttpRequest, boletin: Boletin) -> list:
    if boletin.estado in EDITABLES:
        return revision.impedimentos_para_enviar(boletin)
    if boletin.estado == EstadoBoletin.EN_REVISION and request.user.puede(APROBAR_BOLETINES):
        return revision.impedimentos_para_aprobar(boletin, request.user)
    return publicacion.impedimentos_para_publicar(boletin) if boletin.estado == EstadoBoletin.APROBADO else []


def acto(request: HttpRequest, boletin: Boletin, hacer: Callable[[], object], exito: str) -> HttpResponse:
    """Ejecuta un acto; si se rechaza, la misma página con las razones y nada perdido."""
    try:
        hacer()
    except NoSePuede as error:
        return pagina_del_boletin(request, boletin_de(request, boletin.pk), impedidos=error.impedimentos)
    if exito:
        messages.success(request, exito)
    return redirect("boletines:ver", boletin.pk)
