"""Ajustes de la oficina: su identidad y sus imágenes."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from nucleo.pantallas.vistas import ejecutar, leer_o_escribir, mostrar
from nucleo.pantallas.volver import volver_a
from nucleo.permisos import permiso
from personas.dominio import identidad as de_la_identidad
from personas.dominio import oficina as de_la_oficina
from personas.forms.ajustes import IdentidadForm, OficinaForm
from personas.models import JuegoDeIdentidad, Oficina
from personas.permisos import AJUSTAR_OFICINA, VER_PRODUCCION


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def oficina(request: HttpRequest) -> HttpResponse:
    form = OficinaForm(request.POST or None, request.FILES or None, instance=Oficina.objects.actual())

    def guardar() -> None:
        de_la_oficina.guardar_oficina(datos=form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, guardar, "Los datos de la oficina quedaron guardados.", form=form):
        return redirect(volver_a(request, si_no=reverse("personas:oficina")))
    contexto = {"form": form, "actual": Oficina.objects.actual(), "volver": volver_a(request, si_no="")}
    return mostrar(request, "personas/oficina.html", contexto)


@require_GET
@permiso()
def imagen(request: HttpRequest, cual: str) -> HttpResponse:  # noqa: ARG001 - firma de Django
    guardada = getattr(Oficina.objects.actual(), cual, None) if cual in de_la_oficina.IMAGENES else None
    if not guardada or not guardada.storage.exists(guardada.name):
        raise Http404
    return FileResponse(guardada.open("rb"), content_type="image/png")


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def identidad(request: HttpRequest) -> HttpResponse:
    oficina = Oficina.objects.actual()
    rige = de_la_identidad.identidad_de(oficina)
    inicial = {"color_principal": rige.principal, "color_de_acento": rige.acento}
    form = IdentidadForm(request.POST or None, instance=de_la_identidad.juego_vigente(oficina), initial=inicial)

    def guardar() -> None:
        de_la_identidad.guardar_identidad(por=request.user, ahora=timezone.now(), **form.cleaned_data)

    if ejecutar(request, guardar, "Identidad guardada: ya rige en diseños y documentos.", form=form):
        return redirect("personas:identidad")
    anteriores = JuegoDeIdentidad.objects.exclude(administracion=oficina.administracion)
    contexto = {"form": form, "actual": oficina, "rige": rige, "anteriores": anteriores}
    return mostrar(request, "personas/identidad.html", contexto)


@require_GET
@permiso(VER_PRODUCCION)
def bajar_identidad(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El juego para la imprenta: lo da la oficina, que responde de cómo se usa; un enlace de dependencia se lo pide."""
    respuesta = HttpResponse(de_la_identidad.zip_de_identidad(Oficina.objects.actual()), content_type="application/zip")
    respuesta["Content-Disposition"] = 'attachment; filename="identidad.zip"'
    return respuesta
