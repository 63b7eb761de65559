"""Lo que se cita se puede abrir: ni un comentario ni una página manda a un documento que no está en el repositorio."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parents[2]
DE_TEXTO = {".py", ".html", ".txt", ".js", ".mjs", ".css", ".md", ".toml", ".sh", ".typ", ".json", ".conf", ".service"}
SIN_MIRAR = {"node_modules", "var", "venv", "staticfiles", "__pycache__"}
CITA = re.compile(r"[\w./-]*\w\.md\b(?:#([\w-]+))?")
REGLAS = re.compile(r"dominio\.md[»`]?, reglas? (\d+(?:(?:, | y | a )\d+)*)")
TITULO = re.compile(r"^#{1,4} (.+)$", re.MULTILINE)


def archivos() -> Iterator[Path]:
    """Los archivos de texto del repositorio, sin lo que se baja o se genera."""
    for carpeta, hijas, nombres in os.walk(RAIZ):
        hijas[:] = [h for h in hijas if h not in SIN_MIRAR and not (h.startswith(".") and h != ".ci")]
        for nombre in nombres:
            ruta = Path(carpeta, nombre)
            if ruta.suffix in DE_TEXTO or nombre == "Makefile":
                yield ruta


def ancla(titulo: str) -> str:
    """La que pone GitHub a un título."""
    return re.sub(r"[^\w\- ]", "", titulo.strip().lower()).replace(" ", "-")


def anclas(documento: Path) -> set[str]:
    return {ancla(titulo) for titulo in TITULO.findall(documento.read_text())}


def citas_rotas(texto: str, documentos: dict[str, Path]) -> Iterator[str]:
    """Lo citado que no está, o cuyo título o regla no está en el documento."""
    for cita in CITA.finditer(texto):
        ruta = re.sub(r"^(?:\.{0,2}/)+", "", cita[0].partition("#")[0])
        hallados = [d for nombre, d in documentos.items() if f"/{nombre}".endswith(f"/{ruta}")]
        if not hallados:
            yield f"«{ruta}» no está en el repositorio"
        elif cita[1] and not any(cita[1] in anclas(d) for d in hallados):
            yield f"«{ruta}» no tiene «#{cita[1]}»"
    reglas = anclas(documentos["docs/dominio.md"])
    for numeros in REGLAS.findall(texto):
        yield from (f"no hay regla {n}" for n in re.findall(r"\d+", numeros) if f"regla-{n}" not in reglas)


@pytest.fixture(scope="module")
def documentos() -> dict[str, Path]:
    return {p.relative_to(RAIZ).as_posix(): p for p in archivos() if p.suffix == ".md"}


def test_todo_lo_citado_esta_en_el_repositorio(documentos):
    propios = [p for p in archivos() if p != Path(__file__) and "vendor" not in p.parts]
    rotas = [f"{p.relative_to(RAIZ)}: {falta}" for p in propios for falta in citas_rotas(p.read_text(), documentos)]

    assert rotas == []


@pytest.mark.parametrize(
    "mala",
    [
        "# domain.md regla 2",
        '"""Un acto (docs/estilo.md)."""',
        "[0099](decisiones/0099-nada.md)",
        "# docs/dominio.md, regla 999: no existe",
        "# docs/dominio.md, reglas 26 a 999",
        "[ahí](docs/dominio.md#lo-que-nadie-escribio)",
    ],
)
def test_una_cita_rota_se_nota(documentos, mala):
    assert list(citas_rotas(mala, documentos)) != []


@pytest.mark.parametrize(
    "buena",
    [
        "# docs/dominio.md, regla 22: el folio",
        "# docs/dominio.md, reglas 26 a 28",
        "[0002](0002-javascript-propio.md) y [ley](../dominio.md#la-suspensión)",
        "CARPETA / 'CREDITOS.md'",
    ],
)
def test_una_cita_buena_no_estorba(documentos, buena):
    assert list(citas_rotas(buena, documentos)) == []
