"""Cada vista declara quién puede usarla. Sin regla, el sistema no arranca (`nucleo.checks`)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from nucleo.enlaces.personales import EnlaceQueNoVale, no_vale, sin_huella

Vista = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Regla:
    """Quién entra: `publico`, con un `token` en la dirección, o personas con alguna de estas capacidades."""

    capacidades: tuple[str, ...] = ()
    publico: bool = False
    token: bool = False


def si_puede(persona: Any, capacidad: str, leer: Callable[..., Any], *args: Any, si_no: Any) -> Any:
    """Lo que da `leer`; para quien no tiene la capacidad, `si_no`, sin leer nada."""
    if not persona.puede(capacidad):
        return si_no
    return leer(*args)


def permiso(*capacidades: str) -> Callable[[Vista], Vista]:
    """Deja pasar a quien tenga alguna de las capacidades; sin argumentos, a cualquiera con sesión."""

    def decorador(vista: Vista) -> Vista:
        @wraps(vista)
        def protegida(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if capacidades and not any(request.user.puede(c) for c in capacidades):
                raise PermissionDenied
            return vista(request, *args, **kwargs)

        protegida.regla = Regla(capacidades=capacidades)
        return protegida

    return decorador


def sin_sesion(*, token: bool = False) -> Callable[[Vista], Vista]:
    """Vista para quien no tiene cuenta: pública o con un secreto en la dirección.

    Con `token`, todo lo que contesta lleva los encabezados de `nucleo.enlaces.personales`, también cuando no vale.
    """

    def decorador(vista: Vista) -> Vista:
        abierta = login_not_required(_con_secreto(vista) if token else vista)
        abierta.regla = Regla(publico=not token, token=token)
        return abierta

    return decorador


def _con_secreto(vista: Vista) -> Vista:
    @wraps(vista)
    def discreta(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return sin_huella(vista(request, *args, **kwargs))
        except EnlaceQueNoVale as cerrado:
            return sin_huella(no_vale(request, cerrado.plantilla))

    return discreta
