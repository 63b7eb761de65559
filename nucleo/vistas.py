"""Lo que comparten las vistas: correr un acto y enseñar su negativa donde ocurrió, con lo escrito en su lugar."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url

from nucleo.dominio.impedimentos import NoSePuede

CIFRAS_DE_LLAVE = 18  # caben en un bigint
CIFRAS_DE_ENTERO = 9  # caben en un entero de PostgreSQL
LARGO_RECIBIDO = 20_000  # lo que pase del largo de su campo se rechaza con una frase; más que esto es basura

Acto = Callable[[], Any]
Frase = str | Callable[[Any], str]


@dataclass(frozen=True)
class Resultado:
    """Qué pasó con un acto. Vale por verdadero si se hizo; si no, lleva la negativa que la página debe enseñar."""

    se_hizo: bool
    valor: Any = None
    negativa: NoSePuede | None = None

    def __bool__(self) -> bool:
        return self.se_hizo


def ejecutar(request: HttpRequest, acto: Acto, exito: Frase = "", *, form: BaseForm | None = None) -> Resultado:
    """Corre un acto y, si se hizo, avisa `exito`: una frase, o cómo decirla con lo que devolvió el acto.

    Con formulario sólo lo corre si vale, y la negativa queda en él, junto a su campo y con lo escrito. Sin formulario
    la lleva el resultado y la enseña quien llamó: en su página o, si es un botón, con `ejecutar_y_volver`.
    """
    if form is not None and not form.is_valid():
        return Resultado(se_hizo=False)
    try:
        valor = acto()
    except NoSePuede as negativa:
        if form is not None:
            mostrar_negativa(form, negativa)
        return Resultado(se_hizo=False, negativa=negativa)
    frase = exito(valor) if callable(exito) else exito
    if frase:
        messages.success(request, frase)
    return Resultado(se_hizo=True, valor=valor)


def ejecutar_y_volver(
    request: HttpRequest, acto: Acto, exito: Frase, destino: str, *args: object, ancla: str = ""
) -> HttpResponse:
    """El acto de un botón, que no lleva nada escrito: se haga o no, un aviso y de regreso a `destino`."""
    resultado = ejecutar(request, acto, exito)
    if resultado.negativa:
        messages.error(request, str(resultado.negativa))
    return redirect(resolve_url(destino, *args) + ancla)


def mostrar_negativa(form: BaseForm, negativa: NoSePuede) -> None:
    """Pone cada impedimento junto a su campo, o arriba si no es de ninguno."""
    for impedimento in negativa.impedimentos:
        form.add_error(impedimento.campo if impedimento.campo in form.fields else None, impedimento.texto)


def frases_de(form: BaseForm) -> list[str]:
    """Lo que falta en un formulario que no se ve en la página, cada falta con el nombre de su campo."""
    pares = ((campo, frase) for campo, frases in form.errors.items() for frase in frases)
    return [f"{form[campo].label}: {frase}" if _se_nombra(form, campo) else str(frase) for campo, frase in pares]


def _se_nombra(form: BaseForm, campo: str) -> bool:
    return campo in form.fields and bool(form[campo].label)


def mostrar(
    request: HttpRequest, plantilla: str, contexto: Mapping[str, Any], negativa: NoSePuede | None = None
) -> HttpResponse:
    """La página: 422 si un formulario suyo trae errores, 409 si el acto se rechazó por otra cosa."""
    return render(request, plantilla, dict(contexto), status=codigo_de(contexto.values(), negativa))


def codigo_de(piezas: Iterable[object], negativa: NoSePuede | None = None) -> int:
    """El código con que contesta una página según sus formularios y el acto que se rechazó."""
    if any(isinstance(pieza, BaseForm) and pieza.errors for pieza in piezas):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.CONFLICT if negativa else HTTPStatus.OK


def entero_de(datos: QueryDict, campo: str, *, cifras: int = CIFRAS_DE_LLAVE) -> int | None:
    """El número de un campo suelto; `None` si falta, no es un número o no cabe."""
    return _entero(datos.get(campo, ""), cifras)


def enteros_de(datos: QueryDict, campo: str) -> list[int]:
    """Las llaves marcadas de una lista; lo que no es una llave se deja fuera."""
    leidos = (_entero(valor, CIFRAS_DE_LLAVE) for valor in datos.getlist(campo))
    return [entero for entero in leidos if entero is not None]


def _entero(valor: str, cifras: int) -> int | None:
    return int(valor) if valor.isascii() and valor.isdecimal() and len(valor) <= cifras else None


def texto_de(datos: QueryDict, campo: str, *, largo: int = LARGO_RECIBIDO) -> str:
    """Un texto suelto, con los renglones contados como en la pantalla.

    Llega entero aunque no quepa en su campo: el dominio dice cuánto sobra y la página lo devuelve para recortarlo.
    """
    return datos.get(campo, "")[:largo].replace("\r\n", "\n")
