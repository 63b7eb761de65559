"""Lo que puede hacerse con fotos elegidas en otras partes: las apps de arriba lo anuncian aquí."""

from dataclasses import dataclass

from personas.models import Persona


@dataclass(frozen=True)
class Accion:
    """Un botón de la barra de selección y del visor. `ruta` recibe `evidencias`, o `todos` y `filtro`."""

    texto: str
    ruta: str
    permiso: str


_ACCIONES: list[Accion] = []


def registrar_accion(accion: Accion) -> None:
    """Desde ahora la biblioteca la ofrece a quien tenga el permiso. Se llama en `ready`."""
    if accion not in _ACCIONES:
        _ACCIONES.append(accion)


def acciones_para(persona: Persona) -> list[Accion]:
    """Lo que esa persona puede hacer con una selección de fotos, además de lo de la biblioteca."""
    return [accion for accion in _ACCIONES if persona.puede(accion.permiso)]
