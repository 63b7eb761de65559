"""Cuánto disco queda. Lleno, la base no guarda y nada de lo que se escribe queda entero."""

import shutil
from pathlib import Path

APRETADO = 100 * 10**6  # con menos, PostgreSQL deja de escribir en cualquier momento


def octetos_libres(carpeta: Path) -> int:
    return shutil.disk_usage(carpeta).free


def aviso_de_disco(carpeta: Path) -> str:
    """La frase para quien arranca con el disco lleno, o nada."""
    libres = octetos_libres(carpeta)
    if libres >= APRETADO:
        return ""
    return (
        f"Queda muy poco disco en {carpeta} ({libres // 10**6} MB): la base puede dejar de guardar. Libera espacio o"
        " muda la carpeta con DIR_DATOS."
    )
