"""Un diseño por dentro: verlo, guardarlo, mandarlo a prueba, aprobarlo y bajarlo."""

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.pantallas.vistas import Acto, Frase, avisar_y_volver, ejecutar, ejecutar_y_volver, texto_de
from nucleo.permisos import permiso
from personas.permisos import APROBAR_PRODUCCION, DECIDIR_SUSPENSION, PRODUCIR, VER_PRODUCCION
from produccion.dominio.disenos import aprobacion, pedir, pintar, suspension
from produccion.dominio.disenos.plantillas import TAMANOS
from produccion.estados import Medida
from produccion.forms.disenos import (
    AprobarForm,
    ArchivoForm,
    CancelarForm,
    ComentarioForm,
    DisenoForm,
    PedirAprobacionForm,
)
from produccion.models import AprobacionDeDependencia, Diseno
from produccion.views.disenos.comun import diseno_de, hoja
from suspension.views.decidir import Pantalla, pantalla_de_decidir


@require_GET
@permiso(VER_PRODUCCION)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return hoja(request, diseno_de(pk))


def con_su_form(
    request: HttpRequest, pk: int, acto: Acto, exito: Frase, *, cual: str, form: BaseForm, de: int = 0
) -> HttpResponse:
    """Corre el acto; si se rechaza, la página con la razón en su formulario y lo escrito."""
    resultado = ejecutar(request, acto, exito, form=form)
    if resultado:
        return redirect("produccion:diseno", pk)
    return hoja(request, diseno_de(pk), negativa=resultado.negativa, de=de, **{cual: form})


@require_POST
@permiso(PRODUCIR)
def guardar(request: HttpRequest, pk: int) -> HttpResponse:
    diseno = diseno_de(pk)
    form = DisenoForm(request.POST, instance=diseno)

    def acto() -> Diseno:
        limpio = form.cleaned_data
        return pedir.guardar_diseno(
            diseno,
            datos=form.datos(),
            edicion=limpio["edicion"] or 0,
            nota=limpio["nota"],
            por=request.user,
            ahora=timezone.now(),
        )

    return con_su_form(request, pk, acto, _como_quedo, cual="texto", form=form)


def _como_quedo(diseno: Diseno) -> str:
    if diseno.version:
        return f"Guardado. La versión {diseno.version} está a prueba."
    return "Guardado."


@require_POST
@permiso(PRODUCIR)
def subir_archivo(request: HttpRequest, pk: int) -> HttpResponse:
    diseno = diseno_de(pk)
    form = ArchivoForm(request.POST, request.FILES)

    def acto() -> Diseno:
        archivo = form.cleaned_data["archivo"]
        datos = {"edicion": form.cleaned_data["edicion"], "nota": form.cleaned_data["nota"]}
        return pedir.subir_archivo(
            diseno, archivo=archivo, nombre=archivo.name or "diseno", por=request.user, ahora=timezone.now(), **datos
        )

    return con_su_form(request, pk, acto, "Archivo guardado en la biblioteca.", cual="archivo", form=form)


@require_POST
@permiso(PRODUCIR)
def proponer(request: HttpRequest, pk: int) -> HttpResponse:
    diseno = diseno_de(pk)
    return ejecutar_y_volver(
        request,
        lambda: pedir.proponer_diseno(diseno, por=request.user, ahora=timezone.now()),
        "La versión está a prueba. Pide su aprobación a la dependencia.",
        "produccion:diseno",
        pk,
    )


@require_POST
@permiso(PRODUCIR)
def pedir_aprobacion(request: HttpRequest, pk: int) -> HttpResponse:
    """El enlace se enseña en la misma respuesta: después ya no se conoce."""
    diseno = diseno_de(pk)
    form = PedirAprobacionForm(request.POST)

    def acto() -> str:
        return aprobacion.pedir_aprobacion(diseno, por=request.user, ahora=timezone.now(), **form.cleaned_data)[1]

    resultado = ejecutar(request, acto, "Enlace listo.", form=form)
    if resultado:
        return hoja(request, diseno_de(pk), enlace=resultado.valor)
    return hoja(request, diseno_de(pk), negativa=resultado.negativa, pedir=form)


@require_POST
@permiso(PRODUCIR)
def retirar_aprobacion(request: HttpRequest, pk: int) -> HttpResponse:
    pedida = get_object_or_404(AprobacionDeDependencia.objects.select_related("diseno"), pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: aprobacion.retirar_aprobacion(pedida, por=request.user, ahora=timezone.now()),
        "El enlace ya no sirve.",
        "produccion:diseno",
        pedida.diseno_id,
    )


@require_POST
@permiso(APROBAR_PRODUCCION)
def aprobar(request: HttpRequest, pk: int) -> HttpResponse:
    diseno, form = diseno_de(pk), AprobarForm(request.POST)
    huella = texto_de(request.POST, "huella_vista", largo=64)

    def acto() -> Diseno:
        return aprobacion.aprobar_diseno(
            diseno, huella_vista=huella, por=request.user, ahora=timezone.now(), **form.cleaned_data
        )

    return con_su_form(request, pk, acto, "Aprobado. Ya se puede imprimir o publicar.", cual="aprobar", form=form)


@require_POST
@permiso(PRODUCIR)
def comentar(request: HttpRequest, pk: int) -> HttpResponse:
    diseno, form = diseno_de(pk), ComentarioForm(request.POST)

    def acto() -> object:
        return pedir.comentar_diseno(diseno, por=request.user, ahora=timezone.now(), **form.cleaned_data)

    return con_su_form(request, pk, acto, "Comentario guardado.", cual="comentar", form=form)


@require_POST
@permiso(PRODUCIR)
def cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    diseno, form = diseno_de(pk), CancelarForm(request.POST)

    def acto() -> Diseno:
        return pedir.cancelar_diseno(diseno, por=request.user, ahora=timezone.now(), **form.cleaned_data)

    return con_su_form(request, pk, acto, "Diseño cancelado; queda en la historia.", cual="cancelar", form=form)


@require_GET
@permiso(VER_PRODUCCION)
def descargar(request: HttpRequest, pk: int, medida: str) -> HttpResponse:
    """El PDF con corte y rebase de lo impreso, o el PNG exacto de lo de pantalla. Lo que no cabe no se baja cortado."""
    diseno = diseno_de(pk)
    if medida not in Medida.values or diseno.es_propio:
        raise Http404
    resultado = ejecutar(request, lambda: pintar.para_bajar(diseno, Medida(medida)))
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, "produccion:diseno", pk)
    extension = "png" if TAMANOS[medida].en_pixeles else "pdf"
    tipo = {"png": "image/png", "pdf": "application/pdf"}[extension]
    nombre = f"{slugify(diseno.titulo)[:60] or 'diseno'}-{medida}-v{diseno.version}.{extension}"
    respuesta = HttpResponse(resultado.valor, content_type=tipo)
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    return respuesta


@require_http_methods(["GET", "POST"])
@permiso(DECIDIR_SUSPENSION)
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    diseno = diseno_de(pk)
    pantalla = Pantalla(
        titulo="¿Puede estar a la vista en el periodo de suspensión?",
        nombre=f"{diseno.titulo} · {diseno.get_tema_display() or 'Sin tema'}",
        migas=("Diseños", reverse("produccion:disenos"), diseno.titulo),
        url_objeto=reverse("produccion:diseno", args=[pk]),
        situacion=suspension.situacion_del_diseno(diseno, timezone.now()),
        decisiones=diseno.decisiones_de_suspension,
    )
    return pantalla_de_decidir(request, pantalla, lambda **datos: suspension.decidir_diseno(diseno, **datos))
