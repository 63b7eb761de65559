"""Nombres y cargos contra el directorio: nada molesta más que salir mal escrito."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from boletines.dominio.revisor.texto import CONVIENE, DATO, Aviso, Texto
from nucleo.texto.formato import plegar
from nucleo.texto.parecido import distancia

PARTICULA = r"(?:de la|de los|del|de|y)"
PROPIO = r"[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+"
NOMBRE = rf"{PROPIO}(?:\s+(?:{PARTICULA}\s+)?{PROPIO}){{1,4}}"
CARGO = (
    r"(?:[Pp]resident[ea]|[Aa]lcald(?:e|esa)|[Gg]obernadora?|[Dd]iputad[oa]|[Dd]irectora?|[Ss]índic[oa]|[Rr]egidora?|[Tt]esorer[oa]|[Ss]ecretari[oa]|[Cc]oordinadora?"
    r"|[Tt]itular|[Ee]ncargad[oa]|[Jj]ef[ea]|[Cc]omisari[oa]|[Dd]elegad[oa]|[Oo]ficial [Mm]ayor)"
)
CUAL = (
    r"(?:[Mm]unicipal(?:es)?|[Gg]eneral|[Ff]ederal|[Ee]statal|[Rr]egional|[Ll]ocal|[Cc]onstitucional|[Ii]nterin[oa]|[Aa]djunt[oa]"
    r"|[Ee]lect[oa]|[Ee]jecutiv[oa]|[Tt]écnic[oa]|[Oo]perativ[oa]|[Aa]dministrativ[oa]|[Ss]uplente|[Pp]rovisional)"
)
CARGO_DE = rf"{CARGO}(?:\s+{CUAL})*\s+(?:de la|de los|de las|del|de)\s+"
CON_CARGO = re.compile(rf"(?P<cargo>{CARGO}[^,.;:«»\n]{{0,70}}),\s+(?P<nombre>{NOMBRE})")
CARGO_Y_NOMBRE = re.compile(rf"\b(?P<cargo>{CARGO}(?:\s+{CUAL})*)\s+(?P<nombre>(?!{CUAL}\b){NOMBRE})")
CON_TRATO = re.compile(rf"\b(?:Lic|Ing|Arq|Mtr[oa]|Dra?|Profra?|C|Sra?)\.\s+(?P<nombre>{NOMBRE})")
SEGUIDO = re.compile(NOMBRE)
# Lo que lleva nombre de persona sin serlo: «calle Benito Juárez» no es una persona mal escrita.
LUGARES = frozenset(
    {
        "calle",
        "avenida",
        "av",
        "boulevard",
        "calzada",
        "andador",
        "carretera",
        "puente",
        "colonia",
        "fraccionamiento",
        "barrio",
        "ejido",
        "escuela",
        "primaria",
        "secundaria",
        "preparatoria",
        "jardin",
        "kinder",
        "plaza",
        "parque",
        "unidad",
        "biblioteca",
        "auditorio",
        "estadio",
        "teatro",
        "mercado",
        "hospital",
        "clinica",
        "centro",
        "casa",
        "presa",
    }
)
PARECIDO = 0.8
EN_UN_NOMBRE = 5  # palabras, sin partículas
CORTA, LARGA = 4, 8  # letras: una palabra más corta debe ser idéntica; una larga puede traer dos errores


@dataclass(frozen=True)
class Conocido:
    """Un nombre del directorio con su cargo; sin cargo sólo se revisa cómo se escribe."""

    nombre: str
    cargo: str = ""

    @cached_property
    def palabras(self) -> list[str]:
        return _palabras(self.nombre)


def nombres_mencionados(texto: Texto, areas: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Los nombres que el texto da con cargo o con tratamiento, y el cargo como lo dice.

    En «directora de Obras Públicas Ana Ruiz», sin coma, el cargo termina donde termina un área de la oficina.
    """
    todo = _todo(texto)
    de_area = _con_area(areas)
    con_area = [(m["nombre"], m["cargo"]) for p in todo for m in de_area.finditer(p)] if de_area else []
    con_area = [(nombre, cargo) for nombre, cargo in con_area if not LUGARES.intersection(_palabras(nombre)[:1])]
    con_cargo = [(m["nombre"], m["cargo"]) for p in todo for m in CON_CARGO.finditer(p)]
    seguidos = [(m["nombre"], m["cargo"]) for p in todo for m in CARGO_Y_NOMBRE.finditer(p)]
    con_trato = [(m["nombre"], "") for p in todo for m in CON_TRATO.finditer(p)]
    return list(dict.fromkeys(con_cargo + seguidos + con_area + con_trato))


