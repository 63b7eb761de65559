"""RSS, Atom, mapas del sitio y `robots.txt`, con texto completo (GOV.UK y los reporteros los siguen)."""

from collections.abc import Sequence
from datetime import datetime
from io import StringIO
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils import feedgenerator
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from boletines.models import Boletin
from boletines.models.folio import ruta_de
from nucleo.texto.controles import sin_controles
from nucleo.texto.formato import CENTRO
from portal.consultas.boletines import de_dos_dias
from portal.consultas.edicion import Edicion
from portal.consultas.identidad import sitio
from portal.consultas.meses import ejercicios
from portal.consultas.series import Serie
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.pintado.datos import leidos_del_ejercicio
from portal.dominio.pintado.fijas import FIJAS

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NOTICIAS = "http://www.google.com/schemas/sitemap-news/0.9"
CONTENIDO = "http://purl.org/rss/1.0/modules/content/"


class _ConFecha(feedgenerator.SyndicationFeed):
    """La fecha de su último cambio, que también es un retiro: nunca retrocede.

    Un canal vacío lleva la de la oficina, no la hora en que se escribió: rehacerlo da lo mismo.
    """

    def latest_post_date(self) -> datetime:
        ultima = self.feed["vacio_desde"]
        if self.items:
            ultima = super().latest_post_date()
        return max(filter(None, (ultima, self.feed["retirado_en"])))


class RssConTexto(_ConFecha, feedgenerator.Rss201rev2Feed):
    """RSS 2.0 con el texto completo en `content:encoded`; Django sólo escribe el resumen."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:content": CONTENIDO}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class AtomConTexto(_ConFecha, feedgenerator.Atom1Feed):
    """Atom con el texto completo en `content`."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def _feed(clase: type, extension: str, serie: Serie, boletines: Sequence[Boletin], edicion: Edicion) -> str:
    quien = sitio(edicion)
    de_quien = f"Comunicados oficiales de {quien.municipio}, {quien.entidad}"
    feed = clase(
        title=f"{serie.titulo} · {quien.nombre}",
        link=settings.BASE_URL + serie.ruta,
        language="es-mx",
        description=escape(de_quien) if extension == "rss" else de_quien,  # el subtítulo de Atom es texto
        feed_url=f"{settings.BASE_URL}{serie.canal}.{extension}",
        vacio_desde=quien.configurado_en or edicion.ahora,
        retirado_en=serie.ultimo_retiro(edicion),
    )
    for boletin in boletines:
        ejemplar = Ejemplar.de(boletin, edicion)
        feed.add_item(
            title=sin_controles(boletin.titulo),
            link=settings.BASE_URL + boletin.ruta_publica,
            unique_id=f"urn:boletin:{boletin.clave}",
            # RSS 2.0 y Atom con `type="html"`: lo que va aquí se lee como HTML, así que el texto se escapa.
            description=escape(sin_controles(ejemplar.descripcion)),
            content=ejemplar.cuerpo_html,
            pubdate=boletin.publicado_en,
            updateddate=ejemplar.actualizado_en,
            categories=[boletin.get_tema_display()],
            author_name=boletin.dependencia.nombre,
            enclosures=_foto(ejemplar),
        )
    return feed.writeString("utf-8")


def _foto(ejemplar: Ejemplar) -> list[feedgenerator.Enclosure]:
    foto = ejemplar.en_lista
    return [feedgenerator.Enclosure(settings.BASE_URL + foto.src, "0", "image/jpeg")] if foto else []


def rss(serie: Serie, boletines: Sequence[Boletin], edicion: Edicion) -> str:
    return _feed(RssConTexto, "rss", serie, boletines, edicion)


def atom(serie: Serie, boletines: Sequence[Boletin], edicion: Edicion) -> str:
    return _feed(AtomConTexto, "atom", serie, boletines, edicion)


def _direcciones(rutas: Sequence[tuple[str, str]], etiqueta: str, hija: str) -> str:
    salida = StringIO()
    xml = SimplerXMLGenerator(salida, "utf-8")
    xml.startDocument()
    xml.startElement(etiqueta, AttributesImpl({"xmlns": SITEMAP}))
    for ruta, fecha in rutas:
        xml.startElement(hija, AttributesImpl({}))
        xml.addQuickElement("loc", settings.BASE_URL + ruta)
        if fecha:
            xml.addQuickElement("lastmod", fecha)
        xml.endElement(hija)
    xml.endElement(etiqueta)
    xml.endDocument()
    return salida.getvalue()


def mapa_del_ejercicio(ejercicio: int, edicion: Edicion) -> str:
    """Un mapa por año: publicar sólo reescribe el del año en curso."""
    rutas = [
        (ruta_de(leido["ejercicio"], leido["slug"]), leido["actualizado_en"].astimezone(CENTRO).date().isoformat())
        for leido in leidos_del_ejercicio(ejercicio, edicion)
    ]
    return _direcciones(rutas, "urlset", "url")


def mapa_de_noticias(edicion: Edicion) -> str:
    """Lo publicado en las últimas 48 horas, en el formato de noticias de los buscadores."""
    salida, quien = StringIO(), sitio(edicion)
    xml = SimplerXMLGenerator(salida, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": SITEMAP, "xmlns:news": NOTICIAS}))
    for boletin in de_dos_dias(edicion):
        xml.startElement("url", AttributesImpl({}))
        xml.addQuickElement("loc", settings.BASE_URL + boletin.ruta_publica)
        xml.startElement("news:news", AttributesImpl({}))
        xml.startElement("news:publication", AttributesImpl({}))
        xml.addQuickElement("news:name", quien.nombre)
        xml.addQuickElement("news:language", "es")
        xml.endElement("news:publication")
        xml.addQuickElement("news:publication_date", boletin.emitido_en.astimezone(CENTRO).isoformat())
        xml.addQuickElement("news:title", sin_controles(boletin.titulo))
        xml.endElement("news:news")
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return salida.getvalue()


def indice_de_mapas(edicion: Edicion) -> str:
    fijos = [("/sitemap-paginas.xml", ""), ("/sitemap-noticias.xml", "")]
    por_ano = [(f"/sitemap-{ejercicio}.xml", "") for ejercicio in reversed(ejercicios(edicion))]
    return _direcciones([*fijos, *por_ano], "sitemapindex", "sitemap")


def mapa_de_paginas(series: Sequence[Serie]) -> str:
    rutas = [
        "/",
        "/agenda/",
        "/galeria/",
        "/temas/",
        "/dependencias/",
        "/comunidades/",
        "/mapa/",
        "/datos/",
        "/suscripcion/",
        "/transparencia/poa/",
        "/plan-municipal/",
    ]
    rutas += [f"/{nombre}/" for nombre in FIJAS] + [serie.ruta for serie in series]
    return _direcciones([(r, "") for r in rutas], "urlset", "url")


def robots() -> str:
    vedados = "".join(f"Disallow: {ruta}\n" for ruta in ("/oficina/", "/acceso/", "/r/", "/buscar"))
    base = escape(settings.BASE_URL)
    return f"User-agent: *\n{vedados}Sitemap: {base}/sitemap.xml\nSitemap: {base}/sitemap-noticias.xml\n"
