import pytest

from portal.consultas.edicion import junto_al_arbol


@pytest.fixture
def arbol(settings, tmp_path):
    """Un árbol público vacío para la prueba."""
    settings.DIR_PUBLICO = tmp_path / "publico"
    settings.DIR_PUBLICO.mkdir()
    return settings.DIR_PUBLICO


@pytest.fixture
def foto_del_arbol(arbol):
    """Qué archivos hay y cuándo se escribió cada uno: comparar dos dice qué se tocó."""

    def _foto():
        return {
            str(a.relative_to(arbol)): (a.stat().st_mtime_ns, a.stat().st_ino) for a in arbol.rglob("*") if a.is_file()
        }

    return _foto


@pytest.fixture
def todo_el_arbol(arbol):
    """Todos los octetos del árbol, para buscar lo que no debe estar."""
    return lambda: b"\n".join(str(a).encode() + a.read_bytes() for a in sorted(arbol.rglob("*")) if a.is_file())


@pytest.fixture
def suspendida(arbol):
    """La carpeta de la edición de suspensión."""
    return junto_al_arbol("-suspension")
