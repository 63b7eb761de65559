"""Con qué se construyó cada edición: al cambiar plantillas, oficina, periodos o reglas, se rehace sola."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from boletines.models import Boletin
from nucleo.archivos import escribir_entero
from portal.consultas.edicion import Edicion, ediciones
from portal.consultas.identidad import sitio
from portal.dominio.escritura.ordenes import apuntar_documentos_del_archivo
from portal.dominio.escritura.todo import construir_edicion

APARIENCIA = ("templates/portal", "static/css", "static/fuentes", "static/js")
Avisar = Callable[[int, int], None]


def huella(edicion: Edicion) -> str:
    """SHA-256 de plantillas, hojas de estilo, dirección del sitio, identidad y lo que rige en esa edición."""
    resumen = hashlib.sha256(f"{settings.BASE_URL} {sitio(edicion)}".encode())
    for carpeta in APARIENCIA:
        for archivo in sorted((settings.BASE_DIR / carpeta).rglob("*")):
            if archivo.is_file():
                resumen.update(archivo.read_bytes())
    if edicion.suspension:
        periodos = [(p.pk, p.nombre, p.inicio, p.fin, p.oculta_archivo) for p in edicion.suspension.periodos]
        resumen.update(f"{periodos} {sorted(edicion.suspension.permitidas)}".encode())
    return resumen.hexdigest()


def _archivo(edicion: Edicion) -> Path:
    return edicion.raiz.with_name(f"{edicion.raiz.name}.huella")


def construida(edicion: Edicion) -> str:
    """La huella de la última construcción; vacía si nunca se ha construido."""
    archivo = _archivo(edicion)
    return archivo.read_text() if archivo.exists() and (edicion.raiz / "index.html").exists() else ""


def recordar(edicion: Edicion, huella_nueva: str) -> None:
    """Guarda la huella de lo recién construido."""
    escribir_entero(_archivo(edicion), huella_nueva)


def al_dia(edicion: Edicion) -> bool:
    return construida(edicion) == huella(edicion)


def rehacer_si_cambio(ahora: datetime, avisar: Avisar = lambda *_: None, *, procesos: int = 1) -> int | None:
    """Rehace las ediciones que cambiaron; devuelve cuántos boletines hay, o nada si ninguna cambió."""
    viejas = [edicion for edicion in ediciones(ahora) if not al_dia(edicion)]
    for edicion in viejas:
        rehacer(edicion, avisar, procesos=procesos)
    return Boletin.objects.emitidos_al(ahora).count() if viejas else None


def rehacer(edicion: Edicion, avisar: Avisar, *, procesos: int = 1) -> None:
    """Rehace una edición y apunta con qué se hizo; interrumpida, sigue donde se quedó."""
    nueva = huella(edicion)
    construir_edicion(edicion, avisar, huella=nueva, procesos=procesos)
    recordar(edicion, nueva)
    apuntar_documentos_del_archivo(ahora=edicion.ahora)
