"""Rehacer el árbol entero desde la base: se puede interrumpir y sigue donde se quedó."""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import time

from django.core.files.storage import Storage

from boletines.consultas.lo_que_salio import como_salieron
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from media_library.dominio.versiones.publico import DerivadoPendiente
from nucleo.archivos import escribir_entero
from personas.dominio.documento import compilar_imagen
from personas.dominio.icono import icono_de
from personas.estados import Categoria
from personas.models import Oficina
from portal import consultas
from portal.consultas import PAGINAS_JUNTAS, Mes, Serie
from portal.consultas_relacionados import recordar_sucesion
from portal.dominio import arbol, canales_xml, construccion, documentos
from portal.dominio.actualizar import apuntar_el_dia_siguiente
from portal.dominio.cuadrilla import repartir
from portal.dominio.paginas import fijas, listas
from portal.dominio.paginas.articulo import ruta_de_tarjeta
from portal.dominio.paginas.marco import ruta_de_identidad, sitio
from portal.dominio.vocabulario import aprender
from portal.edicion import Edicion, ediciones

registro = logging.getLogger(__name__)
Avisar = Callable[[int, int], None]
CADA = 100  # boletines entre un punto de avance y otro


def construir_todo(ahora: datetime, avisar: Avisar) -> int:
    """Rehace cada edición; el contenido sin cambios queda idéntico. Devuelve cuántos boletines hay emitidos."""
    for edicion in ediciones(ahora):
        construir_edicion(edicion, avisar)
    return Boletin.objects.emitidos_al(ahora).count()


def construir_edicion(edicion: Edicion, avisar: Avisar, *, huella: str = "", procesos: int = 1) -> None:
    """Rehace una edición. Con `huella`, una obra interrumpida con la misma huella sigue donde se quedó.

    Primero lo que todos miran (inicio, listas, institucionales) y después cada boletín.
    """
    empezo = time()
    edicion.raiz.mkdir(parents=True, exist_ok=True)
    with arbol.en_lote():
        escribir_fijas_en(edicion)
        construccion.escribir_agenda_en(edicion)
        _escribir_boletines(edicion, avisar, huella, procesos)
        _escribir_retirados(edicion)
        _escribir_listas(edicion, procesos)
        construccion.escribir_portadas(edicion)
        arbol.quitar_a_medias(empezo, en=edicion.raiz)
    _archivo_de_avance(edicion).unlink(missing_ok=True)


def _escribir_boletines(edicion: Edicion, avisar: Avisar, huella: str, procesos: int) -> None:
    """Por trozos, del más antiguo al más nuevo: lo relacionado con un boletín se acaba de leer."""
    emitidos = Boletin.objects.emitidos_al(edicion.ahora).order_by("publicado_en", "pk")
    claves = list(emitidos.values_list("pk", flat=True))
    hechos = _avance(edicion, huella, claves)
    trozos = [claves[desde : desde + CADA] for desde in range(hechos, len(claves), CADA)]
    for trozo, _ in zip(trozos, repartir(escribir_trozo, trozos, edicion, procesos), strict=True):
        hechos += len(trozo)
        escribir_entero(_archivo_de_avance(edicion), json.dumps({"huella": huella, "ultimo": trozo[-1]}))
        avisar(hechos, len(claves))
    edicion.memoria.pop("sucesion", None)


def escribir_trozo(claves: list[int], edicion: Edicion) -> None:
    """Unos boletines seguidos: lo que se ve, y el aviso neutro de lo que esta edición oculta."""
    memoria = edicion.memoria
    if "sucesion" not in memoria:
        recordar_sucesion(edicion)
        memoria["palabras"] = set()
    trozo = consultas.con_todo(Boletin.objects.filter(pk__in=claves).order_by("publicado_en", "pk"))
    for boletin in trozo:
        if edicion.suspension is None or edicion.suspension.permite(boletin):
            _escribir_uno(boletin, edicion)
            memoria["vistos"][boletin.pk] = boletin
        else:
            construccion.escribir_boletin(boletin, edicion)
    aprender(trozo, memoria["palabras"])


def _escribir_uno(boletin: Boletin, edicion: Edicion) -> None:
    """Si le falta una versión de su foto se queda como estaba: los demás no esperan por él, y `verificar` lo dice."""
    documentos.intentar_el_pdf(boletin, edicion)
    try:
        construccion.escribir_visible(boletin, edicion)
    except DerivadoPendiente:
        registro.exception("La página de %s no se rehízo", boletin.folio)


def _escribir_retirados(edicion: Edicion) -> None:
    for retirado in como_salieron(Boletin.objects.filter(estado=EstadoBoletin.RETIRADO)):
        if not construccion.nunca_se_vio(retirado):
            construccion.escribir_retiro(retirado, edicion)


def _archivo_de_avance(edicion: Edicion) -> Path:
    return edicion.raiz.with_name(f"{edicion.raiz.name}-avance.json")


