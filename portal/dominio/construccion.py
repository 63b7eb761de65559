"""Qué archivos se escriben cuando algo cambia: un número fijo, sin importar el tamaño del archivo histórico."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from boletines.dominio.documento import pdf_de_boletin
from boletines.estados import Categoria, EstadoBoletin
from boletines.models import Boletin
from media_library.dominio.publico import escribir_publico
from nucleo.formato import CENTRO
from portal import consultas
from portal.dominio import arbol, canales_xml, paginas

ANCHOS = (320, 800, 1600)


def publicar_en_el_arbol(boletin: Boletin, ahora: datetime) -> None:
    """Escribe las fotos, el PDF y la página de un boletín público y las listas donde aparece.

    Si aún no es público no escribe nada suyo: la puerta decide, no quien llama.
    """
    if not Boletin.objects.publicos(ahora).filter(pk=boletin.pk).exists():
        return
    _escribir_boletin(consultas.publicos(ahora).get(pk=boletin.pk), ahora)
    _escribir_vecindad(boletin, ahora)


def retirar_del_arbol(boletin: Boletin, ahora: datetime) -> None:
    """Pone el aviso de retiro, borra sus fotos y lo saca de las listas."""
    arbol.escribir_retiro(boletin.ruta_publica, paginas.retirado(boletin, ahora))
    arbol.quitar_carpeta(f"medios/{boletin.clave}")
    _escribir_vecindad(boletin, ahora)


def _escribir_boletin(boletin: Boletin, ahora: datetime) -> None:
    for lugar, foto in enumerate(boletin.fotos.all(), start=1):
        for ancho in ANCHOS:
            for formato in ("webp", "jpg"):
                destino = arbol.raiz() / f"medios/{boletin.clave}/foto-{lugar}-w{ancho}.{formato}"
                escribir_publico(foto.evidencia, receta=f"w{ancho}.{formato}", destino=destino)
    arbol.escribir(f"{boletin.ruta_publica}boletin.pdf", pdf_de_boletin(boletin))
    arbol.escribir_pagina(boletin.ruta_publica, paginas.articulo(boletin, ahora))


def _escribir_vecindad(boletin: Boletin, ahora: datetime) -> None:
    """Las páginas donde se nota: inicio, lista, su página del archivo, su mes, su tema, feeds y mapa."""
    numero = consultas.lugar_en_el_archivo(boletin) // consultas.POR_PAGINA + 1
    _escribir_pagina_de_archivo(numero, ahora)
    if numero > 1:
        _escribir_pagina_de_archivo(numero - 1, ahora)
    dia = boletin.emitido_en.astimezone(CENTRO)
    arbol.escribir_pagina(f"/boletines/{dia.year}/{dia.month:02d}/", paginas.mes(dia.year, dia.month, ahora))
    arbol.escribir_pagina(f"/temas/{boletin.categoria}/", paginas.tema(boletin.categoria, ahora))
    arbol.escribir(f"sitemap-{dia.year}.xml", canales_xml.mapa_del_ejercicio(dia.year, ahora))
    escribir_portadas(ahora)


def _escribir_pagina_de_archivo(numero: int, ahora: datetime) -> None:
    arbol.escribir_pagina(f"/boletines/pagina/{numero}/", paginas.pagina_de_archivo(numero, ahora))


def escribir_portadas(ahora: datetime) -> None:
    """Inicio, lista, galería, sala de prensa y canales."""
    arbol.escribir("index.html", paginas.inicio(ahora))
    arbol.escribir_pagina("/boletines/", paginas.lista(ahora))
    arbol.escribir_pagina("/galeria/", paginas.galeria(ahora))
    arbol.escribir_pagina("/sala-de-prensa/", paginas.fija("sala-de-prensa", ahora))
    arbol.escribir("feeds/boletines.rss", canales_xml.rss(ahora))
    arbol.escribir("feeds/boletines.atom", canales_xml.atom(ahora))
    arbol.escribir("sitemap.xml", canales_xml.indice_de_mapas(ahora))


def escribir_agenda(ahora: datetime) -> None:
    """La agenda pública y el inicio, que muestra la semana."""
    arbol.escribir_pagina("/agenda/", paginas.agenda(ahora))
    arbol.escribir("index.html", paginas.inicio(ahora))


def escribir_fijas(ahora: datetime) -> None:
    """Páginas institucionales, temas, mapa y `robots.txt`."""
    for nombre in paginas.FIJAS:
        arbol.escribir_pagina(f"/{nombre}/", paginas.fija(nombre, ahora))
    for categoria in Categoria.values:
        arbol.escribir_pagina(f"/temas/{categoria}/", paginas.tema(categoria, ahora))
    arbol.escribir("sitemap-paginas.xml", canales_xml.mapa_de_paginas())
    arbol.escribir("robots.txt", canales_xml.robots())


def construir_todo(ahora: datetime, avisar: Callable[[int, int], None]) -> int:
    """Rehace el árbol entero desde la base; el contenido sin cambios queda idéntico. Devuelve cuántos boletines."""
    settings.DIR_PUBLICO.mkdir(parents=True, exist_ok=True)
    total = Boletin.objects.publicos(ahora).count()
    for hechos, boletin in enumerate(consultas.publicos(ahora).iterator(chunk_size=200), start=1):
        _escribir_boletin(boletin, ahora)
        if hechos % 50 == 0 or hechos == total:
            avisar(hechos, total)
    for boletin in Boletin.objects.filter(estado=EstadoBoletin.RETIRADO):
        arbol.escribir_retiro(boletin.ruta_publica, paginas.retirado(boletin, ahora))
    for numero in range(1, consultas.paginas_del_archivo() + 1):
        _escribir_pagina_de_archivo(numero, ahora)
    for mes in consultas.meses_con_boletines(ahora):
        arbol.escribir_pagina(mes.url, paginas.mes(mes.ejercicio, mes.numero, ahora))
        arbol.escribir(f"sitemap-{mes.ejercicio}.xml", canales_xml.mapa_del_ejercicio(mes.ejercicio, ahora))
    escribir_fijas(ahora)
    escribir_agenda(ahora)
    escribir_portadas(ahora)
    return total
