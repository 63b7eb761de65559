"""La miniatura de una captura: la página dibujada en renglones y bloques, con lo que cambió señalado.

Sale del HTML guardado y no lleva ni una letra suya: son rectángulos. Nada de la página ajena se interpreta.
"""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

from paginas.dominio.codificacion import texto_de_la_pagina
from paginas.dominio.comprobar import carpeta_de_capturas
from paginas.dominio.lectura import CALLADAS
from paginas.models import Actualizacion, Comprobacion

CUALES = ("antes", "despues")
ANCHO, ALTO, MARGEN, BARRA = 160, 116, 12, 14
LETRAS_POR_RENGLON, RENGLONES_POR_PARRAFO = 60, 3
BLOQUES = 400  # una página más larga se dibuja hasta ahí
ANTES_DEL_CAMBIO = 2  # bloques que se dejan arriba del primero que cambió
PARTEN = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dt", "figcaption", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "td", "th", "tr", "ul"),
}
TITULOS = frozenset({"h1", "h2", "h3"})
PAPEL, GRIS, TINTA, VERDE, CLARO = "#FFFFFF", "#A8A49C", "#E4DCCF", "#1F5C45", "#DCEBE2"


@dataclass(frozen=True)
class Bloque:
    """Un pedazo de página: un título, un párrafo o una imagen."""

    que: str
    texto: str = ""

    @property
    def renglones(self) -> int:
        if self.que != "parrafo":
            return 1
        return min(RENGLONES_POR_PARRAFO, 1 + len(self.texto) // LETRAS_POR_RENGLON)

    @property
    def alto(self) -> int:
        if self.que == "imagen":
            return 26
        return 6 * self.renglones + 3


class _Lector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bloques: list[Bloque] = []
        self._letras: list[str] = []
        self._calladas = 0
        self._que = "parrafo"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PARTEN:
            self.soltar()
            self._que = "titulo" if tag in TITULOS else "parrafo"
        if tag == "img" and not self._calladas:
            self.soltar()
            self.bloques.append(Bloque("imagen", dict(attrs).get("src") or ""))
        self._calladas += tag in CALLADAS

    def handle_endtag(self, tag: str) -> None:
        if tag in CALLADAS and self._calladas:
            self._calladas -= 1
        if tag in PARTEN:
            self.soltar()
            self._que = "parrafo"

    def handle_data(self, data: str) -> None:
        if not self._calladas:
            self._letras.append(data)

    def soltar(self) -> None:
        if texto := " ".join("".join(self._letras).split()):
            self.bloques.append(Bloque(self._que, texto))
        self._letras.clear()


def bloques_de(html: str) -> list[Bloque]:
    lector = _Lector()
    lector.feed(html)
    lector.close()
    lector.soltar()
    return lector.bloques[:BLOQUES]


def miniatura(actualizacion: Actualizacion, cual: str) -> str:
    """El SVG de antes o de después. Si alguna de las dos capturas ya no está en el servidor, una hoja en blanco."""
    antes, despues = _html_de(actualizacion.antes), _html_de(actualizacion.despues)
    if antes is None or despues is None:
        return dibujar([], [], cual)
    return dibujar(bloques_de(antes), bloques_de(despues), cual)


def _html_de(captura: Comprobacion) -> str | None:
    if not captura.archivo:
        return None
    try:
        octetos = gzip.decompress((carpeta_de_capturas() / captura.archivo).read_bytes())
    except (OSError, EOFError):
        return None
    return texto_de_la_pagina(octetos, "")


def dibujar(antes: Sequence[Bloque], despues: Sequence[Bloque], cual: str) -> str:
    """La página vista desde un poco antes del primer cambio; lo que cambió, en verde y con su marco."""
    bloques = antes if cual == "antes" else despues
    cambiados = _cambiados(antes, despues, cual)
    desde = max(0, min(cambiados, default=0) - ANTES_DEL_CAMBIO)
    trazos = "".join(_trazos(bloques[desde:], {n - desde for n in cambiados}))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ANCHO} {ALTO}" width="{ANCHO}" height="{ALTO}">'
        f"{_caja(0, 0, ANCHO, ALTO, PAPEL)}{_caja(0, 0, ANCHO, BARRA, GRIS)}{trazos}</svg>"
    )


def _cambiados(antes: Sequence[Bloque], despues: Sequence[Bloque], cual: str) -> set[int]:
    """Los lugares de un lado que no están igual en el otro."""
    cambiados: set[int] = set()
    for que, a, b, c, d in SequenceMatcher(None, antes, despues, autojunk=False).get_opcodes():
        if que != "equal":
            cambiados.update(range(a, b) if cual == "antes" else range(c, d))
    return cambiados


def _trazos(bloques: Sequence[Bloque], cambiados: set[int]) -> Iterator[str]:
    y = BARRA + 8
    for lugar, bloque in enumerate(bloques):
        if y + bloque.alto > ALTO:
            return
        color = TINTA
        if lugar in cambiados:
            color = VERDE
            yield _caja(MARGEN - 4, y - 3, ANCHO - 2 * MARGEN + 8, bloque.alto + 2, CLARO, marco=VERDE)
        yield from _del_bloque(bloque, y, color)
        y += bloque.alto + 4


def _del_bloque(bloque: Bloque, y: int, color: str) -> Iterator[str]:
    if bloque.que == "imagen":
        yield _caja(MARGEN, y, 52, bloque.alto - 3, color)
        return
    grueso = 5 if bloque.que == "titulo" else 3
    for renglon in range(bloque.renglones):
        letras = min(LETRAS_POR_RENGLON, max(6, len(bloque.texto) - renglon * LETRAS_POR_RENGLON))
        yield _caja(MARGEN, y + 6 * renglon, (ANCHO - 2 * MARGEN) * letras // LETRAS_POR_RENGLON, grueso, color)


def _caja(x: int, y: int, ancho: int, alto: int, color: str, *, marco: str = "") -> str:
    trazo = f' stroke="{marco}"' if marco else ""
    return f'<rect x="{x}" y="{y}" width="{ancho}" height="{alto}" rx="1" fill="{color}"{trazo}/>'
