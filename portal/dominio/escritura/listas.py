"""Las listas, los índices y las portadas: se escribe un número fijo de archivos, sin importar el tamaño del archivo."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from boletines.models import Boletin
from nucleo.texto.formato import CENTRO
from portal.consultas.boletines import adelantar, lectura_de_con_fotos, lectura_de_noticias
from portal.consultas.edicion import Edicion
from portal.consultas.meses import lectura_del_mes
from portal.consultas.series import POR_PAGINA, Serie, contar_de_una_vez, series_de, todas_las_series
from portal.consultas.videos import lleva_video
from portal.dominio.escritura import archivos
from portal.dominio.escritura.poa import escribir_ejes_de
from portal.dominio.pintado import canales, datos, fijas, listas, portada


def escribir_donde_se_nota(boletin: Boletin, edicion: Edicion) -> None:
    """Las páginas donde se nota: inicio, sus listas y sus canales, su mes, su año y lo que lo junta."""
    dia = boletin.emitido_en.astimezone(CENTRO)
    _leer_lo_que_piden(series_de(boletin), dia, edicion)
    for serie in series_de(boletin):
        _escribir_cabeza(serie, edicion)
        numero = serie.lugar(boletin, edicion) // POR_PAGINA + 1
        if numero <= serie.paginas_cerradas(edicion):
            escribir_tramo(serie, range(numero, numero + 1), edicion)
    escribir_un_mes(dia.year, dia.month, edicion)
    escribir_ejercicio(dia.year, edicion)
    escribir_videos(boletin, edicion)
    escribir_ejes_de(boletin, edicion)
    if dia.year != edicion.dia.year:  # el año que corre ya está en el mapa y en los datos desde que empezó
        escribir_indices_de_ejercicios(edicion)
    escribir_portadas(edicion)


def escribir_videos(boletin: Boletin, edicion: Edicion) -> None:
    """La página de videos, si el boletín se ve o se veía en ella."""
    if lleva_video(boletin):
        archivos.escribir_pagina("/videos/", fijas.fija("videos", edicion), en=edicion.raiz)


def _leer_lo_que_piden(series: Sequence[Serie], dia: datetime, edicion: Edicion) -> None:
    """Todas esas páginas comparten boletines: se leen juntos y una vez."""
    contar_de_una_vez(series, edicion)
    adelantar(
        [
            *(lectura for serie in series for lectura in serie.lecturas(edicion)),
            lectura_del_mes(dia.year, dia.month, edicion),
            lectura_de_con_fotos(edicion),
            lectura_de_noticias(edicion),
        ],
        edicion,
    )


def escribir_un_mes(ejercicio: int, mes: int, edicion: Edicion) -> None:
    archivos.escribir_pagina(f"/boletines/{ejercicio}/{mes:02d}/", listas.mes(ejercicio, mes, edicion), en=edicion.raiz)


def escribir_ejercicio(ejercicio: int, edicion: Edicion) -> None:
    """Lo que junta un año: su índice, su mapa y sus datos abiertos."""
    en = edicion.raiz
    archivos.escribir_pagina(f"/boletines/{ejercicio}/", listas.anio(ejercicio, edicion), en=en)
    archivos.escribir(f"sitemap-{ejercicio}.xml", canales.mapa_del_ejercicio(ejercicio, edicion), en=en)
    filas = datos.renglones_del_ejercicio(ejercicio, edicion)
    archivos.escribir(f"datos/boletines-{ejercicio}.csv", datos.en_csv(filas), en=en)
    archivos.escribir(f"datos/boletines-{ejercicio}.json", datos.en_json(filas), en=en)


def escribir_paginas(serie: Serie, edicion: Edicion, *, desde: int = 1) -> None:
    """Las páginas cerradas de una lista desde un número, y la cabeza; borra las que ya no se llenan."""
    cerradas = serie.paginas_cerradas(edicion)
    escribir_tramo(serie, range(desde, cerradas + 1), edicion)
    escribir_el_final(serie, cerradas, edicion)


def cerrar_paginas(serie: Serie, edicion: Edicion) -> None:
    """Al empezar el día: escribe las páginas que se llenaron ayer y quita de la cabeza lo que ya está en ellas."""
    cerradas = escritas = serie.paginas_cerradas(edicion)
    while escritas and not _archivo_de_pagina(serie, escritas, edicion).exists():
        escritas -= 1
    if escritas < cerradas or not (edicion.raiz / serie.ruta.strip("/") / "index.html").exists():
        escribir_paginas(serie, edicion, desde=escritas + 1)


def paginas_sin_escribir(ahora: datetime) -> list[str]:
    """Las páginas a las que lleva «Más antiguos» y que nadie escribió: sus boletines no se alcanzan desde su lista."""
    edicion, series = Edicion.vigente(ahora), todas_las_series()
    contar_de_una_vez(series, edicion)
    return [
        f"{serie.ruta}pagina/{numero}/"
        for serie in series
        for numero in range(1, serie.paginas_cerradas(edicion) + 1)
        if not _archivo_de_pagina(serie, numero, edicion).exists()
    ]


def _archivo_de_pagina(serie: Serie, numero: int, edicion: Edicion) -> Path:
    return edicion.raiz / f"{serie.ruta.strip('/')}/pagina/{numero}/index.html"


def escribir_tramo(serie: Serie, numeros: range, edicion: Edicion) -> None:
    """Unas páginas cerradas seguidas de una lista, leídas de una vez."""
    for numero, boletines in serie.por_paginas(numeros, edicion):
        html = listas.pagina(serie, numero, boletines, edicion)
        archivos.escribir_pagina(f"{serie.ruta}pagina/{numero}/", html, en=edicion.raiz)


def escribir_el_final(serie: Serie, cerradas: int, edicion: Edicion) -> None:
    """La cabeza de una lista; borra las páginas que ya no se llenan."""
    sobra = cerradas + 1
    while _archivo_de_pagina(serie, sobra, edicion).parent.is_dir():
        archivos.quitar_carpeta(f"{serie.ruta}pagina/{sobra}", en=edicion.raiz)
        sobra += 1
    _escribir_cabeza(serie, edicion)


def _escribir_cabeza(serie: Serie, edicion: Edicion) -> None:
    archivos.escribir_pagina(serie.ruta, listas.cabeza(serie, edicion), en=edicion.raiz)
    ultimos = serie.ultimos(edicion)
    archivos.escribir(f"{serie.canal}.rss", canales.rss(serie, ultimos, edicion), en=edicion.raiz)
    archivos.escribir(f"{serie.canal}.atom", canales.atom(serie, ultimos, edicion), en=edicion.raiz)


def escribir_portadas(edicion: Edicion) -> None:
    """Inicio, galería, sala de prensa y los mapas para los buscadores."""
    en = edicion.raiz
    archivos.escribir("index.html", portada.inicio(edicion), en=en)
    archivos.escribir_pagina("/galeria/", listas.galeria(edicion), en=en)
    archivos.escribir_pagina("/sala-de-prensa/", fijas.fija("sala-de-prensa", edicion), en=en)
    archivos.escribir("sitemap.xml", canales.indice_de_mapas(edicion), en=en)
    archivos.escribir("sitemap-noticias.xml", canales.mapa_de_noticias(edicion), en=en)


def escribir_indices_de_ejercicios(edicion: Edicion) -> None:
    """El mapa y los datos abiertos, que nombran cada año con boletines."""
    for nombre in ("mapa", "datos"):
        archivos.escribir_pagina(f"/{nombre}/", fijas.fija(nombre, edicion), en=edicion.raiz)


def escribir_correcciones(edicion: Edicion) -> None:
    """La página que junta lo corregido y lo retirado."""
    archivos.escribir_pagina("/correcciones/", fijas.fija("correcciones", edicion), en=edicion.raiz)


def escribir_agenda(edicion: Edicion) -> None:
    """La agenda pública y donde se asoma: la sala de prensa y el inicio, que muestra la semana."""
    archivos.escribir_pagina("/agenda/", portada.agenda(edicion), en=edicion.raiz)
    archivos.escribir_pagina("/sala-de-prensa/", fijas.fija("sala-de-prensa", edicion), en=edicion.raiz)
    archivos.escribir("index.html", portada.inicio(edicion), en=edicion.raiz)
    archivos.escribir("sitemap-noticias.xml", canales.mapa_de_noticias(edicion), en=edicion.raiz)
