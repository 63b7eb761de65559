"""Importar el directorio en tres pasos, deshacerlo y exportarlo."""

from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from medios import consultas
from medios.dominio.importar import confirmar as entrada
from medios.dominio.importar import libros, revisar
from medios.estados import ClaseDeFila
from medios.forms import ConfirmarImportacionForm, ExportarForm, ImportarForm
from medios.models import FilaImportada, Importacion
from nucleo.pantallas.vistas import (
    avisar_y_volver,
    ejecutar,
    ejecutar_y_volver,
    enviado,
    mostrar,
    opcion_de,
    texto_de,
)
from nucleo.permisos import permiso
from nucleo.texto.formato import plural
from personas.permisos import EDITAR_MEDIOS

POR_PAGINA = 50
TODAS = "todas"
PRIMERO_LO_QUE_TRAE_PROBLEMA = Case(*[When(clase=c, then=Value(n)) for n, c in enumerate(ClaseDeFila.values)])


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_MEDIOS)
def subir(request: HttpRequest) -> HttpResponse:
    form = ImportarForm(enviado(request), request.FILES or None)

    def leer() -> Importacion:
        archivo = form.cleaned_data["archivo"]
        return revisar.subir_directorio(
            nombre=archivo.name, octetos=archivo.read(), por=request.user, ahora=timezone.now()
        )

    if form.is_bound and (leido := ejecutar(request, leer, form=form)):
        return redirect("medios:revisar_importacion", leido.valor.pk)
    ahora = timezone.now()
    contexto = {"form": form, "ahora": ahora, "importaciones": Importacion.objects.all().a_la_vista(ahora)}
    return mostrar(request, "medios/importar/subir.html", contexto)


@require_GET
@permiso(EDITAR_MEDIOS)
def plantilla(_: HttpRequest) -> HttpResponse:
    return _descargar(libros.plantilla(), "plantilla-directorio.xlsx")


@require_GET
@permiso(EDITAR_MEDIOS)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    """La tabla de 50 en 50: primero lo que pide algo de una persona."""
    importacion = get_object_or_404(Importacion, pk=pk)
    clase = opcion_de(request.GET, "ver", ClaseDeFila.values, TODAS)
    filas = importacion.filas.order_by(PRIMERO_LO_QUE_TRAE_PROBLEMA, "renglon")
    if clase != TODAS:
        filas = filas.filter(clase=clase)
    numeros = revisar.cuantas(importacion)
    contexto = {
        "importacion": importacion,
        "pagina": Paginator(filas, POR_PAGINA).get_page(request.GET.get("pagina")),
        "clase": clase,
        "numeros": numeros,
        "pestanas": _pestanas(numeros, ya_entro=importacion.confirmada_en is not None),
        "se_deshace": importacion.se_deshace(timezone.now()),
    }
    return mostrar(request, "medios/importar/revisar.html", contexto)


def _pestanas(numeros: dict[str, int], *, ya_entro: bool) -> list[tuple[str, str, int, str]]:
    arreglos = plural(numeros["con_arreglos"], "1 con algo reparado", "{} con algo reparado")
    return [
        (TODAS, "Todas", numeros["todas"], "Ya entraron" if ya_entro else "Nada se guarda todavía"),
        (ClaseDeFila.NUEVA, "Nuevas", numeros["nueva"], arreglos if numeros["con_arreglos"] else "Entran como están"),
        (ClaseDeFila.CAMBIOS, "Con cambios", numeros["cambios"], "Se ve celda por celda"),
        (ClaseDeFila.DECIDIR, "Por decidir", numeros["decidir"], "Esperan tu respuesta"),
        (ClaseDeFila.REPETIDA, "Repetidas", numeros["repetida"], "Ya están igual"),
        (ClaseDeFila.ERROR, "Con error", numeros["error"], "Corrígelas aquí"),
    ]


def _fila(pk: int) -> FilaImportada:
    return get_object_or_404(FilaImportada.objects.select_related("importacion"), pk=pk)


