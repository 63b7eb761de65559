"""Nombres y cargos contra el directorio: nada molesta más que salir mal escrito."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from boletines.dominio.revisor.texto import CONVIENE, DATO, Aviso, Texto
from nucleo.formato import plegar

NOMBRE = r"[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+(?:\s+(?:de la|de los|del|de|y)?\s*[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+){1,4}"
CARGO = (
    r"(?:[Pp]resident[ea]|[Aa]lcald(?:e|esa)|[Gg]obernadora?|[Dd]iputad[oa]|[Dd]irectora?|[Ss]índic[oa]|[Rr]egidora?|[Tt]esorer[oa]|[Ss]ecretari[oa]|[Cc]oordinadora?"
    r"|[Tt]itular|[Ee]ncargad[oa]|[Jj]ef[ea]|[Cc]omisari[oa]|[Dd]elegad[oa]|[Oo]ficial [Mm]ayor)"
)
CON_CARGO = re.compile(rf"(?P<cargo>{CARGO}[^,.;:«»\n]{{0,70}}),\s+(?P<nombre>{NOMBRE})")
CON_TRATO = re.compile(rf"\b(?:Lic|Ing|Arq|Mtr[oa]|Dra?|Profra?|C|Sra?)\.\s+(?P<nombre>{NOMBRE})")
PARECIDO = 0.8


@dataclass(frozen=True)
class Conocido:
    """Un nombre del directorio con su cargo; sin cargo sólo se revisa cómo se escribe."""

    nombre: str
    cargo: str = ""


def nombres_mencionados(texto: Texto) -> list[tuple[str, str]]:
    """Los nombres que el texto da con cargo o con tratamiento, y el cargo como lo dice."""
    todo = [p for _, p in texto.por_campo()] + [texto.frase_de]
    con_cargo = [(m["nombre"], m["cargo"]) for p in todo for m in CON_CARGO.finditer(p)]
    con_trato = [(m["nombre"], "") for p in todo for m in CON_TRATO.finditer(p)]
    return list(dict.fromkeys(con_cargo + con_trato))


def revisar_nombres(texto: Texto, directorio: Iterable[Conocido]) -> Iterator[Aviso]:
    """Mal escritos, con otro cargo o que nadie conoce. Sin directorio no dice nada."""
    conocidos = {plegar(c.nombre): c for c in directorio}
    if not conocidos:
        return
    for nombre, cargo in nombres_mencionados(texto):
        yield from _revisar_uno(nombre, cargo, conocidos)


def _revisar_uno(nombre: str, cargo: str, conocidos: dict[str, Conocido]) -> Iterator[Aviso]:
    conocido = conocidos.get(plegar(nombre))
    if conocido is None:
        parecidos = get_close_matches(plegar(nombre), conocidos, n=1, cutoff=PARECIDO)
        if parecidos:
            bueno = conocidos[parecidos[0]]
            yield Aviso(
                CONVIENE, f"«{nombre}»: en el directorio está «{bueno.nombre}». ¿Es la misma persona?", "cuerpo", nombre
            )
        else:
            yield Aviso(
                DATO, f"«{nombre}» no está en el directorio: confirma cómo se escribe y su cargo.", "cuerpo", nombre
            )
        return
    if conocido.nombre != nombre:
        yield Aviso(CONVIENE, f"Se escribe «{conocido.nombre}»; aquí dice «{nombre}».", "cuerpo", nombre)
    if cargo and conocido.cargo and _raiz(cargo) != _raiz(conocido.cargo):
        yield Aviso(
            CONVIENE,
            f"{conocido.nombre} está en el directorio como {conocido.cargo}; aquí dice «{cargo}».",
            "cuerpo",
            cargo,
        )


def _raiz(cargo: str) -> str:
    """«Directora de Obras» y «director general» son el mismo cargo para esta revisión."""
    return plegar(cargo).split()[0][:6]
