"""Lo que comparten las vistas: correr un acto y enseñar su negativa donde ocurrió, con lo escrito en su lugar."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import DatabaseError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods

from nucleo.dominio.choques import negativa_de_la_base
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio

CIFRAS_DE_LLAVE = 18  # caben en un bigint
CIFRAS_DE_ENTERO = 9  # caben en un entero de PostgreSQL
LARGO_RECIBIDO = 20_000  # lo que pase del largo de su campo se rechaza con una frase; más que esto es basura

leer_o_escribir = require_http_methods(["GET", "HEAD", "POST"])
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

    @property
    def ya_cambio(self) -> YaCambio | None:
        """La negativa, si es que alguien cambió las cosas antes."""
        if isinstance(self.negativa, YaCambio):
            return self.negativa
        return None


@dataclass(frozen=True)
class Escrito:
    """Lo que alguien escribió en un campo suelto de la página: si el acto se rechaza vuelve a su lugar con su frase."""

    lugar: str = ""  # el `id` del campo en la pantalla
    valor: str = ""
    campo: str = "motivo"  # cómo lo llaman los impedimentos
    error: str = ""
    hay_donde: bool = True  # si la página todavía ofrece ese campo

    def __str__(self) -> str:
        return self.valor

    def con(self, impedimentos: Iterable[Impedimento], *, hay_donde: bool = True) -> "Escrito":
        """El mismo texto con la frase que le toca."""
        error = next((str(i) for i in impedimentos if i.campo == self.campo), "")
        return replace(self, error=error, hay_donde=hay_donde)


def ejecutar(request: HttpRequest, acto: Acto, exito: Frase = "", *, form: BaseForm | None = None) -> Resultado:
    """Corre un acto y, si se hizo, avisa `exito`: una frase, o cómo decirla con lo que devolvió el acto.

    Con formulario sólo lo corre si vale, y la negativa queda en él, junto a su campo y con lo escrito. Sin formulario
    la lleva el resultado y la enseña quien llamó: en su página o, si es un botón, con `ejecutar_y_volver`. Si dos
    personas lo hacen a la vez, a la segunda se le contesta lo mismo que si hubiera llegado después.
    """
    if form is not None and not form.is_valid():
        return Resultado(se_hizo=False)
    try:
        valor = acto()
    except (NoSePuede, DatabaseError) as error:
        negativa = _como_negativa(error)
        if form is not None:
            mostrar_negativa(form, negativa)
        return Resultado(se_hizo=False, negativa=negativa)
    frase = exito(valor) if callable(exito) else exito
    if frase:
        messages.success(request, frase)
    return Resultado(se_hizo=True, valor=valor)


def es_la_pagina(request: HttpRequest, direccion: str) -> None:
    """Lo que se pinta es la página de esa dirección, aunque se haya llegado por un acto que se rechazó."""
    request.pagina = direccion  # type: ignore[attr-defined] # se lee con `direccion_de_la_pagina`


def direccion_de_la_pagina(request: HttpRequest) -> str:
    """Adónde se pide otra vez lo que se está viendo: la de un acto sólo admite POST."""
    return str(getattr(request, "pagina", request.path))


def _como_negativa(error: NoSePuede | DatabaseError) -> NoSePuede:
    """La del dominio o la de la base; lo que no es culpa de que alguien se adelantara se vuelve a lanzar."""
    if isinstance(error, NoSePuede):
        return error
    if negativa := negativa_de_la_base(error):
        return negativa
    raise error


def ejecutar_y_volver(
    request: HttpRequest, acto: Acto, exito: Frase, destino: str, *args: object, ancla: str = ""
) -> HttpResponse:
    """El acto de un botón, que no lleva nada escrito: se haga o no, un aviso y de regreso a `destino`."""
    negativa = ejecutar(request, acto, exito).negativa
    if negativa:
        return avisar_y_volver(request, negativa, destino, *args, ancla=ancla)
    return redirect(resolve_url(destino, *args) + ancla)


def avisar_y_volver(
    request: HttpRequest, negativa: NoSePuede, destino: str, *args: object, ancla: str = ""
) -> HttpResponse:
    """La negativa de un botón, que no lleva nada escrito, en un aviso de la página a donde se vuelve."""
    messages.error(request, str(negativa))
    return redirect(resolve_url(destino, *args) + ancla)


def mostrar_negativa(form: BaseForm, negativa: NoSePuede) -> None:
    """Pone cada impedimento junto a su campo, o arriba si no es de ninguno."""
    for impedimento in negativa.impedimentos:
        form.add_error(impedimento.campo if impedimento.campo in form.fields else None, impedimento.texto)


def frases_de(form: BaseForm, *, con_nombre: bool = False) -> list[str]:
    """Lo que falta en un formulario que no se ve en la página; `con_nombre`, cada falta dice de qué campo es."""
    pares = [(campo, str(frase)) for campo, frases in form.errors.items() for frase in frases]
    if not con_nombre:
        return [frase for _, frase in pares]
    return [f"{form[campo].label}: {frase}" if campo in form.fields else frase for campo, frase in pares]


def mostrar(
    request: HttpRequest, plantilla: str, contexto: Mapping[str, Any], negativa: NoSePuede | None = None
) -> HttpResponse:
    """La página: 409 si alguien cambió las cosas, 422 si un formulario trae errores, 409 si el acto se rechazó."""
    return render(request, plantilla, dict(contexto), status=codigo_de(contexto.values(), negativa))


def codigo_de(piezas: Iterable[object], negativa: NoSePuede | None = None) -> int:
    """El código con que contesta una página según sus formularios y el acto que se rechazó."""
    if isinstance(negativa, YaCambio):
        return HTTPStatus.CONFLICT
    if any(isinstance(pieza, BaseForm) and pieza.errors for pieza in piezas):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if negativa:
        return HTTPStatus.CONFLICT
    return HTTPStatus.OK


def poner_version(form: BaseForm, version: int) -> None:
    """Tras un choque, el formulario conserva lo escrito y lleva la versión guardada: el siguiente guardado vale."""
    form.data = form.data.copy()
    form.data["version"] = str(version)


def enviado(request: HttpRequest) -> QueryDict | None:
    """Lo que trae un formulario enviado, aunque venga vacío; `None` al abrir la página."""
    if request.method == "POST":
        return request.POST
    return None


def opcion_de(datos: QueryDict, campo: str, opciones: Container[str], si_no: str) -> str:
    """La opción pedida, si es de las que hay."""
    pedida = datos.get(campo, si_no)
    if pedida in opciones:
        return pedida
    return si_no


def entero_de(datos: QueryDict, campo: str, *, cifras: int = CIFRAS_DE_LLAVE) -> int | None:
    """El número de un campo suelto; `None` si falta, no es un número o no cabe."""
    return _entero(datos.get(campo, ""), cifras)


def enteros_de(datos: QueryDict, campo: str) -> list[int]:
    """Las llaves marcadas de una lista; lo que no es una llave se deja fuera."""
    leidos = (_entero(valor, CIFRAS_DE_LLAVE) for valor in datos.getlist(campo))
    return [entero for entero in leidos if entero is not None]


def _entero(valor: str, cifras: int) -> int | None:
    if valor.isascii() and valor.isdecimal() and len(valor) <= cifras:
        return int(valor)
    return None


def texto_de(datos: QueryDict, campo: str, *, largo: int = LARGO_RECIBIDO) -> str:
    """Un texto suelto, con los renglones contados como en la pantalla.

    Llega entero aunque no quepa en su campo: el dominio dice cuánto sobra y la página lo devuelve para recortarlo.
    """
    return datos.get(campo, "")[:largo].replace("\r\n", "\n")
