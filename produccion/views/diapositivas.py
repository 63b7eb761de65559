"""Las reuniones que piden láminas: registrarlas, hacerles láminas, subirlas y entregarlas."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agenda.models import Evento
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.paginas import pagina_de
from nucleo.pantallas.vistas import Escrito, ejecutar, enviado, es_la_pagina, leer_o_escribir, mostrar, texto_de
from nucleo.permisos import permiso
from personas.permisos import PRODUCIR, VER_PRODUCCION
from produccion.consultas.reuniones import pagina_de_reunion, reuniones
from produccion.dominio.diapositivas import reuniones as acto
from produccion.dominio.diapositivas.generar import DeQueSeHacen, generar_laminas
from produccion.estados import FormatoDeLaminas
from produccion.forms.reuniones import EntregarForm, GenerarForm, ReunionForm, SubirForm
from produccion.models import ImagenDeLamina, Reunion, VersionDeLaminas

POR_PAGINA = 24
CERCA = timedelta(days=120)
EVENTOS_QUE_SE_OFRECEN = 200
TIPOS = {
    FormatoDeLaminas.PDF: "application/pdf",
    FormatoDeLaminas.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    FormatoDeLaminas.ODP: "application/vnd.oasis.opendocument.presentation",
}


def eventos_cerca(dia: date) -> QuerySet[Evento]:
    """Los de la agenda alrededor de un día, del más nuevo al más viejo."""
    cuando = timezone.make_aware(timezone.datetime(dia.year, dia.month, dia.day))
    cercanos = Evento.objects.entre(cuando - CERCA, cuando + CERCA).order_by("-inicio")[:EVENTOS_QUE_SE_OFRECEN]
    return Evento.objects.filter(pk__in=[e.pk for e in cercanos]).order_by("-inicio")


@require_GET
@permiso(VER_PRODUCCION)
def lista(request: HttpRequest) -> HttpResponse:
    palabra = texto_de(request.GET, "q", largo=80).strip()
    contexto = {
        "pagina": pagina_de(reuniones(palabra=palabra), request.GET.get("pagina"), POR_PAGINA),
        "palabra": palabra,
        "puede_producir": request.user.puede(PRODUCIR),
    }
    return mostrar(request, "produccion/diapositivas/lista.html", contexto)


@leer_o_escribir
@permiso(PRODUCIR)
def nueva(request: HttpRequest) -> HttpResponse:
    form = ReunionForm(enviado(request), eventos=eventos_cerca(timezone.localdate()))
    if request.method == "POST":
        hecho = ejecutar(
            request,
            lambda: acto.registrar_reunion(form.save(commit=False), por=request.user, ahora=timezone.now()),
            "Reunión registrada. Ahora hazle sus láminas o sube las que ya tengas.",
            form=form,
        )
        if hecho:
            return redirect("produccion:reunion", hecho.valor.pk)
    return mostrar(request, "produccion/diapositivas/nueva.html", {"form": form})


@require_GET
@permiso(VER_PRODUCCION)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return _ver(request, get_object_or_404(Reunion.objects.select_related("dependencia", "evento"), pk=pk))


def _ver(
    request: HttpRequest,
    reunion: Reunion,
    negativa: NoSePuede | None = None,
    escrito: Escrito | None = None,
    **forms: BaseForm,
) -> HttpResponse:
    if negativa or forms:
        es_la_pagina(request, reverse("produccion:reunion", args=[reunion.pk]))
    pagina = pagina_de_reunion(reunion, comparar=texto_de(request.GET, "comparar", largo=6))
    contexto = {
        "pagina": pagina,
        "generar": GenerarForm(eventos=eventos_cerca(reunion.fecha), initial=_inicial(reunion)),
        "subir": SubirForm(),
        "entregar": EntregarForm(initial=_de_la_entrega(reunion, pagina.ultima)),
        "puede_producir": request.user.puede(PRODUCIR),
        "negativa": negativa,
        "escrito": escrito or Escrito(),
        **forms,
    }
    return mostrar(request, "produccion/diapositivas/ver.html", contexto, negativa)


def _inicial(reunion: Reunion) -> dict[str, Any]:
    """El mes de la reunión hasta su día, o su evento."""
    return {"desde": reunion.fecha.replace(day=1), "hasta": reunion.fecha, "evento": reunion.evento}


def _de_la_entrega(reunion: Reunion, ultima: VersionDeLaminas | None) -> dict[str, Any]:
    return {
        "version": ultima.pk if ultima else None,
        "a_quien": reunion.quienes or str(reunion.dependencia),
        "entregada_en": timezone.localtime(),
    }


@require_POST
@permiso(PRODUCIR)
def generar(request: HttpRequest, pk: int) -> HttpResponse:
    reunion = get_object_or_404(Reunion, pk=pk)
    form = GenerarForm(request.POST, eventos=eventos_cerca(reunion.fecha))
    hecho = ejecutar(
        request,
        lambda: generar_laminas(reunion, de=DeQueSeHacen(**form.cleaned_data), por=request.user, ahora=timezone.now()),
        lambda version: f"Versión {version.numero} lista: {version.laminas} láminas.",
        form=form,
    )
    if not hecho:
        return _ver(request, reunion, generar=form)
    return redirect("produccion:reunion", pk)


@require_POST
@permiso(PRODUCIR)
def subir(request: HttpRequest, pk: int) -> HttpResponse:
    reunion = get_object_or_404(Reunion, pk=pk)
    form = SubirForm(request.POST, request.FILES)

    def guardar() -> VersionDeLaminas:
        archivo = form.cleaned_data["archivo"]
        octetos = archivo.read(acto.PESO_MAXIMO + 1)
        return acto.subir_laminas(reunion, nombre=archivo.name, octetos=octetos, por=request.user, ahora=timezone.now())

    if not ejecutar(request, guardar, lambda version: f"Versión {version.numero} guardada.", form=form):
        return _ver(request, reunion, subir=form)
    return redirect("produccion:reunion", pk)


@require_POST
@permiso(PRODUCIR)
def entregar(request: HttpRequest, pk: int) -> HttpResponse:
    reunion = get_object_or_404(Reunion, pk=pk)
    form = EntregarForm(request.POST)

    def entregar_la_pedida() -> Any:
        datos = form.cleaned_data
        version = get_object_or_404(VersionDeLaminas.objects.select_related("reunion"), pk=datos["version"], reunion=pk)
        return acto.entregar_laminas(
            version,
            a_quien=datos["a_quien"],
            entregada_en=datos["entregada_en"],
            por=request.user,
            ahora=timezone.now(),
        )

    if not ejecutar(request, entregar_la_pedida, "Entrega apuntada: la reunión cuenta en el cronograma.", form=form):
        return _ver(request, reunion, entregar=form)
    return redirect("produccion:reunion", pk)


@require_POST
@permiso(PRODUCIR)
def cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    reunion = get_object_or_404(Reunion, pk=pk)
    motivo = texto_de(request.POST, "motivo")
    hecho = ejecutar(
        request,
        lambda: acto.cancelar_reunion(reunion, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Reunión cancelada.",
    )
    if hecho.negativa:
        escrito = Escrito("motivo", motivo).con(hecho.negativa.impedimentos)
        return _ver(request, reunion, hecho.negativa, escrito)
    return redirect("produccion:reunion", pk)


@require_GET
@permiso(VER_PRODUCCION)
def archivo(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Una versión tal cual se guardó. Siempre se baja: lo subido no se abre dentro de la oficina."""
    version = get_object_or_404(VersionDeLaminas.objects.select_related("reunion"), pk=pk)
    respuesta = HttpResponse(bytes(version.octetos), content_type=TIPOS[FormatoDeLaminas(version.formato)])
    nombre = f"laminas-{version.reunion.fecha}-v{version.numero}.{version.formato}"
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    return respuesta


@require_GET
@permiso(VER_PRODUCCION)
def imagen(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    cual = get_object_or_404(ImagenDeLamina.objects.exclude(png=b""), pk=pk)
    respuesta = HttpResponse(bytes(cual.png), content_type="image/png")
    respuesta["Cache-Control"] = "private, max-age=86400, immutable"
    return respuesta