def _avance(edicion: Edicion, huella: str, claves: list[int]) -> int:
    """Cuántos llevaba escritos una obra igual que se interrumpió; cero si hay que empezar."""
    try:
        apuntado = json.loads(_archivo_de_avance(edicion).read_text())
        return claves.index(apuntado["ultimo"]) + 1 if huella and apuntado["huella"] == huella else 0
    except (OSError, ValueError, TypeError, KeyError):
        return 0


def _escribir_listas(edicion: Edicion, procesos: int) -> None:
    series = consultas.todas_las_series()
    cerradas = {serie: serie.paginas_cerradas(edicion) for serie in series}
    tramos = [
        (serie, range(desde, min(desde + PAGINAS_JUNTAS, cuantas + 1)))
        for serie, cuantas in cerradas.items()
        for desde in range(1, cuantas + 1, PAGINAS_JUNTAS)
    ]
    meses = consultas.meses_con_boletines(edicion)
    for _ in repartir(escribir_lista, [*tramos, *meses], edicion, procesos):
        pass
    for serie, cuantas in cerradas.items():
        construccion.rematar(serie, cuantas, edicion)
    for ejercicio in consultas.ejercicios(edicion):
        construccion.escribir_ejercicio(ejercicio, edicion)


def escribir_lista(pieza: Mes | tuple[Serie, range], edicion: Edicion) -> None:
    """Un mes, o unas páginas seguidas de una lista."""
    if isinstance(pieza, Mes):
        construccion.escribir_un_mes(pieza.ejercicio, pieza.numero, edicion)
    else:
        construccion.escribir_tramo(*pieza, edicion)


def escribir_fijas(ahora: datetime) -> None:
    """Lo institucional de cada edición."""
    for edicion in ediciones(ahora):
        escribir_fijas_en(edicion)


def refrescar(ahora: datetime) -> None:
    """Cada hora, y al empezar el día: la agenda, el inicio, lo institucional y las páginas que ayer se llenaron.

    Deja apuntado el de mañana.
    """
    for edicion in ediciones(ahora):
        escribir_fijas_en(edicion)
        construccion.escribir_agenda_en(edicion)
        construccion.escribir_ejercicio(edicion.dia.year, edicion)
        for serie in consultas.todas_las_series():
            construccion.cerrar_paginas(serie, edicion)
    apuntar_el_dia_siguiente(ahora=ahora)


def escribir_fijas_en(edicion: Edicion) -> None:
    """Páginas institucionales, índices, identidad, mapa y `robots.txt`."""
    en = edicion.raiz
    _escribir_identidad(edicion)
    _escribir_tarjetas(edicion)
    for nombre in fijas.FIJAS:
        arbol.escribir_pagina(f"/{nombre}/", fijas.fija(nombre, edicion), en=en)
    arbol.escribir_pagina("/temas/", listas.indice_de_temas(edicion), en=en)
    arbol.escribir_pagina("/dependencias/", listas.indice_de_dependencias(edicion), en=en)
    arbol.escribir_pagina("/comunidades/", listas.indice_de_comunidades(edicion), en=en)
    arbol.escribir("sitemap-paginas.xml", canales_xml.mapa_de_paginas(consultas.todas_las_series()), en=en)
    arbol.escribir("robots.txt", canales_xml.robots(), en=en)
    if edicion.suspension:
        construccion.escribir_aviso(edicion)
    for serie in consultas.todas_las_series():
        if not (en / serie.ruta.strip("/") / "index.html").exists():  # una dependencia o comunidad nueva
            construccion.rematar(serie, serie.paginas_cerradas(edicion), edicion)


def _escribir_identidad(edicion: Edicion) -> None:
    """El escudo, y el logotipo sólo en la edición ordinaria: en suspensión no se ve ni por su dirección."""
    oficina = Oficina.objects.actual()
    arbol.escribir("favicon.ico", icono_de(oficina), en=edicion.raiz)
    imagenes = [oficina.escudo] if edicion.suspension else [oficina.escudo, oficina.logotipo]
    for imagen in imagenes:
        almacen: Storage = imagen.storage
        nombre = imagen.name or ""
        if nombre and almacen.exists(nombre):
            with almacen.open(nombre) as archivo:
                arbol.escribir(ruta_de_identidad(imagen), archivo.read(), en=edicion.raiz)


def _escribir_tarjetas(edicion: Edicion) -> None:
    """La imagen con que se comparte un boletín sin fotos: una por tema (1200×630)."""
    quien = sitio(edicion)
    for clave, nombre in Categoria.choices:
        datos = {"tema": nombre, "nombre": quien.nombre, "lugar": f"{quien.municipio}, {quien.entidad}".strip(", ")}
        arbol.escribir(ruta_de_tarjeta(clave), compilar_imagen("tarjeta.typ", datos), en=edicion.raiz)
