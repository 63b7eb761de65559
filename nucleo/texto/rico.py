"""Texto con formato: un HTML corto y siempre limpio, y sus formas en bloques y en texto sencillo."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser

import nh3

from nucleo.texto.controles import sin_controles

BLOQUES = ("p", "h2", "h3", "ul", "ol", "blockquote")
ETIQUETAS = {*BLOQUES, "li", "strong", "em", "a", "br"}
ESQUEMAS = {"http", "https", "mailto", "tel"}
SINONIMOS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p"}
DE_TABLA = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
HAY_ETIQUETAS = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|blockquote|div|br|strong|em|b|i|a|table|t[rdh])[\s>/]", re.IGNORECASE
)
ENTRE_CELDAS = " | "  # separadas por un espacio, «120» y «350» se leen «120 350»
TIPOS = {"ul": "vineta", "ol": "numero", "h2": "subtitulo", "h3": "subtitulo"}  # lo demás es un párrafo
EN_LINEA = {"strong", "em", "a"}
HONDURA = 40  # más adentro ya no es formato: es algo pegado mil veces, y recorrerlo tiraría al proceso
SINONIMO = re.compile(r"(</?)(b|i|h1|h4|h5|h6|div)(?=[\s>])", re.IGNORECASE)


@dataclass
class Nodo:
    """Un elemento del árbol: etiqueta, dirección si es enlace, y lo que lleva dentro."""

    etiqueta: str
    enlace: str = ""
    hijos: list["Nodo | str"] = field(default_factory=list)

    def html(self) -> str:
        dentro = "".join(escape(h, quote=False) if isinstance(h, str) else h.html() for h in self.hijos)
        if self.etiqueta == "br":
            return "<br>"
        if self.etiqueta == "a":
            if self.enlace:
                return f'<a href="{escape(self.enlace)}" rel="noopener">{dentro}</a>'
            return dentro
        return f"<{self.etiqueta}>{dentro}</{self.etiqueta}>"

    def texto(self, *, entre_bloques: str = "") -> str:
        if self.etiqueta == "br":
            return "\n"
        dentro = "".join(h if isinstance(h, str) else h.texto(entre_bloques=entre_bloques) for h in self.hijos)
        if self.etiqueta in {*BLOQUES, "li", *DE_TABLA}:
            return dentro + entre_bloques
        return dentro


@dataclass(frozen=True)
class Tramo:
    """Un pedazo de texto con un mismo formato."""

    texto: str
    negrita: bool = False
    cursiva: bool = False
    enlace: str = ""


@dataclass(frozen=True)
class Bloque:
    """Un párrafo, subtítulo, cita o renglón de lista, listo para pintarse en cualquier formato."""

    tipo: str  # parrafo, subtitulo, cita, vineta o numero
    tramos: tuple[Tramo, ...]
    numero: int = 0
    nivel: int = 0

    @property
    def texto(self) -> str:
        return "".join(t.texto for t in self.tramos)

    def renglon(self) -> str:
        return self.texto.strip()

    @property
    def marca(self) -> str:
        """Lo que antecede al renglón en texto sencillo: «• » o «2. »."""
        sangria = "   " * self.nivel
        return sangria + {"vineta": "• ", "numero": f"{self.numero}. "}.get(self.tipo, "")


class _Arbol(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.raiz = Nodo("raiz")
        self.pila = [self.raiz]
        self.abiertas: list[tuple[str, bool]] = []  # cada etiqueta sin cerrar y si puso un nodo en la pila
        self.cuantas: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pila[-1].hijos.append(Nodo(tag))
            return
        repetida = tag in EN_LINEA and any(n.etiqueta == tag for n in self.pila)
        agrega = not repetida and len(self.pila) <= HONDURA  # si no, su contenido queda en la de afuera
        self.abiertas.append((tag, agrega))
        self.cuantas[tag] += 1
        if agrega:
            nodo = Nodo(tag, dict(attrs).get("href") or "")
            self.pila[-1].hijos.append(nodo)
            self.pila.append(nodo)

    def handle_endtag(self, tag: str) -> None:
        hallada = not self.cuantas[tag]
        while not hallada:
            cerrada, agrego = self.abiertas.pop()
            self.cuantas[cerrada] -= 1
            if agrego:
                self.pila.pop()
            hallada = cerrada == tag

    def handle_data(self, data: str) -> None:
        self.pila[-1].hijos.append(data)


def limpiar(texto: str) -> str:
    """El HTML permitido y en orden: bloques al primer nivel, sin scripts, estilos, manejadores ni vacíos.

    El texto sencillo se vuelve párrafos y cada renglón de una tabla, uno con sus celdas separadas. Limpiar dos veces
    da lo mismo.
    """
    texto = sin_controles(texto.replace("\r\n", "\n").replace("\r", "\n"), salto="\n")
    if not HAY_ETIQUETAS.search(texto):
        return de_texto(texto)
    con_nombres = SINONIMO.sub(lambda m: m[1] + SINONIMOS[m[2].lower()], texto)
    limpio = nh3.clean(
        con_nombres,
        tags=ETIQUETAS | DE_TABLA,
        attributes={"a": {"href"}},
        url_schemes=ESQUEMAS,
        link_rel=None,
        strip_comments=True,
    )
    return "".join(n.html() for n in _primer_nivel(limpio))


def de_texto(texto: str) -> str:
    """Párrafos de un texto sencillo: un renglón en blanco los separa."""
    texto = re.sub(r"(?<=[^\s])[ ]*\t[ \t]*(?=[^\s])", ENTRE_CELDAS, texto.replace("\r\n", "\n"))
    parrafos = [p.strip() for p in re.split(r"\n\s*\n", texto.strip()) if p.strip()]
    return "".join(f"<p>{'<br>'.join(escape(r.strip(), quote=False) for r in p.split(chr(10)))}</p>" for p in parrafos)


def _primer_nivel(html: str) -> Iterator[Nodo]:
    """Los bloques de arriba; lo suelto se junta en párrafos y lo vacío se quita."""
    arbol = _Arbol()
    arbol.feed(html)
    arbol.close()
    suelto = Nodo("p")
    for hijo in _sin_tablas(arbol.raiz).hijos:
        if isinstance(hijo, str) or hijo.etiqueta not in {*BLOQUES, "li"}:
            suelto.hijos.append(hijo)
            continue
        yield from _con_algo(suelto)
        suelto = Nodo("p")
        yield from _con_algo(Nodo("ul", hijos=[hijo]) if hijo.etiqueta == "li" else hijo)
    yield from _con_algo(suelto)


def _sin_tablas(nodo: Nodo) -> Nodo:
    """El mismo nodo con cada renglón de tabla como párrafo, sus celdas separadas y en texto."""
    hijos: list[Nodo | str] = []
    for hijo in nodo.hijos:
        if isinstance(hijo, str):
            hijos.append(hijo)
        elif hijo.etiqueta == "tr":
            celdas = [" ".join(c.texto(entre_bloques=" ").split()) for c in hijo.hijos if isinstance(c, Nodo)]
            hijos.append(Nodo("p", hijos=[ENTRE_CELDAS.join(celdas)] if any(celdas) else []))
        elif hijo.etiqueta in DE_TABLA:
            hijos += [h for h in _sin_tablas(hijo).hijos if isinstance(h, Nodo) or h.strip()]
        else:
            hijos.append(_sin_tablas(hijo))
    return replace(nodo, hijos=hijos)


def _con_algo(nodo: Nodo) -> Iterator[Nodo]:
    if nodo.etiqueta in {"ul", "ol"}:
        nodo.hijos = [h for h in nodo.hijos if isinstance(h, Nodo) and h.texto().strip()]
    if nodo.texto().strip():
        yield nodo


def trozos(html: str) -> list[str]:
    """El HTML de cada bloque de primer nivel, para comparar y unir por párrafo."""
    return [n.html() for n in _primer_nivel(html)]


def bloques(html: str) -> list[Bloque]:
    """Los bloques en orden, con las listas abiertas en renglones."""
    return [b for nodo in _primer_nivel(html) for b in _bloques_de(nodo, nivel=0)]


def _bloques_de(nodo: Nodo, *, nivel: int) -> Iterator[Bloque]:
    if nodo.etiqueta in {"ul", "ol"}:
        yield from _renglones(nodo, nivel)
    elif nodo.etiqueta == "blockquote":
        dentro = [h for h in nodo.hijos if isinstance(h, Nodo) and h.etiqueta in BLOQUES]
        if not dentro:
            yield Bloque("cita", _tramos(nodo))
        for bloque in (b for hijo in dentro for b in _bloques_de(hijo, nivel=nivel)):
            if bloque.tipo == "parrafo":
                yield replace(bloque, tipo="cita")
            else:
                yield bloque
    else:
        yield Bloque(TIPOS.get(nodo.etiqueta, "parrafo"), _tramos(nodo))


def _renglones(lista: Nodo, nivel: int) -> Iterator[Bloque]:
    for numero, renglon in enumerate((h for h in lista.hijos if isinstance(h, Nodo)), start=1):
        internas = [h for h in renglon.hijos if isinstance(h, Nodo) and h.etiqueta in {"ul", "ol"}]
        texto = Nodo("li", hijos=[h for h in renglon.hijos if h not in internas])
        yield Bloque(TIPOS[lista.etiqueta], _tramos(texto), numero=numero, nivel=nivel)
        for interna in internas:
            yield from _renglones(interna, nivel + 1)


def _tramos(nodo: Nodo, base: Tramo = Tramo("")) -> tuple[Tramo, ...]:
    tramos: list[Tramo] = []
    for hijo in nodo.hijos:
        if isinstance(hijo, str):
            tramos.append(replace(base, texto=re.sub(r"[ \t\n]+", " ", hijo)))
        elif hijo.etiqueta == "br":
            tramos.append(replace(base, texto="\n"))
        else:
            formato = {"strong": {"negrita": True}, "em": {"cursiva": True}, "a": {"enlace": hijo.enlace}}
            tramos.extend(_tramos(hijo, replace(base, **formato.get(hijo.etiqueta, {}))))  # type: ignore[arg-type] # claves de Tramo
    return tuple(t for t in tramos if t.texto)


def parrafos(html: str) -> list[str]:
    """El texto sencillo de cada bloque; los renglones de una lista llevan su marca."""
    return [b.marca + b.texto.strip() for b in bloques(html)]


def a_texto(html: str, *, como: Callable[[Bloque], str] = Bloque.renglon) -> str:
    """Todo el texto: párrafos separados por un renglón en blanco y listas seguidas. `como` escribe cada bloque."""
    salida, anterior = "", ""
    for bloque in bloques(html):
        en_lista = bloque.tipo in {"vineta", "numero"}
        separador = "\n" if en_lista and anterior == bloque.tipo else "\n\n"
        salida += separador + bloque.marca + como(bloque)
        anterior = bloque.tipo
    return salida.lstrip("\n")