def _con_area(areas: Iterable[str]) -> re.Pattern[str] | None:
    """«directora general de Obras Públicas» y después el nombre. La más larga primero: DIF Municipal antes que DIF."""
    todas = sorted({*filter(None, areas)}, key=lambda area: (-len(area), area))
    if not todas:
        return None
    area = "|".join(re.escape(a) for a in todas)
    que = rf"{CARGO_DE}(?:{area})(?:\s+{CUAL})?"
    return re.compile(rf"\b(?P<cargo>{que})\s+(?P<nombre>(?!{CUAL}\b){NOMBRE})")


def area_de(cargo: str) -> str:
    """El área de un cargo del directorio: «Directora general de Turismo» es Turismo."""
    hallado = re.match(rf"{CARGO_DE}(?P<area>.+)$", cargo.strip())
    if hallado:
        return hallado["area"].strip()
    return ""


def dice_un_cargo(texto: Texto) -> bool:
    """Si nombra el cargo de un área: «la directora de Turismo»."""
    return any(re.search(rf"\b{CARGO_DE}[A-ZÁÉÍÓÚÑ]", p) for p in _todo(texto))


def nombra_a_alguien(texto: Texto) -> bool:
    """Si hay algo que pudiera ser el nombre de una persona."""
    return any(SEGUIDO.search(p) for p in _todo(texto))


def revisar_nombres(texto: Texto, directorio: Iterable[Conocido], areas: Iterable[str] = ()) -> Iterator[Aviso]:
    """Mal escritos, con otro cargo o que nadie conoce. Sin directorio no dice nada.

    Quien va sin cargo ni tratamiento sólo se compara con el directorio: que nadie lo conozca no es noticia.
    """
    conocidos = {plegar(c.nombre): c for c in directorio}
    if not conocidos:
        return
    mencionados = nombres_mencionados(texto, areas)
    for nombre, cargo in mencionados:
        yield from _revisar_uno(nombre, cargo, conocidos)
    dichos = [nombre for nombre, _ in mencionados]
    for nombre, bueno in dict.fromkeys(_mal_escritos(texto, conocidos.values())):
        if not any(nombre in dicho or dicho in nombre for dicho in dichos):
            yield _mal_escrito(nombre, bueno)


def _revisar_uno(nombre: str, cargo: str, conocidos: dict[str, Conocido]) -> Iterator[Aviso]:
    conocido = conocidos.get(plegar(nombre)) or next((c for c in conocidos.values() if _es_parte(nombre, c)), None)
    if conocido is None:
        alineado = next((c for c in conocidos.values() if _alinea(_palabras(nombre), c.palabras)), None)
        parecidos = get_close_matches(plegar(nombre), conocidos, n=1, cutoff=PARECIDO)
        if bueno := alineado or (conocidos[parecidos[0]] if parecidos else None):
            yield _mal_escrito(nombre, bueno)
        else:
            yield Aviso(
                DATO, f"«{nombre}» no está en el directorio: confirma cómo se escribe y su cargo.", "cuerpo", nombre
            )
        return
    if conocido.nombre != nombre and plegar(conocido.nombre) == plegar(nombre):
        yield Aviso(CONVIENE, f"Se escribe «{conocido.nombre}»; aquí dice «{nombre}».", "cuerpo", nombre)
    if cargo and conocido.cargo and _raiz(cargo) != _raiz(conocido.cargo):
        yield Aviso(
            CONVIENE,
            f"{conocido.nombre} está en el directorio como {conocido.cargo}; aquí dice «{cargo}».",
            "cuerpo",
            cargo,
        )


