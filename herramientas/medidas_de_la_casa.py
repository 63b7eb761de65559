"""Lo que mide la casa, contado en sus archivos: `python -m herramientas.medidas_de_la_casa`.

Cada medida tiene lo que se quiere y, mientras no se llega, un tope que sólo baja (`herramientas/topes.toml`); la prueba
de arquitectura compara. Con `--anotar` los topes bajan a lo de hoy; nunca suben. Lo que hay que correr para medir
(consultas y procesador al publicar, rehacer el portal, memoria) lo da `make bench`.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from herramientas.capas import SIN_CAPA
from nucleo.casa import APPS, ARMA

RAIZ = Path(__file__).resolve().parents[1]
TOPES = Path(__file__).with_name("topes.toml")
ANCHO = 120
RENGLONES_POR_PLANTILLA = 250
RENGLONES_POR_PARTE = 60
DE_LA_BANDEJA = re.compile(
    r"""clave__(?:startswith|endswith|contains|regex)|objeto__startswith|\.clave\.(?:startswith|endswith|partition"""
    r"""|rpartition|split)|\.objeto\.(?:partition|rpartition|split|startswith)|carga\.get\(\s*["'](?:despues|redecidir"""
    r"""|derechos)|objeto\s*==\s*["']fijas"""
)


def propios(raiz: Path = RAIZ) -> list[Path]:
    """El código de las apps, sin migraciones."""
    return sorted(p for app in (ARMA, *APPS) for p in (raiz / app).rglob("*.py") if "migrations" not in p.parts)


def plantillas() -> list[Path]:
    """Todas: también los correos y el portal."""
    return sorted((RAIZ / "templates").rglob("*.html"))


def hojas_de_estilo() -> list[Path]:
    return sorted((RAIZ / "static" / "css").rglob("*.css"))


def prosa() -> list[Path]:
    return sorted([*RAIZ.glob("*.md"), *(RAIZ / "docs").rglob("*.md")])


def renglones(archivos: list[Path]) -> Iterator[str]:
    """Los renglones que no están en blanco."""
    for archivo in archivos:
        yield from (r for r in archivo.read_text().splitlines() if r.strip())


def anchos_de_mas(archivo: Path) -> int:
    """Cuántos renglones pasan de 120 columnas. Un renglón de tabla en Markdown no se puede partir: no cuenta."""
    return sum(len(r) > ANCHO and not r.startswith("|") for r in archivo.read_text().splitlines())


def _columnas_en_promedio(archivos: list[Path]) -> float:
    largos = [len(r) for r in renglones(archivos)]
    return round(sum(largos) / len(largos), 1)


def _veces(patron: str, archivos: list[Path]) -> int:
    return sum(len(re.findall(patron, p.read_text())) for p in archivos)


def _ternarias_por_millar() -> float:
    archivos = propios()
    cuantas = sum(isinstance(n, ast.IfExp) for p in archivos for n in ast.walk(ast.parse(p.read_text())))
    return round(1000 * cuantas / sum(len(p.read_text().splitlines()) for p in archivos), 1)


def _modelos_por_nombre() -> int:
    """Modelos buscados por su nombre fuera del núcleo: flechas que las capas no ven."""
    fuera = [p for p in propios() if "nucleo" not in p.parts]
    return _veces(r"apps\.get_model|related_model", fuera)


def _carpeta_mas_llena() -> int:
    carpetas = {p.parent for p in propios()}
    return max(len([p for p in carpeta.glob("*.py") if p.name != "__init__.py"]) for carpeta in carpetas)


def _claves_de_un_contexto() -> int:
    """El diccionario más grande, con llaves escritas, que una vista le da a su plantilla."""
    vistas = [p for p in propios() if "views" in p.relative_to(RAIZ).as_posix()]
    dicts = (n for p in vistas for n in ast.walk(ast.parse(p.read_text())) if isinstance(n, ast.Dict))
    return max(sum(isinstance(k, ast.Constant) for k in d.keys) for d in dicts)


@dataclass(frozen=True)
class Medida:
    """Un número de la casa y lo que se quiere de él."""

    clave: str
    nombre: str
    se_quiere: float
    contar: Callable[[], float]


MEDIDAS = (
    Medida("html_columnas", "HTML: columnas en promedio", 55, lambda: _columnas_en_promedio(plantillas())),
    Medida("html_anchos", "HTML: renglones de más de 120", 0, lambda: sum(map(anchos_de_mas, plantillas()))),
    Medida("css_anchos", "CSS: renglones de más de 120", 0, lambda: sum(map(anchos_de_mas, hojas_de_estilo()))),
    Medida("css_columnas", "CSS: columnas en promedio", 34, lambda: _columnas_en_promedio(hojas_de_estilo())),
    Medida("prosa_ancha", "Markdown: renglones de más de 120", 0, lambda: sum(map(anchos_de_mas, prosa()))),
    Medida("fmt_skip", "# fmt: skip", 19, lambda: _veces(r"# fmt: skip", propios())),
    Medida("ternarias", "Ternarias por mil renglones", 9, _ternarias_por_millar),
    Medida("sin_capa", "Módulos fuera de las capas", 0, lambda: sum(map(len, SIN_CAPA.values()))),
    Medida("por_nombre", "Modelos buscados por su nombre", 0, _modelos_por_nombre),
    Medida("evento_ref", "Menciones de evento_ref", 0, lambda: _veces("evento_ref", propios())),
    Medida(
        "bandeja_leida",
        "Lugares que leen la escritura de la bandeja",
        0,
        lambda: sum(len(DE_LA_BANDEJA.findall(p.read_text())) for p in propios()),
    ),
    Medida("carpeta_llena", "Archivos en la carpeta más llena", 12, _carpeta_mas_llena),
    Medida("contexto", "Claves en el contexto más grande", 10, _claves_de_un_contexto),
)


def topes() -> dict[str, float]:
    """Lo más que hoy se admite de cada medida."""
    return tomllib.loads(TOPES.read_text())


def anotar() -> None:
    """Baja los topes a lo de hoy. Lo que subió se queda en su tope, para que la prueba lo diga."""
    antes = topes() if TOPES.exists() else {}
    lineas = ["# Lo escribe «python -m herramientas.medidas_de_la_casa --anotar». Sólo baja."]
    lineas += [f"{m.clave} = {min(m.contar(), antes.get(m.clave, m.contar()))}" for m in MEDIDAS]
    TOPES.write_text("\n".join(lineas) + "\n")


def imprimir() -> None:
    maximo = topes()
    print(f"{'Medida':<46}{'hoy':>8}{'tope':>8}{'se quiere':>11}")  # noqa: T201 - es su salida
    for m in MEDIDAS:
        print(f"{m.nombre:<46}{m.contar():>8}{maximo[m.clave]:>8}{m.se_quiere:>11}")  # noqa: T201 - es su salida


if __name__ == "__main__":
    if "--anotar" in sys.argv:
        anotar()
    imprimir()
