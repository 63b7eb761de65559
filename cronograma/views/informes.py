"""Los informes: escoger el periodo, sus partes y sus fotos, pedir que se haga, ver cómo va y bajarlo."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cronograma.consultas.meses import mes_de, sumar_meses
from cronograma.dominio.informes import informes as acto
from cronograma.dominio.informes.armado import armar
from cronograma.dominio.informes.en_papel import pdf_del_informe
from cronograma.dominio.informes.informes import ParteEscrita
from cronograma.dominio.informes.pagina import (
    fotos_por_actividad,
    opciones_de_periodo,
    pagina_del_informe,
    sin_lo_propuesto,
)
from cronograma.dominio.informes.periodo import leer_periodo
from cronograma.estados import Formato, SeccionDeInforme
from cronograma.models import ArchivoDeInforme, Informe, VersionDeInforme
from cronograma.views.tabla import TIPO_XLSX, en_pdf
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.paginas import pagina_de
from nucleo.pantallas.vistas import (
    ejecutar,
    ejecutar_y_volver,
    es_la_pagina,
    leer_o_escribir,
    mostrar,
    texto_de,
)
from nucleo.permisos import permiso
from personas.permisos import HACER_INFORMES, VER_CRONOGRAMA

POR_PAGINA = 24
TIPOS = {
    Formato.PDF: "application/pdf",
    Formato.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Formato.XLSX: TIPO_XLSX,
}


@require_GET
@permiso(VER_CRONOGRAMA)
def lista(request: HttpRequest) -> HttpResponse:
    return _lista(request)


def _lista(request: HttpRequest, negativa: NoSePuede | None = None) -> HttpResponse:
    todos = Informe.objects.prefetch_related("versiones")
    anterior = sumar_meses(mes_de(timezone.now()), -1)
    contexto = {
        "pagina": pagina_de(todos, request.GET.get("pagina"), POR_PAGINA),
        "opciones": opciones_de_periodo(),
        "elegido": request.POST.get("periodo") or request.GET.get("periodo") or f"{anterior[0]}-{anterior[1]:02d}",
        "puede_hacer": request.user.puede(HACER_INFORMES),
        "negativa": negativa,
    }
    return mostrar(request, "cronograma/informes/lista.html", contexto, negativa)


@require_POST
@permiso(HACER_INFORMES)
def abrir(request: HttpRequest) -> HttpResponse:
    """El informe del periodo escogido, nuevo o el que ya estaba."""
    periodo = leer_periodo(texto_de(request.POST, "periodo", largo=20))
    if periodo is None:
        raise Http404
    por_eje = "por_eje" in request.POST
    resultado = ejecutar(
        request, lambda: acto.abrir_informe(periodo, por=request.user, ahora=timezone.now(), por_eje=por_eje)
    )
    if resultado.negativa:
        es_la_pagina(request, reverse("cronograma:informes"))
        return _lista(request, resultado.negativa)
    return redirect("cronograma:informe", resultado.valor.pk)


@leer_o_escribir
@permiso(VER_CRONOGRAMA)
def informe(request: HttpRequest, pk: int) -> HttpResponse:
    """El informe; al guardar, con sus partes como se dejaron."""
    cual = get_object_or_404(Informe, pk=pk)
    if request.method != "POST":
        return _informe(request, cual)
    escritas = _movidas(request.POST, _escritas(request.POST))
    resultado = ejecutar(request, lambda: _guardar(request, cual, escritas), "Guardado.")
    if resultado.negativa:
        return _informe(request, cual, resultado.negativa, escritas)
    return redirect("cronograma:informe", pk)


def _guardar(request: HttpRequest, cual: Informe, escritas: list[ParteEscrita]) -> Informe:
    ahora = timezone.now()
    partes = sin_lo_propuesto(cual, escritas, por=request.user, ahora=ahora)
    vistas = texto_de(request.POST, "vistas", largo=64)
    return acto.guardar_partes(cual, partes=partes, vistas=vistas, por=request.user, ahora=ahora)


def _informe(
    request: HttpRequest,
    cual: Informe,
    negativa: NoSePuede | None = None,
    escritas: list[ParteEscrita] | None = None,
) -> HttpResponse:
    pagina = pagina_del_informe(cual, por=request.user, ahora=timezone.now(), escritas=escritas)
    contexto = {"pagina": pagina, "puede_hacer": request.user.puede(HACER_INFORMES), "negativa": negativa}
    return mostrar(request, "cronograma/informes/informe.html", contexto, negativa)


def _escritas(datos: QueryDict) -> list[ParteEscrita]:
    """Las secciones en el orden en que venían, cada una una vez."""
    claves = [s for s in dict.fromkeys(datos.getlist("seccion")) if s in SeccionDeInforme.values]
    return [ParteEscrita(s, f"va-{s}" in datos, texto_de(datos, f"texto-{s}")) for s in claves]


def _movidas(datos: QueryDict, partes: list[ParteEscrita]) -> list[ParteEscrita]:
    """Con «Antes» o «Después», además cambia de lugar."""
    claves = [p.seccion for p in partes]
    for boton, paso in (("sube", -1), ("baja", 1)):
        if (clave := datos.get(boton, "")) in claves:
            desde = claves.index(clave)
            hasta = max(0, min(len(partes) - 1, desde + paso))
            partes.insert(hasta, partes.pop(desde))
    return partes


@require_POST
@permiso(HACER_INFORMES)
def generar(request: HttpRequest, pk: int) -> HttpResponse:
    """Guarda lo que está en la pantalla y pide la versión: lo escrito nunca se queda fuera."""
    cual, escritas = get_object_or_404(Informe, pk=pk), _escritas(request.POST)

    def guardar_y_pedir() -> VersionDeInforme:
        if escritas:
            _guardar(request, cual, escritas)
        return acto.pedir_version(
            cual,
            formatos=request.POST.getlist("formatos"),
            por=request.user,
            ahora=timezone.now(),
            sin_las_que_faltan="sin_fotos" in request.POST,
        )

    resultado = ejecutar(
        request,
        guardar_y_pedir,
        lambda version: f"Se está haciendo la versión {version.numero}. Puedes seguir con otra cosa.",
    )
    if resultado.negativa:
        es_la_pagina(request, reverse("cronograma:informe", args=[pk]))
        return _informe(request, cual, resultado.negativa, escritas or None)
    return redirect("cronograma:informe", pk)


@leer_o_escribir
@permiso(HACER_INFORMES)
def fotos(request: HttpRequest, pk: int) -> HttpResponse:
    """Qué fotos acompañan a cada actividad."""
    cual = get_object_or_404(Informe, pk=pk)
    negativa = None
    if request.method == "POST":
        pares = [par for valor in request.POST.getlist("foto") if (par := _par(valor))]
        resultado = ejecutar(
            request,
            lambda: acto.elegir_fotos(cual, pares=pares, por=request.user, ahora=timezone.now()),
            "Fotos guardadas.",
        )
        if resultado:
            return redirect("cronograma:informe", pk)
        negativa = resultado.negativa
    grupos = list(fotos_por_actividad(cual, por=request.user, ahora=timezone.now()))
    contexto = {"informe": cual, "grupos": grupos, "negativa": negativa}
    return mostrar(request, "cronograma/informes/fotos.html", contexto, negativa)


def _par(valor: str) -> tuple[int, int] | None:
    """«12-345»: la actividad y la foto."""
    actividad, _, foto = valor.partition("-")
    if all(p.isascii() and p.isdecimal() and len(p) <= 18 for p in (actividad, foto)):  # noqa: PLR2004 - bigint
        return int(actividad), int(foto)
    return None


@require_POST
@permiso(HACER_INFORMES)
def escoger(request: HttpRequest, pk: int) -> HttpResponse:
    cual = get_object_or_404(Informe, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: acto.volver_a_escoger(cual, por=request.user, ahora=timezone.now()),
        "Se escogieron otra vez, por calificación.",
        "cronograma:fotos_del_informe",
        pk,
    )


@require_GET
@permiso(HACER_INFORMES)
def vista_previa(request: HttpRequest, pk: int) -> HttpResponse:
    """El PDF como quedaría si se pidiera ahora, marcado como borrador."""
    cual = get_object_or_404(Informe, pk=pk)
    armado = armar(cual, por=request.user, ahora=timezone.now(), es_borrador=True)
    return en_pdf(pdf_del_informe(armado), f"borrador-del-informe-{armado.contenido.periodo.clave}.pdf")


@require_GET
@permiso(VER_CRONOGRAMA)
def archivo(request: HttpRequest, pk: int, numero: int, extension: str) -> HttpResponse:  # noqa: ARG001 - Django
    """Un archivo de una versión, byte por byte."""
    guardado = get_object_or_404(
        ArchivoDeInforme.objects.select_related("version__informe"),
        version__informe=pk,
        version__numero=numero,
        version__lista_en__isnull=False,
        formato=extension,
    )
    periodo = acto.periodo_del(guardado.version.informe)
    respuesta = HttpResponse(bytes(guardado.octetos), content_type=TIPOS[Formato(extension)])
    como = "inline" if extension == Formato.PDF else "attachment"
    respuesta["Content-Disposition"] = f'{como}; filename="informe-{periodo.clave}-v{numero}.{extension}"'
    return respuesta
