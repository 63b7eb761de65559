"""Ajustes de la oficina: su identidad y sus imágenes."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from nucleo.volver import volver_a
from personas.dominio import oficina as de_la_oficina
from personas.forms.ajustes import OficinaForm, mostrar_negativa
from personas.models import Oficina
from personas.permisos import AJUSTAR_OFICINA
from personas.views.ajustes import leer_o_escribir


def guarda(form: BaseForm, acto: Callable[[], object]) -> bool:
    """Corre el acto si el formulario vale; las negativas quedan en el formulario."""
    if not form.is_valid():
        return False
    try:
        acto()
    except NoSePuede as error:
        mostrar_negativa(form, error)
        return False
    return True


def hace(request: HttpRequest, acto: Callable[[], object], exito: str) -> None:
    try:
        acto()
    except NoSePuede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, exito)


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def oficina(request: HttpRequest) -> HttpResponse:
    form = OficinaForm(request.POST or None, request.FILES or None, instance=Oficina.objects.actual())
    ahora = timezone.now()
    if request.method == "POST" and guarda(
        form, lambda: de_la_oficina.guardar_oficina(datos=form.cleaned_data, por=request.user, ahora=ahora)
    ):
        messages.success(request, "Los datos de la oficina quedaron guardados.")
        return redirect(volver_a(request, si_no=reverse("personas:oficina")))
    contexto = {"form": form, "actual": Oficina.objects.actual(), "volver": volver_a(request, si_no="")}
    return render(request, "personas/oficina.html", contexto, status=422 if form.errors else 200)


@require_GET
@permiso()
def imagen(request: HttpRequest, cual: str) -> HttpResponse:  # noqa: ARG001 - firma de Django
    guardada = getattr(Oficina.objects.actual(), cual, None) if cual in de_la_oficina.IMAGENES else None
    if not guardada or not guardada.storage.exists(guardada.name):
        raise Http404
    return FileResponse(guardada.open("rb"), content_type="image/png")
