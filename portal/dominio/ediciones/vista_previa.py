"""Ver una edición antes de que se sirva: los mismos archivos, con las ligas dentro de la vista previa."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from portal.consultas.busqueda import Filtro
from portal.consultas.edicion import ediciones, junto_al_arbol
from portal.dominio.pintado.busqueda import pagina_de_busqueda

PREFIJO = "/oficina/portal/vista"
DENTRO = (b'href="/', b'src="/', b'action="/')
FUERA = (b"/static/", b"/oficina/")


@dataclass(frozen=True)
class ArchivoDeEdicion:
    """Un archivo listo para verse en la vista previa."""

    nombre: str
    contenido: bytes


def abrir(cual: str, camino: str) -> ArchivoDeEdicion | None:
    """El archivo de esa edición, o nada si no está o el camino se sale de ella."""
    raices = {"ordinaria": settings.DIR_PUBLICO, "suspension": junto_al_arbol("-suspension")}
    if cual not in raices or "\0" in camino:
        return None
    raiz = raices[cual].resolve()
    ruta = raiz / camino
    try:
        ruta = (ruta / "index.html" if ruta.is_dir() or not camino else ruta).resolve()
        if not ruta.is_relative_to(raiz) or not ruta.is_file():
            return None
        contenido = ruta.read_bytes()
    except (OSError, ValueError):
        return None
    return ArchivoDeEdicion(ruta.name, _con_ligas(contenido, cual) if ruta.suffix == ".html" else contenido)


def buscar(cual: str, filtro: Filtro, ahora: datetime, *, pagina: int = 1, aviso: str = "") -> bytes | None:
    """La búsqueda de esa edición como la verá el público; nada si esa edición no se está preparando."""
    edicion = next((e for e in ediciones(ahora) if e.nombre == cual), None)
    if edicion is None:
        return None
    return _con_ligas(pagina_de_busqueda(filtro, edicion, pagina=pagina, aviso=aviso).encode(), cual)


def _con_ligas(html: bytes, cual: str) -> bytes:
    """Las ligas internas siguen dentro de la vista previa; las de estáticos quedan igual."""
    prefijo = f"{PREFIJO}/{cual}/".encode()
    for inicio in DENTRO:
        html = html.replace(inicio, inicio[:-1] + prefijo)
        for otra in FUERA:
            html = html.replace(inicio[:-1] + prefijo + otra[1:], inicio[:-1] + otra)
    return html.replace(b" /medios/", b" " + prefijo + b"medios/").replace(b'"/medios/', b'"' + prefijo + b"medios/")
