"""Unir contactos repetidos y borrar los datos de quien lo pide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from medios.dominio.depurar.borrado import borrar_datos
from medios.dominio.depurar.repetidos import contactos_repetidos, separar_contactos, son_distintos, unir_contactos
from medios.forms import BorrarDatosForm
from medios.models import Contacto, Fusion
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar, ejecutar_y_volver, entero_de, enviado, mostrar
from nucleo.permisos import permiso
from personas.permisos import EDITAR_MEDIOS


@require_GET
@permiso(EDITAR_MEDIOS)
def repetidos(request: HttpRequest) -> HttpResponse:
    unidas = Fusion.objects.filter(deshecha_en=None).select_related("queda__medio", "hecha_por")[:10]
    return render(request, "medios/repetidos.html", {"pares": contactos_repetidos(), "unidas": list(unidas)})


def _par(request: HttpRequest) -> tuple[Contacto, Contacto]:
    """El que se queda y el que se va, como los dijo el botón."""
    return (
        get_object_or_404(Contacto, pk=entero_de(request.POST, "queda")),
        get_object_or_404(Contacto, pk=entero_de(request.POST, "se_va")),
    )


@require_POST
@permiso(EDITAR_MEDIOS)
def unir(request: HttpRequest) -> HttpResponse:
    queda, se_va = _par(request)
    hecho = ejecutar(request, lambda: unir_contactos(queda, se_va, por=request.user, ahora=timezone.now()))
    if hecho.negativa:
        return avisar_y_volver(request, hecho.negativa, "medios:repetidos")
    regreso = reverse("medios:separar_contactos", args=[hecho.valor.pk])
    avisar_con_deshacer(request, f"Se unieron: queda {queda}, de {queda.medio}.", regreso)
    return redirect("medios:repetidos")


@require_POST
@permiso(EDITAR_MEDIOS)
def distintos(request: HttpRequest) -> HttpResponse:
    uno, otro = _par(request)
    return ejecutar_y_volver(
        request,
        lambda: son_distintos(uno, otro, por=request.user, ahora=timezone.now()),
        "Anotado: no son la misma persona.",
        "medios:repetidos",
    )


@require_POST
@permiso(EDITAR_MEDIOS)
def separar(request: HttpRequest, pk: int) -> HttpResponse:
    fusion = get_object_or_404(Fusion, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: separar_contactos(fusion, por=request.user, ahora=timezone.now()),
        "Se deshizo: los dos contactos quedaron como estaban.",
        "medios:repetidos",
    )


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_MEDIOS)
def borrar(request: HttpRequest, pk: int) -> HttpResponse:
    contacto = get_object_or_404(Contacto.objects.select_related("medio"), pk=pk)
    form = BorrarDatosForm(enviado(request))

    def borrarlos() -> Contacto:
        return borrar_datos(contacto, por=request.user, ahora=timezone.now(), **form.cleaned_data)

    if form.is_bound and ejecutar(request, borrarlos, "Sus datos se borraron. No se puede deshacer.", form=form):
        return redirect("medios:ver", contacto.medio_id)
    contexto = {"contacto": contacto, "form": form, "invitaciones": contacto.invitaciones.count()}
    return mostrar(request, "medios/borrar_datos.html", contexto)
