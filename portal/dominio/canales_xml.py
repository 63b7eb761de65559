"""RSS, Atom, mapa del sitio y `robots.txt`, con texto completo (GOV.UK y los reporteros los siguen)."""

from collections.abc import Sequence
from datetime import datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils import feedgenerator
from django.utils.html import escape, format_html_join
from django.utils.xmlutils import SimplerXMLGenerator

from boletines.models import Boletin
from nucleo.formato import CENTRO
from portal import consultas
from portal.dominio.paginas import FIJAS, fotos_publicas, sitio


def _feed(clase: type, boletines: Sequence[Boletin], ruta: str) -> str:
    quien = sitio()
    feed = clase(
        title=f"Boletines del {quien.nombre}",
        link=settings.BASE_URL + "/boletines/",
        language="es-mx",
        description=f"Comunicados oficiales de {quien.municipio}, {quien.entidad}",
        feed_url=settings.BASE_URL + ruta,
    )
    for boletin in boletines:
        feed.add_item(
            title=boletin.titulo,
            link=settings.BASE_URL + boletin.ruta_publica,
            unique_id=f"urn:boletin:{boletin.clave}",
            description=boletin.sumario,
            content=_cuerpo(boletin),
            pubdate=boletin.publicado_en,
            updateddate=boletin.publicado_en,
            categories=[boletin.get_categoria_display()],
            author_name=boletin.dependencia.nombre,
            enclosures=_foto(boletin),
        )
    return feed.writeString("utf-8")


def _cuerpo(boletin: Boletin) -> str:
    return format_html_join("", "<p>{}</p>", ((p,) for p in boletin.parrafos))


def _foto(boletin: Boletin) -> list[feedgenerator.Enclosure]:
    foto = next(iter(fotos_publicas(boletin)), None)
    return [feedgenerator.Enclosure(settings.BASE_URL + foto.src, "0", "image/jpeg")] if foto else []


def rss(ahora: datetime) -> str:
    return _feed(feedgenerator.Rss201rev2Feed, consultas.recientes(ahora, consultas.EN_FEED), "/feeds/boletines.rss")


def atom(ahora: datetime) -> str:
    return _feed(feedgenerator.Atom1Feed, consultas.recientes(ahora, consultas.EN_FEED), "/feeds/boletines.atom")


def _direcciones(rutas: Sequence[tuple[str, str]], etiqueta: str, hija: str) -> str:
    salida = StringIO()
    xml = SimplerXMLGenerator(salida, "utf-8")
    xml.startDocument()
    xml.startElement(etiqueta, AttributesImpl({"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}))
    for ruta, fecha in rutas:
        xml.startElement(hija, AttributesImpl({}))
        xml.addQuickElement("loc", settings.BASE_URL + ruta)
        if fecha:
            xml.addQuickElement("lastmod", fecha)
        xml.endElement(hija)
    xml.endElement(etiqueta)
    xml.endDocument()
    return salida.getvalue()


def mapa_del_ejercicio(ejercicio: int, ahora: datetime) -> str:
    """Un mapa por año: publicar sólo reescribe el del año en curso."""
    del_ejercicio = Boletin.objects.publicos(ahora).filter(ejercicio=ejercicio).order_by("publicado_en", "pk")
    filas = del_ejercicio.values_list("ejercicio", "slug", "publicado_en")
    return _direcciones(
        [(f"/boletines/{e}/{s}/", p.astimezone(CENTRO).date().isoformat()) for e, s, p in filas.iterator() if p],
        "urlset",
        "url",
    )


def indice_de_mapas(ahora: datetime) -> str:
    ejercicios = Boletin.objects.publicos(ahora).order_by("ejercicio").values_list("ejercicio", flat=True).distinct()
    mapas = [("/sitemap-paginas.xml", ""), *((f"/sitemap-{e}.xml", "") for e in ejercicios)]
    return _direcciones(mapas, "sitemapindex", "sitemap")


def mapa_de_paginas() -> str:
    fijas = ["/", "/boletines/", "/agenda/", "/galeria/", *(f"/{nombre}/" for nombre in FIJAS)]
    return _direcciones([(r, "") for r in fijas], "urlset", "url")


def robots() -> str:
    vedados = "".join(f"Disallow: {ruta}\n" for ruta in ("/oficina/", "/acceso/", "/r/"))
    return f"User-agent: *\n{vedados}Sitemap: {escape(settings.BASE_URL)}/sitemap.xml\n"
