"""Con qué apariencia se construyó el árbol: al actualizar el sistema, las páginas viejas se rehacen solas."""

import hashlib
from pathlib import Path

from django.conf import settings

APARIENCIA = ("templates/portal", "static/css", "static/fuentes")


def huella() -> str:
    """SHA-256 de plantillas, hojas de estilo y dirección del sitio."""
    resumen = hashlib.sha256(settings.BASE_URL.encode())
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
