"""Rehacer el árbol entero desde la base: se puede interrumpir y sigue donde se quedó."""

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import time

from boletines.consultas.lo_que_salio import como_salieron
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from media_library.dominio.versiones.publico import DerivadoPendiente
from nucleo.archivos import escribir_entero
from portal.consultas.actualidad import algo_empezo_o_termino
from portal.consultas.boletines import con_todo
from portal.consultas.edicion import Edicion, ediciones
from portal.consultas.meses import Mes, ejercicios, meses_con_boletines
from portal.consultas.relacionados import Sucesion
from portal.consultas.series import PAGINAS_JUNTAS, Serie, todas_las_series
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.escritura import archivos, listas
from portal.dominio.escritura.boletin import (
    escribir_aviso,
    escribir_ejemplar,
    escribir_en,
    escribir_retiro,
    nunca_se_vio,
)
from portal.dominio.escritura.documentos import intentar_el_pdf
from portal.dominio.escritura.identidad import escribir_identidad, escribir_tarjetas
from portal.dominio.escritura.ordenes import apuntar_el_dia_siguiente
from portal.dominio.escritura.poa import escribir_ejes_en, escribir_poa_en
from portal.dominio.escritura.procesos import repartir
from portal.dominio.pintado import canales, fijas
from portal.dominio.pintado.listas import indice_de_comunidades, indice_de_dependencias, indice_de_temas
from portal.dominio.vocabulario import aprender

registro = logging.getLogger(__name__)
Avisar = Callable[[int, int], None]
SE_SIGUEN = timedelta(minutes=10)  # el doble de lo que tarda el tic: uno que llega tarde no pierde un acto
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
    with archivos.en_lote():
        escribir_fijas_en(edicion.al_momento())
        listas.escribir_agenda(edicion.al_momento())
        _escribir_boletines(edicion, avisar, huella, procesos)
        _escribir_retirados(edicion.al_momento())
        _escribir_listas(edicion, procesos)
        listas.escribir_portadas(edicion.al_momento())
        archivos.quitar_a_medias(empezo, en=edicion.raiz)
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


def escribir_trozo(claves: list[int], edicion: Edicion) -> None:
    """Unos boletines seguidos: lo que se ve, y el aviso neutro de lo que esta edición oculta."""
    sucesion = edicion.una_vez("sucesión", lambda: Sucesion(edicion))
    al_momento = edicion.al_momento()
    trozo = con_todo(Boletin.objects.filter(pk__in=claves).order_by("publicado_en", "pk"))
    for boletin in trozo:
        if edicion.permite(boletin):
            _escribir_uno(Ejemplar(boletin, al_momento, sucesion.relacionados))
            sucesion.recordar(boletin)
        else:
            escribir_en(al_momento, boletin)
    aprender(trozo, edicion.una_vez("palabras", set))


def _escribir_uno(ejemplar: Ejemplar) -> None:
    """Si le falta una versión de su foto se queda como estaba: los demás no esperan por él, y `verificar` lo dice."""
    intentar_el_pdf(ejemplar)
    try:
        escribir_ejemplar(ejemplar)
    except DerivadoPendiente:
        registro.exception("La página de %s no se rehízo", ejemplar.boletin.folio)


def _escribir_retirados(edicion: Edicion) -> None:
    for retirado in como_salieron(Boletin.objects.filter(estado=EstadoBoletin.RETIRADO)):
        if not nunca_se_vio(retirado):
            escribir_retiro(retirado, edicion)


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
    al_momento = edicion.al_momento()
    cerradas = {serie: serie.paginas_cerradas(al_momento) for serie in todas_las_series()}
    tramos = [
        (serie, range(desde, min(desde + PAGINAS_JUNTAS, cuantas + 1)))
        for serie, cuantas in cerradas.items()
        for desde in range(1, cuantas + 1, PAGINAS_JUNTAS)
    ]
    meses = meses_con_boletines(al_momento)
    for _ in repartir(escribir_lista, [*tramos, *meses], edicion, procesos):
        pass
    for serie, cuantas in cerradas.items():
        listas.escribir_el_final(serie, cuantas, edicion.al_momento())
    for ejercicio in ejercicios(al_momento):
        listas.escribir_ejercicio(ejercicio, edicion.al_momento())


def escribir_lista(pieza: Mes | tuple[Serie, range], edicion: Edicion) -> None:
    """Un mes, o unas páginas seguidas de una lista."""
    if isinstance(pieza, Mes):
        listas.escribir_un_mes(pieza.ejercicio, pieza.numero, edicion.al_momento())
    else:
        listas.escribir_tramo(*pieza, edicion.al_momento())


def escribir_agenda(ahora: datetime) -> None:
    """La agenda pública y donde se asoma, en cada edición."""
    for edicion in ediciones(ahora):
        listas.escribir_agenda(edicion)


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
        listas.escribir_agenda(edicion)
        listas.escribir_ejercicio(edicion.dia.year, edicion)
        for serie in todas_las_series():
            listas.cerrar_paginas(serie, edicion)
    apuntar_el_dia_siguiente(ahora=ahora)


def seguir_los_actos(ahora: datetime) -> bool:
    """Al empezar o terminar un acto, quita de la portada y de la sala de prensa lo que ya pasó."""
    if not algo_empezo_o_termino(ahora - SE_SIGUEN, ahora):
        return False
    for edicion in ediciones(ahora):
        listas.escribir_agenda(edicion)
    return True


def escribir_fijas_en(edicion: Edicion) -> None:
    """Páginas institucionales, índices, identidad, mapa y `robots.txt`."""
    en = edicion.raiz
    escribir_identidad(edicion)
    escribir_tarjetas(edicion)
    for nombre in fijas.FIJAS:
        archivos.escribir_pagina(f"/{nombre}/", fijas.fija(nombre, edicion), en=en)
    escribir_poa_en(edicion)
    escribir_ejes_en(edicion)
    archivos.escribir_pagina("/temas/", indice_de_temas(edicion), en=en)
    archivos.escribir_pagina("/dependencias/", indice_de_dependencias(edicion), en=en)
    archivos.escribir_pagina("/comunidades/", indice_de_comunidades(edicion), en=en)
    archivos.escribir("sitemap-paginas.xml", canales.mapa_de_paginas(todas_las_series()), en=en)
    archivos.escribir("robots.txt", canales.robots(), en=en)
    if edicion.suspension:
        escribir_aviso(edicion)
    for serie in todas_las_series():
        if not (en / serie.ruta.strip("/") / "index.html").exists():  # una dependencia o comunidad nueva
            listas.escribir_el_final(serie, serie.paginas_cerradas(edicion), edicion)
