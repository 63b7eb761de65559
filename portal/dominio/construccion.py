"""Qué archivos se escriben cuando algo cambia: un número fijo, sin importar el tamaño del archivo histórico."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from boletines.dominio.textos import texto_sencillo
from boletines.models import Boletin
from media_library.dominio.versiones.publico import DerivadoPendiente, bytes_publicos
from nucleo.formato import CENTRO
from portal import consultas
from portal.consultas import POR_PAGINA, Serie
from portal.consultas_relacionados import que_lo_relacionan
from portal.consultas_videos import lleva_video
from portal.dominio import arbol, canales_xml, datos, documentos
from portal.dominio.actualizar import apuntar_lo_de_despues
from portal.dominio.paginas import articulo, fijas, listas, portada
from portal.dominio.paginas.cortes import archivos_de_cortes, subtitulos_de_cortes
from portal.dominio.paginas.despues import pdf_publico, ruta_de_la_tarjeta, ruta_del_pdf, ruta_del_word
from portal.dominio.paginas.fotos import archivos_de_fotos
from portal.dominio.prensa import MANIFIESTO, manifiesto
from portal.dominio.vocabulario import aprender
from portal.edicion import Edicion, ediciones

AVISO = "periodo-de-suspension/index.html"


def _ediciones_de_un_tiron(ahora: datetime) -> list[Edicion]:
    """Las ediciones para escribir un solo boletín: viven un instante y recuerdan lo que varias páginas preguntan."""
    todas = ediciones(ahora)
    for edicion in todas:
        edicion.memoria["lecturas"] = {}
    return todas


def publicar_en_el_arbol(boletin: Boletin, ahora: datetime, *, reloj: Callable[[], datetime] | None = None) -> None:
    """Escribe las fotos y la página de un boletín público y, con ella ya escrita, las listas donde aparece.

    Si aún no es público no escribe nada suyo: la puerta decide, no quien llama. Cuándo quedó lo dice `reloj`, que
    corre mientras se escribe: quien manda lo nuevo por correo no se salta lo que tardó.
    """
    if not Boletin.objects.con_su_hora(ahora).filter(pk=boletin.pk).exists():
        return
    aprender([boletin])
    todas = _ediciones_de_un_tiron(ahora)
    for edicion in todas:
        escribir_boletin(boletin, edicion)
    Boletin.objects.apuntar_en_portal(boletin, reloj() if reloj else ahora)
    for edicion in todas:
        _escribir_vecindad(boletin, edicion)
    apuntar_lo_de_despues(boletin, ahora=ahora)


def retirar_del_arbol(boletin: Boletin, ahora: datetime) -> None:
    """Pone el aviso de retiro, borra sus fotos y lo saca de las listas y de los relacionados, en cada edición."""
    if nunca_se_vio(boletin):
        return
    for edicion in _ediciones_de_un_tiron(ahora):
        escribir_retiro(boletin, edicion)
        for siguiente in que_lo_relacionan(boletin, edicion):
            arbol.escribir_pagina(siguiente.ruta_publica, articulo.articulo(siguiente, edicion), en=edicion.raiz)
        _escribir_vecindad(boletin, edicion)


def reescribir_por_derechos(boletin: Boletin, ahora: datetime) -> None:
    """Cambió qué fotos o cortes pueden verse: se escribe otra vez el boletín y todo donde se asoma su foto.

    Si falta la versión difuminada, lo que estaba a la vista se quita ya y el envío espera (`DerivadoPendiente`).
    """
    if not Boletin.objects.emitidos_al(ahora).filter(pk=boletin.pk).exists():
        return
    for edicion in _ediciones_de_un_tiron(ahora):
        try:
            escribir_boletin(boletin, edicion)
        except DerivadoPendiente:
            _esconder_medios(boletin, edicion)
            raise
        for siguiente in que_lo_relacionan(boletin, edicion):
            arbol.escribir_pagina(siguiente.ruta_publica, articulo.articulo(siguiente, edicion), en=edicion.raiz)
        _escribir_vecindad(boletin, edicion)
    apuntar_lo_de_despues(boletin, ahora=ahora)


def _esconder_medios(boletin: Boletin, edicion: Edicion) -> None:
    arbol.quitar_carpeta(f"medios/{boletin.clave}", en=edicion.raiz)
    arbol.dejar_solo(boletin.ruta_publica, set(), en=edicion.raiz, como="*.pdf")
    arbol.dejar_solo(f"{boletin.ruta_publica}prensa", set(), en=edicion.raiz, como="*.docx")


def redecidir(boletin: Boletin, ahora: datetime) -> None:
    """Cambió si un boletín se ve en la suspensión: se escribe u oculta ahí, y sus páginas se vuelven a numerar."""
    if not Boletin.objects.emitidos_al(ahora).filter(pk=boletin.pk).exists():
        return
    for edicion in _ediciones_de_un_tiron(ahora):
        escribir_boletin(boletin, edicion)
        _escribir_vecindad(boletin, edicion)
        if edicion.suspension:
            for serie in consultas.series_de(boletin):
                escribir_paginas(serie, edicion, desde=serie.lugar(boletin, edicion) // POR_PAGINA + 1)
    apuntar_lo_de_despues(boletin, ahora=ahora)


def nunca_se_vio(boletin: Boletin) -> bool:
    """Se retiró antes de que venciera su embargo: ni su dirección se debe conocer."""
    return bool(boletin.embargo_hasta and boletin.retirado_en and boletin.retirado_en < boletin.embargo_hasta)


def escribir_retiro(boletin: Boletin, edicion: Edicion) -> None:
    """El aviso de retiro. En suspensión, lo que estaba oculto sigue con el aviso neutro de antes."""
    if edicion.suspension and not edicion.suspension.permite(boletin):
        _ocultar(boletin, edicion)
        return
    arbol.escribir_retiro(boletin.ruta_publica, articulo.retirado(boletin, edicion), en=edicion.raiz)
    arbol.quitar_carpeta(f"medios/{boletin.clave}", en=edicion.raiz)


def escribir_boletin(boletin: Boletin, edicion: Edicion) -> None:
    """La página, las fotos y el paquete de prensa; si la edición lo oculta, el aviso neutro en su lugar."""
    visible = consultas.con_todo(edicion.por_escribir().filter(pk=boletin.pk)).first()
    if visible is None:
        _ocultar(boletin, edicion)
    else:
        escribir_visible(visible, edicion)


def escribir_visible(boletin: Boletin, edicion: Edicion) -> None:
    """Lo de un boletín que esta edición sí muestra, sin las fotos ni los cortes que en este momento no pueden verse.

    Ninguna página espera al PDF, al Word ni a la tarjeta: se escribe sin ellos, y otra vez cuando el PDF ya está.
    Los archivos que ya nadie usa se borran al final, cuando la página ya no los nombra.
    """
    medios = _escribir_medios(boletin, edicion)
    arbol.escribir(f"{boletin.ruta_publica}prensa/boletin.txt", texto_sencillo(boletin), en=edicion.raiz)
    _escribir_sus_paginas(boletin, edicion)
    if documentos.intentar_el_pdf(boletin, edicion):
        _escribir_sus_paginas(boletin, edicion)
    arbol.dejar_solo(f"medios/{boletin.clave}", medios, en=edicion.raiz)
    if not pdf_publico(boletin, edicion):
        (edicion.raiz / f"{boletin.ruta_publica.strip('/')}/boletin.pdf").unlink(missing_ok=True)
    for carpeta, ruta, como in (
        (boletin.ruta_publica, ruta_de_la_tarjeta(boletin, edicion), "tarjeta-*.png"),
        (boletin.ruta_publica, ruta_del_pdf(boletin, edicion), "boletin-*.pdf"),
        (f"{boletin.ruta_publica}prensa/", ruta_del_word(boletin, edicion), "*.docx"),
    ):
        arbol.dejar_solo(carpeta, {Path(ruta).name}, en=edicion.raiz, como=como)


def _escribir_sus_paginas(boletin: Boletin, edicion: Edicion) -> None:
    prensa = f"{boletin.ruta_publica}prensa/"
    arbol.escribir(f"{prensa}{MANIFIESTO}", manifiesto(boletin, edicion), en=edicion.raiz)
    arbol.escribir_pagina(prensa, articulo.prensa(boletin, edicion), en=edicion.raiz)
    arbol.escribir_pagina(boletin.ruta_publica, articulo.articulo(boletin, edicion), en=edicion.raiz)


def _escribir_medios(boletin: Boletin, edicion: Edicion) -> set[str]:
    """Escribe las fotos y los cortes en la carpeta al azar del boletín; devuelve sus nombres."""
    carpeta = f"medios/{boletin.clave}"
    piezas = [*archivos_de_fotos(boletin, edicion.ahora), *archivos_de_cortes(boletin, edicion.ahora)]
    for nombre, evidencia, receta in piezas:
        arbol.escribir(f"{carpeta}/{nombre}", bytes_publicos(evidencia, receta=receta), en=edicion.raiz)
    subtitulos = subtitulos_de_cortes(boletin, edicion.ahora)
    for nombre, texto in subtitulos.items():
        arbol.escribir(f"{carpeta}/{nombre}", texto, en=edicion.raiz)
    return {nombre for nombre, _, _ in piezas} | subtitulos.keys()


def _ocultar(boletin: Boletin, edicion: Edicion) -> None:
    """El mismo aviso en todas las direcciones ocultas. Lo que nunca estuvo a la vista no recibe ni aviso."""
    arbol.quitar_carpeta(f"medios/{boletin.clave}", en=edicion.raiz)
    if edicion.suspension is None or boletin.emitido_en >= edicion.suspension.inicio:
        arbol.quitar_carpeta(boletin.ruta_publica, en=edicion.raiz)
        return
    modelo = edicion.raiz / AVISO
    if not modelo.exists():
        escribir_aviso(edicion)
    arbol.enlazar(f"{boletin.ruta_publica}index.html", modelo, en=edicion.raiz)
    arbol.vaciar(boletin.ruta_publica, menos="index.html", en=edicion.raiz)


def escribir_aviso(edicion: Edicion) -> None:
    """La página que dice que corre la suspensión; su archivo es el que se ve en cada dirección oculta."""
    arbol.escribir(AVISO, portada.suspendido(edicion), en=edicion.raiz)


def _escribir_vecindad(boletin: Boletin, edicion: Edicion) -> None:
    """Las páginas donde se nota: inicio, sus tres listas, su mes, su año, canales, datos y mapa."""
    for serie in consultas.series_de(boletin):
        _escribir_cabeza(serie, edicion)
        numero = serie.lugar(boletin, edicion) // POR_PAGINA + 1
        if numero <= serie.paginas_cerradas(edicion):
            escribir_tramo(serie, range(numero, numero + 1), edicion)
    dia = boletin.emitido_en.astimezone(CENTRO)
    escribir_un_mes(dia.year, dia.month, edicion)
    escribir_ejercicio(dia.year, edicion)
    if lleva_video(boletin):
        arbol.escribir_pagina("/videos/", fijas.fija("videos", edicion), en=edicion.raiz)
    escribir_portadas(edicion)


def escribir_un_mes(ejercicio: int, mes: int, edicion: Edicion) -> None:
    arbol.escribir_pagina(f"/boletines/{ejercicio}/{mes:02d}/", listas.mes(ejercicio, mes, edicion), en=edicion.raiz)


def escribir_ejercicio(ejercicio: int, edicion: Edicion) -> None:
    """Lo que junta un año: su índice, su mapa y sus datos abiertos."""
    en = edicion.raiz
    arbol.escribir_pagina(f"/boletines/{ejercicio}/", listas.anio(ejercicio, edicion), en=en)
    arbol.escribir(f"sitemap-{ejercicio}.xml", canales_xml.mapa_del_ejercicio(ejercicio, edicion), en=en)
    filas = datos.renglones_del_ejercicio(ejercicio, edicion)
    arbol.escribir(f"datos/boletines-{ejercicio}.csv", datos.en_csv(filas), en=en)
    arbol.escribir(f"datos/boletines-{ejercicio}.json", datos.en_json(filas), en=en)


def escribir_paginas(serie: Serie, edicion: Edicion, *, desde: int = 1) -> None:
    """Las páginas cerradas de una lista desde un número, y la cabeza; borra las que ya no se llenan."""
    cerradas = serie.paginas_cerradas(edicion)
    escribir_tramo(serie, range(desde, cerradas + 1), edicion)
    rematar(serie, cerradas, edicion)


def cerrar_paginas(serie: Serie, edicion: Edicion) -> None:
    """Al empezar el día: escribe las páginas que se llenaron ayer y quita de la cabeza lo que ya está en ellas."""
    cerradas = escritas = serie.paginas_cerradas(edicion)
    while escritas and not _archivo_de_pagina(serie, escritas, edicion).exists():
        escritas -= 1
    if escritas < cerradas or not (edicion.raiz / serie.ruta.strip("/") / "index.html").exists():
        escribir_paginas(serie, edicion, desde=escritas + 1)


def _archivo_de_pagina(serie: Serie, numero: int, edicion: Edicion) -> Path:
    return edicion.raiz / f"{serie.ruta.strip('/')}/pagina/{numero}/index.html"


def escribir_tramo(serie: Serie, numeros: range, edicion: Edicion) -> None:
    """Unas páginas cerradas seguidas de una lista, leídas de una vez."""
    for numero, boletines in serie.por_paginas(numeros, edicion):
        html = listas.pagina(serie, numero, boletines, edicion)
        arbol.escribir_pagina(f"{serie.ruta}pagina/{numero}/", html, en=edicion.raiz)


def rematar(serie: Serie, cerradas: int, edicion: Edicion) -> None:
    """La cabeza de una lista; borra las páginas que ya no se llenan."""
    sobra = cerradas + 1
    while _archivo_de_pagina(serie, sobra, edicion).parent.is_dir():
        arbol.quitar_carpeta(f"{serie.ruta}pagina/{sobra}", en=edicion.raiz)
        sobra += 1
    _escribir_cabeza(serie, edicion)


def _escribir_cabeza(serie: Serie, edicion: Edicion) -> None:
    arbol.escribir_pagina(serie.ruta, listas.cabeza(serie, edicion), en=edicion.raiz)
    ultimos = serie.ultimos(edicion)
    arbol.escribir(f"{serie.canal}.rss", canales_xml.rss(serie, ultimos, edicion), en=edicion.raiz)
    arbol.escribir(f"{serie.canal}.atom", canales_xml.atom(serie, ultimos, edicion), en=edicion.raiz)


def escribir_portadas(edicion: Edicion) -> None:
    """Inicio, galería, sala de prensa y mapas; el mapa y los datos sólo cambian con el año."""
    en = edicion.raiz
    arbol.escribir("index.html", portada.inicio(edicion), en=en)
    arbol.escribir_pagina("/galeria/", listas.galeria(edicion), en=en)
    for nombre in ("sala-de-prensa", "mapa", "datos", "correcciones"):
        arbol.escribir_pagina(f"/{nombre}/", fijas.fija(nombre, edicion), en=en)
    arbol.escribir("sitemap.xml", canales_xml.indice_de_mapas(edicion), en=en)
    arbol.escribir("sitemap-noticias.xml", canales_xml.mapa_de_noticias(edicion), en=en)


def escribir_agenda(ahora: datetime) -> None:
    """La agenda pública y el inicio, que muestra la semana, en cada edición."""
    for edicion in ediciones(ahora):
        escribir_agenda_en(edicion)


def escribir_agenda_en(edicion: Edicion) -> None:
    arbol.escribir_pagina("/agenda/", portada.agenda(edicion), en=edicion.raiz)
    arbol.escribir_pagina("/sala-de-prensa/", fijas.fija("sala-de-prensa", edicion), en=edicion.raiz)
    arbol.escribir("index.html", portada.inicio(edicion), en=edicion.raiz)
    arbol.escribir("sitemap-noticias.xml", canales_xml.mapa_de_noticias(edicion), en=edicion.raiz)
