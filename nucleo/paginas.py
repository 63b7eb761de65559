"""Listas por páginas sin contar todo: saber si hay más cuesta un renglón; contar dieciséis millones, no."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

PAGINA_MAXIMA = 400


@dataclass(frozen=True)
class Pagina:
    """Los renglones de una página y si hay otras."""

    object_list: list[Any]
    number: int
    hay_mas: bool

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    def has_previous(self) -> bool:
        return self.number > 1

    def has_next(self) -> bool:
        return self.hay_mas and self.number < PAGINA_MAXIMA

    def has_other_pages(self) -> bool:
        return self.has_previous() or self.has_next()


def numero_pedido(pedida: str | None) -> int:
    """El número de hasta tres cifras que se pidió; lo que no se entienda es la primera."""
    if pedida and pedida.isdecimal() and len(pedida) < 4:  # noqa: PLR2004 - hasta 999
        return int(pedida)
    return 1


def pagina_de(filas: QuerySet[Any], pedida: str | None, cuantas: int) -> Pagina:
    """La página pedida; lo que no se entienda es la primera."""
    numero = min(PAGINA_MAXIMA, max(1, numero_pedido(pedida)))
    desde = (numero - 1) * cuantas
    trozo = list(filas[desde : desde + cuantas + 1])
    return Pagina(trozo[:cuantas], numero, len(trozo) > cuantas)