def _mal_escrito(nombre: str, bueno: Conocido) -> Aviso:
    frase = f"«{nombre}»: en el directorio está «{bueno.nombre}». ¿Es la misma persona?"
    return Aviso(CONVIENE, frase, "cuerpo", nombre)


def _mal_escritos(texto: Texto, conocidos: Iterable[Conocido]) -> Iterator[tuple[str, Conocido]]:
    """Los pedazos con mayúsculas que casi son un nombre del directorio, estén donde estén."""
    por_palabra: dict[str, list[Conocido]] = defaultdict(list)
    for conocido in conocidos:
        for palabra in conocido.palabras if len(conocido.palabras) > 1 else ():
            por_palabra[palabra].append(conocido)
    for parrafo in _todo(texto):
        for hallado in SEGUIDO.finditer(parrafo):
            antes = _palabras(parrafo[: hallado.start()])[-2:]
            if not LUGARES.intersection([*antes, *_palabras(hallado.group())]):
                yield from _en_el_pedazo(hallado.group(), por_palabra)


def _en_el_pedazo(pedazo: str, por_palabra: dict[str, list[Conocido]]) -> Iterator[tuple[str, Conocido]]:
    """El tramo más largo que casi es un nombre; si alguno está bien escrito, no hay nada que decir."""
    dichas = list(re.finditer(PROPIO, pedazo))
    for largo in range(min(len(dichas), EN_UN_NOMBRE), 1, -1):
        for desde in range(len(dichas) - largo + 1):
            tramo = pedazo[dichas[desde].start() : dichas[desde + largo - 1].end()]
            palabras = _palabras(tramo)
            candidatos = dict.fromkeys(c for p in palabras for c in por_palabra.get(p, ()))
            if any(_es_parte(tramo, c) for c in candidatos):
                return
            if bueno := next((c for c in candidatos if _alinea(palabras, c.palabras)), None):
                yield tramo, bueno
                return


def _todo(texto: Texto) -> list[str]:
    return [p for _, p in texto.por_campo()] + [texto.frase_de]


def _palabras(nombre: str) -> list[str]:
    """Las palabras plegadas de un nombre, sin partículas."""
    return [p for p in re.findall(r"\w+", plegar(nombre)) if p not in {"de", "la", "los", "del", "y"}]


def _es_parte(nombre: str, conocido: Conocido) -> bool:
    """Si es ese nombre, entero o sin el segundo apellido, escrito igual con sus acentos."""
    seguidas = f" {conocido.nombre.casefold()} "
    return f" {nombre.casefold()} " in seguidas or (
        nombre.casefold().split() == [p for p in seguidas.split() if p in nombre.casefold().split()]
    )


def _alinea(dichas: list[str], conocidas: list[str]) -> bool:
    """Si las palabras dichas son las conocidas, en su orden, con algún error de dedo y alguna idéntica."""
    quedan, iguales = iter(conocidas), 0
    for dicha in dichas:
        pareja = next((c for c in quedan if _casi(dicha, c)), None)
        if pareja is None:
            return False
        iguales += pareja == dicha
    return iguales > 0


def _casi(dicha: str, conocida: str) -> bool:
    """Iguales o con un error de dedo; «Mario» y «María» son dos personas."""
    if dicha == conocida:
        return True
    if min(len(dicha), len(conocida)) < CORTA or (dicha[:-1] == conocida[:-1] and {dicha[-1], conocida[-1]} == {*"ao"}):
        return False
    tope = 1 if max(len(dicha), len(conocida)) < LARGA else 2
    return distancia(dicha, conocida, tope) <= tope


def _raiz(cargo: str) -> str:
    """«Directora de Obras» y «director general» son el mismo cargo aquí; también alcaldesa y presidenta."""
    raiz = plegar(cargo).split()[0][:6]
    if raiz == "alcald":
        return "presid"
    return raiz
