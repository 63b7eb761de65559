"""Cambiar un evento: sus datos, su hora o su fecha. Antes de guardar se ve a quién le toca."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agenda.dominio.cambios import REPROGRAMAR, Cambio
from agenda.forms import EventoForm, HoraForm, ReprogramarForm
from agenda.models import Evento
from agenda.views.eventos import choques_de, evento_visible, pagina_de_editar, razon_del_traslape
from cadena.dominio.cambios import Cambiado, deshacer_la_hora
from cadena.views.preguntar import en_la_serie, intentar, pregunta_de
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import ejecutar_y_volver, enviado, mostrar, mostrar_negativa, texto_de
from nucleo.pantallas.volver import volver_a
from nucleo.permisos import permiso
from nucleo.texto.formato import fecha_larga, hora
from personas.permisos import EDITAR_AGENDA, PROPONER_EVENTO

# Mover sin arrastrar: cuánto recorre cada botón.
PASOS = {
    "-15": timedelta(minutes=-15),
    "15": timedelta(minutes=15),
    "-1d": timedelta(days=-1),
    "1d": timedelta(days=1),
}


@require_http_methods(["GET", "POST"])
@permiso(PROPONER_EVENTO)
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    # Otra instancia: el formulario escribe en la suya aunque rechace, y la pantalla pinta lo guardado.
    form = EventoForm(request.POST or None, instance=evento_visible(request, pk), persona=request.user)
    if choques := choques_de(request, form, evento.pk):
        return pagina_de_editar(request, form, evento, choques=choques)
    if not form.is_valid():
        return pagina_de_editar(request, form, evento)
    version, motivo = form.cleaned_data["version"] or 0, texto_de(request.POST, "motivo")
    cambio = Cambio(
        campos=form.campos_del_evento(),
        version=version,
        motivo=motivo,
        traslape=razon_del_traslape(request),
        en_la_serie=en_la_serie(request),
    )
    resultado = intentar(request, evento, cambio, lambda hecho: hecho.frase)
    if resultado:
        return redirect("cadena:evento", pk)
    if pregunta := pregunta_de(request, pk, cambio, resultado.negativa):
        return pregunta
    if resultado.negativa:
        mostrar_negativa(form, resultado.negativa)
    return pagina_de_editar(request, form, evento_visible(request, pk), conflicto=resultado.ya_cambio)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_AGENDA)
def cambiar_hora(request: HttpRequest, pk: int) -> HttpResponse:
    """El formulario corto, los botones de ±15 minutos y ±1 día, y lo que llega de arrastrar en el calendario."""
    evento = evento_visible(request, pk)
    form = HoraForm(_la_cita_enviada(request, evento), evento=evento)
    if not form.is_valid():
        return _pagina_de_hora(request, evento, form)
    version, motivo = form.cleaned_data["version"] or 0, texto_de(request.POST, "motivo")
    cambio = Cambio(campos=form.cita(), version=version, motivo=motivo, en_la_serie=en_la_serie(request))
    resultado = intentar(request, evento, cambio)
    if resultado:
        return _movido(request, evento, resultado.valor)
    if pregunta := pregunta_de(request, pk, cambio, resultado.negativa):
        return pregunta
    return _pagina_de_hora(request, evento_visible(request, pk), form, resultado.negativa)


def _la_cita_enviada(request: HttpRequest, evento: Evento) -> dict[str, str] | None:
    """Lo escrito; con un botón de mover, la cita de ahora recorrida lo que dice."""
    datos = enviado(request)
    if datos is None:
        return None
    paso = PASOS.get(datos.get("paso", ""))
    if paso is None:
        return datos
    inicio = timezone.localtime(evento.inicio)
    # La hora de pared se conserva: un día después del cambio de horario sigue siendo a la misma hora.
    movido = (inicio.replace(tzinfo=None) + paso).replace(tzinfo=inicio.tzinfo)
    return {"fecha": f"{movido:%Y-%m-%d}", "hora": f"{movido:%H:%M}", "version": datos.get("version", "")}


def _pagina_de_hora(
    request: HttpRequest, evento: Evento, form: HoraForm, negativa: NoSePuede | None = None
) -> HttpResponse:
    if negativa:
        mostrar_negativa(form, negativa)
    contexto = {"evento": evento, "form": form, "regreso": _regreso(request, evento.pk)}
    return mostrar(request, "cadena/cambios/hora.html", contexto, negativa)


def _regreso(request: HttpRequest, pk: int) -> str:
    return volver_a(request, si_no=resolve_url("cadena:evento", pk))


def _movido(request: HttpRequest, antes: Evento, hecho: Cambiado) -> HttpResponse:
    """El aviso con su «Deshacer», de vuelta a donde se estaba."""
    evento, regreso = hecho.evento, _regreso(request, antes.pk)
    frase = f"«{evento.titulo}»: {fecha_larga(evento.inicio)}, {hora(evento.inicio)} a {hora(evento.fin)} h."
    if hecho.eventos > 1:
        messages.success(request, hecho.frase)
        return redirect(regreso)
    if hecho.avisados:
        frase += f" {hecho.frase}"
    avisar_con_deshacer(
        request,
        frase,
        reverse("cadena:deshacer_hora", args=[evento.pk]),
        version=str(evento.version),
        inicio=antes.inicio.isoformat(),
        fin=antes.fin.isoformat(),
        volver=regreso,
    )
    return redirect(regreso)


@require_POST
@permiso(EDITAR_AGENDA)
def deshacer_hora(request: HttpRequest, pk: int) -> HttpResponse:
    evento, regreso = evento_visible(request, pk), _regreso(request, pk)
    try:
        campos = {nombre: datetime.fromisoformat(request.POST.get(nombre, "")) for nombre in ("inicio", "fin")}
        version = int(request.POST.get("version", "")[:9])
    except ValueError:
        messages.error(request, "No llegó la hora de antes. Escríbela aquí.")
        return redirect("cadena:cambiar_hora", pk)
    if any(momento.tzinfo is None for momento in campos.values()):
        messages.error(request, "No llegó la hora de antes. Escríbela aquí.")
        return redirect("cadena:cambiar_hora", pk)
    cambio = Cambio(campos=campos, version=version)
    return ejecutar_y_volver(
        request,
        lambda: deshacer_la_hora(evento, cambio, por=request.user, ahora=timezone.now()),
        "Regresó a su hora de antes.",
        regreso,
    )


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_AGENDA)
def reprogramar(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    form = ReprogramarForm(enviado(request), evento=evento)
    negativa = None
    if form.is_valid():
        datos = form.cleaned_data
        cambio = Cambio(REPROGRAMAR, form.cita(), datos["motivo"], datos["version"] or 0)
        resultado = intentar(request, evento, cambio, "Reprogramado: este es el evento con la fecha nueva.")
        if resultado:
            return redirect("cadena:evento", resultado.valor.evento.pk)
        if pregunta := pregunta_de(request, pk, cambio, resultado.negativa):
            return pregunta
        if negativa := resultado.negativa:
            mostrar_negativa(form, negativa)
    return mostrar(request, "cadena/cambios/reprogramar.html", {"evento": evento, "form": form}, negativa)
