"""Unir dos textos que parten del mismo: lo que no se encima se junta solo; lo demás lo escoge una persona.

docs/fiabilidad.md, «Escribir a la vez»: tres textos (base, guardado, mío), comparados por párrafo.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from boletines.dominio.redaccion.contenido import CAMPOS_DE_TEXTO, NOMBRES, Contenido
from nucleo.texto import rico as texto_rico

LISTAS = ("balazos", "cuerpo")
GUARDADO, MIO, LOS_DOS = "guardado", "mio", "los_dos"


@dataclass(frozen=True)
class Edicion:
    """Un cambio sobre la base: los renglones [desde, hasta) quedan como `nuevo`."""

    desde: int
    hasta: int
    nuevo: tuple[str, ...]
    de: str


@dataclass(frozen=True)
class Choque:
    """Un lugar que las dos personas cambiaron distinto."""

    clave: str
    campo: str
    guardado: tuple[str, ...]
    mio: tuple[str, ...]

    @property
    def nombre(self) -> str:
        return NOMBRES[self.campo]


@dataclass(frozen=True)
class Union:
    """El resultado por campo: pedazos ya resueltos (texto) y choques por escoger, en orden."""

    partes: dict[str, tuple[str | Choque, ...]]

    @property
    def choques(self) -> list[Choque]:
        return [p for partes in self.partes.values() for p in partes if isinstance(p, Choque)]


def unir(base: Contenido, guardado: Contenido, mio: Contenido) -> Union:
    """Une por campo y, en el cuerpo y los balazos, por párrafo. Nunca pierde lo que alguien escribió."""
    partes = {}
    for campo in CAMPOS_DE_TEXTO:
        listas = [_renglones(campo, texto[campo]) for texto in (base, guardado, mio)]
        partes[campo] = tuple(_unir_listas(campo, *listas))
    return Union(partes)


def _renglones(campo: str, valor: Any) -> list[str]:
    if campo == "cuerpo":
        return texto_rico.trozos(valor)
    if campo in LISTAS:
        return list(valor)
    return [valor]


def _ediciones(base: Sequence[str], otro: Sequence[str], de: str) -> Iterator[Edicion]:
    """Los cambios de un lado; reemplazos del mismo largo se parten por párrafo."""
    for tipo, i1, i2, j1, j2 in SequenceMatcher(None, base, otro, autojunk=False).get_opcodes():
        if tipo == "equal":
            continue
        if i2 - i1 == j2 - j1:
            yield from (Edicion(i1 + k, i1 + k + 1, (otro[j1 + k],), de) for k in range(i2 - i1))
        else:
            yield Edicion(i1, i2, tuple(otro[j1:j2]), de)


def _unir_listas(
    campo: str, base: Sequence[str], guardado: Sequence[str], mio: Sequence[str]
) -> Iterator[str | Choque]:
    todas = [*_ediciones(base, guardado, GUARDADO), *_ediciones(base, mio, MIO)]
    lugar = 0
    for numero, grupo in enumerate(_grupos(sorted(todas, key=lambda e: (e.desde, e.hasta)))):
        desde, hasta = grupo[0].desde, max(e.hasta for e in grupo)
        yield from base[lugar:desde]
        lugar = hasta
        lados = {e.de for e in grupo}
        hechos = {de: _aplicar(base, desde, hasta, [e for e in grupo if e.de == de]) for de in lados}
        if len(lados) == 1 or hechos[GUARDADO] == hechos[MIO]:
            yield from next(iter(hechos.values()))
        else:
            yield Choque(f"{campo}-{numero}", campo, hechos[GUARDADO], hechos[MIO])
    yield from base[lugar:]


def _grupos(ediciones: list[Edicion]) -> Iterator[list[Edicion]]:
    """Junta las ediciones que se enciman; tocarse en la orilla no es encimarse."""
    grupo: list[Edicion] = []
    hasta = 0
    for edicion in ediciones:
        misma_insercion = bool(grupo) and edicion.hasta == grupo[0].desde == hasta
        if grupo and not (edicion.desde < hasta or misma_insercion):
            yield grupo
            grupo = []
        hasta = max(hasta, edicion.hasta) if grupo else edicion.hasta
        grupo.append(edicion)
    if grupo:
        yield grupo


def _aplicar(base: Sequence[str], desde: int, hasta: int, ediciones: list[Edicion]) -> tuple[str, ...]:
    salida: list[str] = []
    lugar = desde
    for edicion in ediciones:
        salida += [*base[lugar : edicion.desde], *edicion.nuevo]
        lugar = edicion.hasta
    return (*salida, *base[lugar:hasta])


def resolver(union: Union, elecciones: dict[str, str]) -> Contenido:
    """El texto final con lo escogido en cada choque; sin elección se quedan los dos, para no perder nada."""
    contenido: Contenido = {}
    for campo, partes in union.partes.items():
        renglones: list[str] = []
        for parte in partes:
            renglones += [parte] if isinstance(parte, str) else _escogido(parte, elecciones.get(parte.clave, LOS_DOS))
        if campo == "cuerpo":
            contenido[campo] = "".join(renglones)
        else:
            contenido[campo] = renglones if campo in LISTAS else " ".join(r for r in renglones if r)
    return contenido


def _escogido(choque: Choque, eleccion: str) -> list[str]:
    if eleccion == MIO:
        return list(choque.mio)
    if eleccion == GUARDADO or choque.campo not in LISTAS:
        # De un campo de un renglón no pueden quedar los dos: sin elección se queda lo guardado.
        return list(choque.guardado)
    return [*choque.guardado, *choque.mio]