def _a_la_revision(request: HttpRequest, fila: FilaImportada, acto: object) -> HttpResponse:
    """Hecho o no, de regreso a la misma pestaña y página."""
    negativa = ejecutar(request, acto).negativa  # type: ignore[arg-type] # es un acto sin argumentos
    destino = "medios:revisar_importacion"
    if negativa:
        return avisar_y_volver(request, negativa, destino, fila.importacion_id)
    donde = request.POST.get("donde", "")
    seguro = donde if donde.startswith("?") and len(donde) < 80 else ""  # noqa: PLR2004 - largo de «?ver=…&pagina=…»
    respuesta = redirect(destino, fila.importacion_id)
    respuesta["Location"] += seguro
    return respuesta


@require_POST
@permiso(EDITAR_MEDIOS)
def corregir(request: HttpRequest, pk: int) -> HttpResponse:
    fila = _fila(pk)
    campo, valor = texto_de(request.POST, "campo", largo=20), texto_de(request.POST, "valor", largo=400)
    return _a_la_revision(
        request, fila, lambda: revisar.corregir_celda(fila, campo=campo, valor=valor, por=request.user)
    )


@require_POST
@permiso(EDITAR_MEDIOS)
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    fila, decision = _fila(pk), texto_de(request.POST, "decision", largo=10)
    return _a_la_revision(request, fila, lambda: revisar.decidir_fila(fila, decision=decision, por=request.user))


@require_POST
@permiso(EDITAR_MEDIOS)
def entra(request: HttpRequest, pk: int) -> HttpResponse:
    fila, si = _fila(pk), request.POST.get("entra") == "1"
    return _a_la_revision(request, fila, lambda: revisar.dejar_entrar(fila, entra=si, por=request.user))


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_MEDIOS)
def confirmar(request: HttpRequest, pk: int) -> HttpResponse:
    importacion = get_object_or_404(Importacion, pk=pk)
    numeros = revisar.cuantas(importacion)
    form = ConfirmarImportacionForm(enviado(request), initial={"vistas": numeros["entran"]})

    def meter() -> Importacion:
        return entrada.confirmar_importacion(importacion, por=request.user, ahora=timezone.now(), **form.cleaned_data)

    if form.is_bound and ejecutar(request, meter, _que_entro, form=form):
        return redirect("medios:importar")
    if importacion.confirmada_en:
        return redirect("medios:importar")
    contexto = {"importacion": importacion, "form": form, "numeros": numeros}
    return mostrar(request, "medios/importar/confirmar.html", contexto)


def _que_entro(importacion: Importacion) -> str:
    resumen = importacion.resumen
    nuevos = plural(resumen["entran_nueva"], "1 contacto nuevo", "{} contactos nuevos")
    cambios = plural(resumen["entran_cambios"], "1 con cambios", "{} con cambios")
    return f"Listo: {nuevos} y {cambios}. Se puede deshacer durante 24 horas."


@require_POST
@permiso(EDITAR_MEDIOS)
def deshacer(request: HttpRequest, pk: int) -> HttpResponse:
    importacion = get_object_or_404(Importacion, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: entrada.deshacer_importacion(importacion, por=request.user, ahora=timezone.now()),
        str,
        "medios:importar",
    )


@require_GET
@permiso(EDITAR_MEDIOS)
def errores(_: HttpRequest, pk: int) -> HttpResponse:
    importacion = get_object_or_404(Importacion, pk=pk)
    return _descargar(libros.archivo_de_errores(importacion), "por-corregir.xlsx")


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_MEDIOS)
def exportar(request: HttpRequest) -> HttpResponse:
    """Los filtros llegan en la dirección: se exporta la misma lista que se estaba viendo."""
    form = ExportarForm(enviado(request))
    filtros = consultas.filtros_del_directorio(request.GET)
    medios = consultas.directorio(**filtros)
    if form.is_bound:
        hecho = ejecutar(
            request,
            lambda: libros.exportar_directorio(medios, por=request.user, ahora=timezone.now(), **form.cleaned_data),
            form=form,
        )
        if hecho:
            formato = form.cleaned_data["formato"]
            return _descargar(hecho.valor[0], libros.nombre_de_archivo("directorio", formato, timezone.now()), formato)
    contexto = {"form": form, "filtros": filtros, "cuantos": libros.contactos_de(medios).count()}
    return mostrar(request, "medios/importar/exportar.html", contexto)


def _descargar(octetos: bytes, nombre: str, formato: str = "xlsx") -> HttpResponse:
    respuesta = HttpResponse(octetos, content_type=libros.FORMATOS[formato])
    respuesta["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=nombre)
    respuesta["Cache-Control"] = "no-store"
    return respuesta
