"""El glosario es la ley: cada sustantivo que nombra un módulo, una clase o una etiqueta de plantilla está en él."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from herramientas.medidas_de_la_casa import RAIZ, propios

GLOSARIO = RAIZ / "docs" / "glosario.md"
# Lo que Django, pytest o Python llaman así; un papel del marco no es una palabra de la oficina.
DEL_MARCO = frozenset(
    re.findall(
        r"\w+",
        """
        acceso admin apps atom clientes command commands config consultas createcachetable demo dominio error estados
        factory field flush form forms init library loaddata management manager middleware migrate models oficina
        permisos publicas query queryset
        receivers settings signals tasks templatetags test transiciones urls views wsgi
        """,
    )
)
VERBO = re.compile(r"(?:ar|er|ir)$")  # un módulo que se llama como su acto
CORTAS = 3


def plegar(texto: str) -> str:
    sin_marcas = (c for c in unicodedata.normalize("NFD", texto.lower()) if not unicodedata.combining(c))
    return "".join(sin_marcas)


def raices(palabra: str) -> set[str]:
    """La palabra y su singular: «celdas» es «celda», «coberturas» es «cobertura»."""
    return {palabra, palabra.removesuffix("s"), palabra.removesuffix("es")}


def conocidas(glosario: str) -> set[str]:
    return {raiz for palabra in re.findall(r"\w+", plegar(glosario)) for raiz in raices(palabra)}


def sustantivos(nombre: str) -> Iterator[str]:
    """Las palabras de un nombre que no son del marco, ni cortas, ni un verbo."""
    for parte in re.findall(r"[A-ZÁÉÍÓÚÑ]?[a-záéíóúñ]+", nombre):
        palabra = plegar(parte)
        if len(palabra) > CORTAS and palabra not in DEL_MARCO and not VERBO.search(palabra):
            yield palabra


def es_excepcion(clase: ast.ClassDef) -> bool:
    """Una excepción es una frase («NoSePuedePublicar»), no una cosa."""
    return any(re.search(r"Error|Exception|NoSePuede|Rechazado|Negativa", ast.unparse(base)) for base in clase.bases)


def nombres(ruta: Path) -> Iterator[str]:
    """El módulo, sus carpetas, sus clases que se usan fuera y sus etiquetas de plantilla."""
    yield from (ruta.stem, *ruta.relative_to(RAIZ).parts[1:-1])
    for nodo in ast.walk(ast.parse(ruta.read_text())):
        if isinstance(nodo, ast.ClassDef) and not nodo.name.startswith("_") and not es_excepcion(nodo):
            yield nodo.name
        if "templatetags" in ruta.parts and isinstance(nodo, ast.FunctionDef) and nodo.decorator_list:
            yield nodo.name


def faltan(rutas: list[Path], glosario: str) -> list[str]:
    """«palabra (dónde)» por cada una que el glosario no dice."""
    sabidas = conocidas(glosario)
    vistas: dict[str, str] = {}
    for ruta in rutas:
        for nombre in nombres(ruta):
            for palabra in sustantivos(nombre):
                if not raices(palabra) & sabidas:
                    vistas.setdefault(palabra, f"{palabra} ({ruta.relative_to(RAIZ)})")
    return sorted(vistas.values())


def test_cada_modulo_clase_y_etiqueta_usa_palabras_del_glosario():
    assert faltan(propios(), GLOSARIO.read_text()) == []


def test_una_palabra_nueva_se_nota():
    assert faltan([RAIZ / "agenda" / "models.py"], "sin palabras")


def test_ningun_termino_se_explica_dos_veces():
    terminos = re.findall(r"^\| ([^|]+?) \|", GLOSARIO.read_text(), re.MULTILINE)

    assert sorted({t for t in terminos if terminos.count(t) > 1} - {"Término", "Palabra", "---"}) == []
