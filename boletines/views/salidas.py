"""Salidas: el mismo contenido en cada forma, y los adelantos de lo embargado."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from boletines.consultas import boletines as consultas
from boletines.dominio.salida import adelantos, textos
from boletines.dominio.salida.compuerta import por_que_no_se_copia
from boletines.dominio.salida.documentos.word import docx_de_boletin
from boletines.estados import EMITIDOS
from boletines.forms.boletin import AdelantoForm
from boletines.models import Adelanto, Boletin
from boletines.views.comun import boletin_de
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar, mostrar
from nucleo.permisos import permiso
from personas.permisos import PUBLICAR_BOLETINES, VER_BOLETINES

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@permiso(VER_BOLETINES)
def salidas(request: HttpRequest, pk: int) -> HttpResponse:
    return _pantalla(request, boletin_de(request, pk), AdelantoForm())


def _pantalla(
    request: HttpRequest, boletin: Boletin, form: AdelantoForm, *, enlace: str = "", negativa: NoSePuede | None = None
) -> HttpResponse:
    envios, publicaciones = consultas.salidas_de(boletin) if boletin.estado in EMITIDOS else ([], [])
    impedimentos = adelantos.impedimentos_para_adelantar(boletin, timezone.now())
    contexto = {
        "boletin": boletin,
        "resumen_de_salidas": envios,
        "publicaciones": publicaciones,
        "textos": [
            ("whatsapp", "WhatsApp", "Con *negritas* y la liga corta.", textos.texto_para_whatsapp(boletin)),
            ("redes", "Facebook", "Para pegar en la página.", textos.texto_para_facebook(boletin)),
            ("sencillo", "Texto sencillo", "Para pegar donde sea.", textos.texto_sencillo(boletin)),
        ],
        "no_se_copia": por_que_no_se_copia(boletin, timezone.now()),
        "correo": textos.correo_de_muestra(boletin, timezone.now()),
        "form": form,
        "enlace": enlace,
        "adelantos": list(adelantos.adelantos_de(boletin)),
        "puede_adelantar": not impedimentos and request.user.puede(PUBLICAR_BOLETINES),
    }
    return mostrar(request, "boletines/salidas.html", contexto, negativa)


@require_GET
@permiso(VER_BOLETINES)
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    respuesta = HttpResponse(docx_de_boletin(boletin, timezone.now()), content_type=WORD)
    nombre = boletin.folio.replace("/", "-") or f"borrador-{boletin.pk}"
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}.docx"'
    return respuesta


@require_POST
@permiso(PUBLICAR_BOLETINES)
def dar_adelanto(request: HttpRequest, pk: int) -> HttpResponse:
    boletin, form = boletin_de(request, pk), AdelantoForm(request.POST)

    resultado = ejecutar(
        request,
        lambda: adelantos.dar_adelanto(boletin, por=request.user, ahora=timezone.now(), **form.cleaned_data),
        form=form,
    )
    if not resultado:
        return _pantalla(request, boletin, form, negativa=resultado.negativa)
    dado, enlace = resultado.valor
    if not enlace:
        messages.info(request, f"{dado.nombre} ya tiene su enlace. Si lo perdió, retíralo y dale otro.")
    return _pantalla(request, boletin, AdelantoForm(), enlace=enlace)


@require_POST
@permiso(PUBLICAR_BOLETINES)
def retirar_adelanto(request: HttpRequest, pk: int, adelanto: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    dado = get_object_or_404(Adelanto, pk=min(adelanto, 2**62), boletin=boletin)
    adelantos.retirar_adelanto(dado, por=request.user, ahora=timezone.now())
    messages.success(request, f"El enlace de {dado.nombre} ya no sirve.")
    return redirect("boletines:salidas", pk)
