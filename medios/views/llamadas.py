"""La hoja de llamadas: un invitado a la vez, con su número, su guion y cinco resultados."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agenda.models import Evento
from medios.dominio.llamadas import resultados
from medios.dominio.llamadas.hoja import Hoja, Renglon, guion, hoja_de
from medios.estados import ResultadoDeLlamada
from medios.forms import LlamadaForm
from medios.models import Invitacion, Llamada
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, entero_de, es_la_pagina, mostrar
from nucleo.permisos import permiso
from personas.permisos import INVITAR_MEDIOS


def _evento(request: HttpRequest, pk: int) -> Evento:
    return get_object_or_404(Evento.objects.visibles_para(request.user).select_related("comunidad"), pk=pk)


def _invitacion(request: HttpRequest, pk: int) -> Invitacion:
    visibles = Evento.objects.visibles_para(request.user)
    return get_object_or_404(Invitacion.objects.filter(evento__in=visibles).select_related("contacto__medio"), pk=pk)


@require_GET
@permiso(INVITAR_MEDIOS)
def hoja(request: HttpRequest, pk: int) -> HttpResponse:
    evento = _evento(request, pk)
    return render(request, "medios/llamadas/hoja.html", _contexto(request, evento))


@require_GET
@permiso(INVITAR_MEDIOS)
def imprimir(request: HttpRequest, pk: int) -> HttpResponse:
    evento = _evento(request, pk)
    return render(request, "medios/llamadas/imprimir.html", _contexto(request, evento))


def _contexto(request: HttpRequest, evento: Evento) -> dict[str, object]:
    la_hoja = hoja_de(evento, por=request.user, ahora=timezone.now())
    return {
        "evento": evento,
        "hoja": la_hoja,
        "resultados": ResultadoDeLlamada.choices,
        "guion": guion(evento),
        "hallado": _el_que_llamo(la_hoja, request.GET.get("numero", "")),
    }


def _el_que_llamo(la_hoja: Hoja, numero: str) -> list[Renglon] | None:
    """De quién es el número del que regresaron la llamada, escrito como sea; nada si no se buscó."""
    digitos = _digitos(numero)[-10:]
    if not digitos:
        return None
    return [r for r in la_hoja.renglones if digitos in _digitos(r.invitacion.contacto.telefono)]


def _digitos(numero: str) -> str:
    return "".join(c for c in numero if c.isdigit())


@require_POST
@permiso(INVITAR_MEDIOS)
def tomar(request: HttpRequest, pk: int) -> HttpResponse:
    """La siguiente, o la que se escogió, queda para quien llama."""
    evento, cual = _evento(request, pk), entero_de(request.POST, "invitacion")
    suya = resultados.tomar(evento, por=request.user, ahora=timezone.now(), invitacion=cual)
    if suya is None:
        messages.info(request, "Por ahora no falta nadie a quien llamar.")
        return redirect("medios:llamadas", pk)
    return redirect("medios:llamar", suya.pk)


@require_GET
@permiso(INVITAR_MEDIOS)
def llamar(request: HttpRequest, pk: int) -> HttpResponse:
    return _pantalla(request, _invitacion(request, pk), LlamadaForm(initial={"clave": uuid4(), "asistentes": 1}))


def _pantalla(request: HttpRequest, invitacion: Invitacion, form: LlamadaForm) -> HttpResponse:
    evento = _evento(request, invitacion.evento_id)
    contexto = _contexto(request, evento)
    la_hoja = contexto["hoja"]
    assert isinstance(la_hoja, Hoja)  # noqa: S101 - la arma `_contexto`
    renglon = la_hoja.de(invitacion.pk)
    if renglon is None:
        raise Http404("Ese invitado no está en la hoja de llamadas.")
    return mostrar(request, "medios/llamadas/llamar.html", contexto | {"renglon": renglon, "form": form})


@require_POST
@permiso(INVITAR_MEDIOS)
def resultado(request: HttpRequest, pk: int) -> HttpResponse:
    """Anota qué pasó y pasa a la siguiente."""
    invitacion = _invitacion(request, pk)
    form = LlamadaForm(request.POST)
    hecho = ejecutar(
        request,
        lambda: resultados.anotar(invitacion, **form.cleaned_data, por=request.user, ahora=timezone.now()),
        form=form,
    )
    if not hecho:
        es_la_pagina(request, reverse("medios:llamar", args=[pk]))
        return _pantalla(request, invitacion, form)
    llamada = hecho.valor
    quien = f"{invitacion.contacto.medio}, {invitacion.contacto.nombre}"
    dicho = f"{quien}: {llamada.get_resultado_display().lower()}."
    avisar_con_deshacer(request, dicho, reverse("medios:deshacer_llamada", args=[llamada.pk]))
    suya = resultados.tomar(invitacion.evento, por=request.user, ahora=timezone.now())
    if suya is None:
        return redirect("medios:llamadas", invitacion.evento_id)
    return redirect("medios:llamar", suya.pk)


@require_POST
@permiso(INVITAR_MEDIOS)
def deshacer(request: HttpRequest, pk: int) -> HttpResponse:
    visibles = Evento.objects.visibles_para(request.user)
    llamada = get_object_or_404(Llamada.objects.filter(invitacion__evento__in=visibles), pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: resultados.deshacer(llamada, por=request.user, ahora=timezone.now()),
        "Se deshizo: vuelve a estar por llamar.",
        "medios:llamar",
        llamada.invitacion_id,
    )
