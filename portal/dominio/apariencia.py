"""Con qué apariencia se construyó el árbol: al actualizar el sistema, las páginas viejas se rehacen solas."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from portal.dominio.construccion import construir_todo
from portal.dominio.paginas import sitio

APARIENCIA = ("templates/portal", "static/css", "static/fuentes")


def huella() -> str:
    """SHA-256 de plantillas, hojas de estilo, dirección del sitio e identidad de la oficina."""
    resumen = hashlib.sha256(f"{settings.BASE_URL} {sitio()}".encode())
    for carpeta in APARIENCIA:
        for archivo in sorted((settings.BASE_DIR / carpeta).rglob("*")):
            if archivo.is_file():
                resumen.update(archivo.read_bytes())
    return resumen.hexdigest()


def _archivo() -> Path:
    return settings.DIR_DATOS / "portal.huella"


def construida() -> str:
    """La huella de la última construcción; vacía si nunca se ha construido."""
    return _archivo().read_text() if _archivo().exists() and (settings.DIR_PUBLICO / "index.html").exists() else ""


def recordar(huella_nueva: str) -> None:
    """Guarda la huella de lo recién construido."""
    _archivo().write_text(huella_nueva)


def rehacer_si_cambio(ahora: datetime, avisar: Callable[[int, int], None] = lambda *_: None) -> int | None:
    """Rehace el árbol si cambió la apariencia o la identidad de la oficina; devuelve cuántos boletines, o nada."""
    nueva = huella()
    if construida() == nueva:
        return None
    total = construir_todo(ahora, avisar)
    recordar(nueva)
    return total
