"""Páginas oficiales: inventario, lecturas y capturas de antes y después."""

import gzip

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.dominio.bitacora import de_objeto
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, mostrar, opcion_de, texto_de
from nucleo.permisos import permiso
from paginas import consultas
from paginas.dominio import actualizaciones, comprobar, inventario, miniaturas
from paginas.estados import Motivo
from paginas.forms import NotaForm, PaginaForm
from paginas.models import Actualizacion, Comprobacion, PaginaOficial
from personas.permisos import EDITAR_PAGINAS, VER_CRONOGRAMA, VER_PAGINAS

LECTURAS_A_LA_VISTA = 30
AGREGADA = "Página agregada. Su primera lectura estará en unos segundos."


@require_GET
@permiso(VER_PAGINAS)
def lista(request: HttpRequest) -> HttpResponse:
    texto = texto_de(request.GET, "q", largo=100)
    archivadas = request.GET.get("archivadas") == "1"
    renglones = consultas.inventario(timezone.now(), texto=texto, archivadas=archivadas)
    contexto = {
        "renglones": renglones,
        "texto": texto,
        "archivadas": archivadas,
        "con_problemas": sum(1 for r in renglones if r.problemas),
        "vencidas": sum(1 for r in renglones if r.vencida),
    }
    return render(request, "paginas/lista.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PAGINAS)
def agregar(request: HttpRequest) -> HttpResponse:
    form = PaginaForm(request.POST or None)

    def guardar() -> PaginaOficial:
        return inventario.agregar_pagina(por=request.user, ahora=timezone.now(), **form.cleaned_data)

    if agregada := ejecutar(request, guardar, AGREGADA, form=form):
        return redirect("paginas:ver", agregada.valor.pk)
    return mostrar(request, "paginas/editar.html", {"form": form, "pagina": None})


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_PAGINAS)
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    guardada = get_object_or_404(PaginaOficial, pk=pk)
    # Otra instancia: el formulario escribe en la suya aunque rechace, y la pantalla pinta lo guardado.
    form = PaginaForm(request.POST or None, instance=PaginaOficial.objects.get(pk=pk))

    def guardar() -> None:
        inventario.cambiar_pagina(
            PaginaOficial.objects.get(pk=pk), por=request.user, ahora=timezone.now(), **form.cleaned_data
        )

    if ejecutar(request, guardar, "Cambios guardados.", form=form):
        return redirect("paginas:ver", pk)
    return mostrar(request, "paginas/editar.html", {"form": form, "pagina": guardada})


@require_GET
@permiso(VER_PAGINAS)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return _ficha(request, _pagina(pk), NotaForm())


def _pagina(pk: int) -> PaginaOficial:
    return get_object_or_404(
        PaginaOficial.objects.con_vencimiento().select_related("responsable", "dependencia"), pk=pk
    )


def _ficha(request: HttpRequest, pagina: PaginaOficial, form: NotaForm) -> HttpResponse:
    lecturas = list(pagina.comprobaciones.select_related("pedida_por")[:LECTURAS_A_LA_VISTA])
    contexto = {
        "pagina": pagina,
        "vencida": pagina.vence_en <= timezone.now(),
        "visto": consultas.LoVisto(lecturas, leyendo=consultas.hay_pendientes(pagina)),
        "antes": actualizaciones.captura_de_antes(pagina),
        "falta": actualizaciones.impedimentos_para_comprobar(pagina),
        "actualizaciones": list(pagina.actualizaciones.select_related("antes", "despues", "hecha_por")[:20]),
        "solicitudes": list(pagina.solicitudes.all()[:20]),
        "historia": de_objeto(pagina),
        "form": form,
    }
    return mostrar(request, "paginas/ver.html", contexto)


@require_POST
@permiso(EDITAR_PAGINAS)
def leer(request: HttpRequest, pk: int) -> HttpResponse:
    pagina = get_object_or_404(PaginaOficial, pk=pk)
    motivo = opcion_de(request.POST, "motivo", {Motivo.ANTES, Motivo.DESPUES}, Motivo.A_MANO)
    return ejecutar_y_volver(
        request,
        lambda: inventario.pedir_lectura(pagina, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Se lee en unos segundos; vuelve a cargar para verla.",
        "paginas:ver",
        pk,
    )


@require_POST
@permiso(EDITAR_PAGINAS)
def revisada(request: HttpRequest, pk: int) -> HttpResponse:
    inventario.anotar_revision(get_object_or_404(PaginaOficial, pk=pk), por=request.user, ahora=timezone.now())
    messages.success(request, "Anotado: la revisaste hoy.")
    return redirect("paginas:ver", pk)


@require_POST
@permiso(EDITAR_PAGINAS)
def archivar(request: HttpRequest, pk: int) -> HttpResponse:
    pagina = get_object_or_404(PaginaOficial, pk=pk)
    reactivar = request.POST.get("reactivar") == "1"

    def mover() -> None:
        inventario.archivar_pagina(pagina, activa=reactivar, por=request.user, ahora=timezone.now())

    if reactivar:
        return ejecutar_y_volver(request, mover, "Volvió al inventario.", "paginas:ver", pk)
    mover()
    avisar_con_deshacer(request, "Página archivada.", reverse("paginas:archivar", args=[pk]), reactivar="1")
    return redirect("paginas:lista")


@require_POST
@permiso(EDITAR_PAGINAS)
def registrar(request: HttpRequest, pk: int) -> HttpResponse:
    pagina = _pagina(pk)
    form = NotaForm(request.POST)

    def anotar() -> None:
        nota = form.cleaned_data["nota"]
        actualizaciones.registrar_actualizacion(pagina, nota=nota, por=request.user, ahora=timezone.now())

    if ejecutar(request, anotar, "Actualización comprobada: ya cuenta en el cronograma.", form=form):
        return redirect("paginas:ver", pk)
    return _ficha(request, pagina, form)


@require_GET
@permiso(VER_PAGINAS)
def captura(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El HTML capturado, como texto: nunca se interpreta aquí."""
    comprobacion = get_object_or_404(Comprobacion.objects.exclude(archivo=""), pk=pk)
    try:
        contenido = gzip.decompress((comprobar.carpeta_de_capturas() / comprobacion.archivo).read_bytes())
    except (FileNotFoundError, gzip.BadGzipFile):
        raise Http404("La captura ya no está en el servidor.") from None
    respuesta = HttpResponse(contenido, content_type="text/plain; charset=utf-8")
    respuesta["Content-Disposition"] = f'inline; filename="captura-{comprobacion.pk}.html.txt"'
    respuesta["X-Content-Type-Options"] = "nosniff"
    respuesta["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return respuesta


@require_GET
@permiso(VER_PAGINAS, VER_CRONOGRAMA)
def miniatura(request: HttpRequest, pk: int, cual: str) -> HttpResponse:  # noqa: ARG001 - Django
    """El dibujo de una captura: rectángulos, sin nada de la página ajena. Las capturas no cambian."""
    if cual not in miniaturas.CUALES:
        raise Http404
    actualizacion = get_object_or_404(Actualizacion.objects.select_related("antes", "despues"), pk=pk)
    respuesta = HttpResponse(miniaturas.miniatura(actualizacion, cual), content_type="image/svg+xml")
    respuesta["X-Content-Type-Options"] = "nosniff"
    respuesta["Content-Security-Policy"] = "sandbox; default-src 'none'"
    respuesta["Cache-Control"] = "private, max-age=86400"
    return respuesta
