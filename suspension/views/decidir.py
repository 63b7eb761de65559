"""La pantalla con que se decide sobre una cosa; la usa la vista de cada app dueña."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from nucleo.pantallas.vistas import ejecutar, mostrar
from suspension.dominio.decisiones import Situacion
from suspension.forms.decidir import DecisionForm


@dataclass(frozen=True)
class Pantalla:
    """Lo que la app dueña de la cosa pone en la pantalla de decidir."""

    titulo: str
    nombre: str
    migas: tuple[str, str, str]
    url_objeto: str
    situacion: Situacion | None
    decisiones: Manager[Any]
    es_invitacion: bool = False


def pantalla_de_decidir(request: HttpRequest, pantalla: Pantalla, acto: Callable[..., object]) -> HttpResponse:
    """Enseña cómo queda la cosa, lo que se decidió antes y el formulario; al enviarlo, corre el acto."""
    form = DecisionForm(request.POST or None, es_invitacion=pantalla.es_invitacion)

    def decidir() -> None:
        acto(**form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, decidir, "Decisión registrada. Se aplica en unos segundos.", form=form):
        return redirect(pantalla.url_objeto)
    anteriores = pantalla.decisiones.select_related("periodo", "tomada_por")[:20]
    contexto = {"p": pantalla, "anteriores": anteriores, "form": form}
    return mostrar(request, "suspension/decidir.html", contexto)
