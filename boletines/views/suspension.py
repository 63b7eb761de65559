"""La suspensión de propaganda: qué se ocultará, la tabla por categoría y la decisión por boletín."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda.models import Evento
from boletines.consultas import suspension as consultas
from boletines.dominio import suspension as dominio
from boletines.forms.suspension import DecisionForm, ReglaForm
from boletines.models import Boletin
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.permisos import permiso
from personas.forms.ajustes import mostrar_negativa
from personas.permisos import DECIDIR_SUSPENSION, VER_BOLETINES


@require_GET
@permiso(VER_BOLETINES)
def suspension(request: HttpRequest) -> HttpResponse:
    return _pantalla(request, ReglaForm(initial={"fecha_desde": timezone.localdate()}))


@require_POST
@permiso(DECIDIR_SUSPENSION)
def fijar_regla(request: HttpRequest) -> HttpResponse:
    form = ReglaForm(request.POST)
    if form.is_valid():
        try:
            dominio.fijar_regla(**form.cleaned_data, por=request.user, ahora=timezone.now())
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Regla guardada. El portal se prepara con ella.")
            return redirect("boletines:suspension")
    return _pantalla(request, form)


def _pantalla(request: HttpRequest, form: ReglaForm) -> HttpResponse:
    ahora = timezone.now()
    panorama = consultas.panorama(ahora)
    contexto = {
        "panorama": panorama,
        "en_camino": consultas.en_camino(panorama.suspension),
        "embargados": consultas.embargados_al_empezar(panorama.suspension),
        "decisiones": consultas.decisiones(panorama.suspension),
        "actos": consultas.actos_en_el_periodo(panorama.suspension, ahora),
        "form": form,
        "puede_decidir": request.user.puede(DECIDIR_SUSPENSION),
    }
    return render(request, "boletines/suspension.html", contexto, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@permiso(DECIDIR_SUSPENSION)
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = get_object_or_404(Boletin.objects.visibles_para(request.user), pk=pk)
    contexto = {
        "titulo": "¿Se difunde en el periodo de suspensión?",
        "nombre": f"{boletin.titulo} · {boletin.get_categoria_display()}",
        "migas": ("Boletines", reverse("boletines:lista"), boletin.folio or "Boletín"),
        "url_objeto": reverse("boletines:ver", args=[pk]),
        "situacion": dominio.situacion_de(boletin, timezone.now()),
        "anteriores": boletin.decisiones_de_suspension.select_related("periodo", "tomada_por")[:20],
    }
    return _decidir(request, lambda **datos: dominio.decidir_difusion(boletin, **datos), contexto)


@require_http_methods(["GET", "POST"])
@permiso(DECIDIR_SUSPENSION)
def decidir_evento(request: HttpRequest, pk: int) -> HttpResponse:
    evento = get_object_or_404(Evento.objects.visibles_para(request.user), pk=pk)
    contexto = {
        "titulo": "¿Se invita a medios en el periodo de suspensión?",
        "nombre": f"{evento.titulo} · {evento.get_categoria_display() or 'Sin tema'}",
        "migas": ("Agenda", reverse("cadena:agenda"), evento.titulo),
        "url_objeto": reverse("cadena:evento", args=[pk]),
        "situacion": dominio.situacion_del_evento(evento, timezone.now()),
        "anteriores": evento.decisiones_de_suspension.select_related("periodo", "tomada_por")[:20],
        "es_invitacion": True,
    }
    return _decidir(request, lambda **datos: dominio.decidir_invitacion(evento, **datos), contexto)


def _decidir(request: HttpRequest, acto: Callable[..., object], contexto: dict[str, Any]) -> HttpResponse:
    form = DecisionForm(request.POST or None, es_invitacion="es_invitacion" in contexto)
    if request.method == "POST" and form.is_valid():
        try:
            acto(**form.cleaned_data, por=request.user, ahora=timezone.now())
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Decisión registrada. Se aplica en unos segundos.")
            return redirect(contexto["url_objeto"])
    contexto = {"es_invitacion": False, "form": form} | contexto
    return render(request, "boletines/decidir_suspension.html", contexto, status=422 if form.errors else 200)
