"""Repetir un evento: la regla en palabras y las fechas a la vista antes de que nazcan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agenda.dominio.recurrencia import Regla
from agenda.dominio.series import repetir_evento
from agenda.forms import RepetirForm
from agenda.models import Serie
from agenda.views.eventos import evento_visible
from nucleo.pantallas.vistas import ejecutar, enviado, mostrar, mostrar_negativa
from nucleo.permisos import permiso
from nucleo.texto.formato import plural
from personas.permisos import EDITAR_AGENDA


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_AGENDA)
def repetir(request: HttpRequest, pk: int) -> HttpResponse:
    """Primero se ven las fechas, cada una con su casilla; se repite lo que se vio, menos lo que se desmarcó."""
    evento = evento_visible(request, pk)
    form = RepetirForm(enviado(request), evento=evento)
    contexto: dict[str, Any] = {"evento": evento, "form": form}
    if not form.is_valid():
        return mostrar(request, "agenda/repetir.html", contexto)
    regla = form.regla()
    fechas = [f for f in regla.fechas() if f > form.primero]
    escogidas = _escogidas(request, regla, fechas)
    if "repetir" in request.POST and request.POST.get("visto") == regla.texto:
        resultado = ejecutar(
            request,
            lambda: repetir_evento(
                evento,
                regla=regla,
                sin=set(fechas) - set(escogidas),
                con_encargos=form.cleaned_data["con_encargos"],
                por=request.user,
                ahora=timezone.now(),
            ),
            lambda serie: _frase(serie, regla),
        )
        if resultado:
            return redirect("cadena:evento", pk)
        if resultado.negativa:
            mostrar_negativa(form, resultado.negativa)
    contexto |= {"regla": regla, "fechas": fechas, "escogidas": escogidas}
    return mostrar(request, "agenda/repetir.html", contexto)


def _escogidas(request: HttpRequest, regla: Regla, fechas: Sequence[date]) -> list[date]:
    """Las casillas marcadas; todas, si la regla es otra que la que se estaba viendo."""
    if request.POST.get("visto") != regla.texto:
        return list(fechas)
    marcadas = set(request.POST.getlist("con"))
    return [f for f in fechas if f.isoformat() in marcadas]


def _frase(serie: Serie, regla: Regla) -> str:
    nacieron = plural(serie.eventos.count() - 1, "nació 1 evento más", "nacieron {} eventos más")
    return f"{regla.en_palabras}: {nacieron}."
