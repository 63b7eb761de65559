"""El escudo, el logotipo, el ícono y las tarjetas por tema: la identidad, en archivos."""

from functools import lru_cache

from django.core.files.storage import Storage

from personas.dominio.documento import compilar_imagen
from personas.dominio.icono import icono_de
from personas.estados import Tema
from portal.consultas.edicion import Edicion
from portal.consultas.identidad import oficina, ruta_de_identidad, sitio
from portal.dominio.escritura import archivos
from portal.dominio.pintado.articulo import ruta_de_tarjeta

DEL_PORTAL = "portal"  # la nombra `templates/portal/base.html`


def escribir_identidad(edicion: Edicion) -> None:
    """El escudo, y el logotipo sólo en la edición ordinaria: en suspensión no se ve ni por su dirección."""
    quien = oficina(edicion)
    archivos.escribir("favicon.ico", icono_de(quien), en=edicion.raiz)
    imagenes = [quien.escudo] if edicion.suspension else [quien.escudo, quien.logotipo]
    for imagen in imagenes:
        almacen: Storage = imagen.storage
        nombre = imagen.name or ""
        if nombre and almacen.exists(nombre):
            with almacen.open(nombre) as archivo:
                archivos.escribir(ruta_de_identidad(imagen), archivo.read(), en=edicion.raiz)


def escribir_tarjetas(edicion: Edicion) -> None:
    """La imagen con que se comparte un boletín sin fotos, una por tema, y la de las demás páginas (1200×630)."""
    quien = sitio(edicion)
    lugar = f"{quien.municipio}, {quien.entidad}".strip(", ")
    for clave, nombre in (*Tema.choices, (DEL_PORTAL, "Información oficial")):
        seccion = "Boletines" * (clave != DEL_PORTAL)
        archivos.escribir(ruta_de_tarjeta(clave), _tarjeta(seccion, nombre, quien.nombre, lugar), en=edicion.raiz)


@lru_cache(maxsize=64)
def _tarjeta(seccion: str, tema: str, nombre: str, lugar: str) -> bytes:
    """Sólo depende de estas palabras: las dos ediciones, y otra vuelta del mismo proceso, llevan la misma."""
    datos = {"seccion": seccion, "tema": tema, "nombre": nombre, "lugar": lugar}
    return compilar_imagen("tarjeta.typ", datos)
