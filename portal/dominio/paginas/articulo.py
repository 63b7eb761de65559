"""La página de un boletín, su aviso de retiro y su paquete de prensa."""

from typing import Any

from django.conf import settings

from boletines.dominio.textos import texto_sencillo
from boletines.models import Boletin, Correccion
from nucleo.formato import CENTRO
from portal import consultas
from portal.consultas_relacionados import relacionados
from portal.dominio.paginas.cortes import cortes_publicos
from portal.dominio.paginas.despues import pdf_publico, ruta_de_la_tarjeta, ruta_del_word, si_esta
from portal.dominio.paginas.fotos import FotoPublica, fotos_de_la_pagina, tarjetas
from portal.dominio.paginas.marco import Sitio, json_ld, pintar, sitio
from portal.edicion import Edicion


def correcciones(boletin: Boletin) -> list[Correccion]:
    """Las correcciones publicadas del boletín, de la última a la primera."""
    return list(boletin.correcciones.all())


def articulo(boletin: Boletin, edicion: Edicion, *, fotos: list[FotoPublica] | None = None) -> str:
    """La página de un boletín. Sin dirección todavía es una vista previa: trae sus `fotos` y no ofrece descargas."""
    es_previa = not boletin.ruta_publica
    fotos = fotos_de_la_pagina(boletin, edicion.ahora) if fotos is None else fotos
    quien, hechas = sitio(edicion), correcciones(boletin)
    imagen = imagen_social(boletin, fotos, edicion)
    return pintar(
        "articulo.html",
        edicion,
        sitio=quien,
        seccion="boletines",
        boletin=boletin,
        fotos=fotos,
        principal=next(iter(fotos), None),
        otras=fotos[1:],
        cortes=[] if es_previa else [publico for publico, _ in cortes_publicos(boletin, edicion.ahora)],
        correcciones=hechas,
        es_previa=es_previa,
        actualizada_en=hechas[0].corregido_en if hechas else boletin.publicado_en,
        relacionados=tarjetas(relacionados(boletin, edicion), edicion.ahora),
        dependencia=consultas.Dependencias.ruta(boletin.dependencia),
        comunidad=consultas.Comunidades.ruta(boletin.comunidad) if boletin.comunidad else "",
        url=settings.BASE_URL + boletin.ruta_publica,
        datos=json_ld(_datos_estructurados(boletin, fotos, quien, hechas, imagen)),
        pdf="" if es_previa else pdf_publico(boletin, edicion),
        prensa=f"{boletin.ruta_publica}prensa/",
        imagen_social=imagen,
        texto_de_imagen=fotos[0].texto_alternativo if fotos else boletin.titulo,
    )


def imagen_social(boletin: Boletin, fotos: list[FotoPublica], edicion: Edicion) -> str:
    """La foto principal a la medida de las redes (1200×630); sin fotos, su tarjeta y, mientras se hace, la del tema."""
    if fotos:
        return settings.BASE_URL + fotos[0].recorte("og")
    propia = si_esta(ruta_de_la_tarjeta(boletin, edicion), edicion)
    return settings.BASE_URL + (propia or ruta_de_tarjeta(boletin.categoria))


def _imagenes(fotos: list[FotoPublica], imagen: str) -> list[str]:
    """La principal en 16:9, 4:3 y 1:1, que Google recomienda para NewsArticle, y las demás enteras."""
    if not fotos:
        return [imagen]
    rutas = [*(fotos[0].recorte(cual) for cual in ("16x9", "4x3", "1x1")), *(f.grande for f in fotos[1:])]
    return [settings.BASE_URL + ruta for ruta in dict.fromkeys(rutas)]


def ruta_de_tarjeta(categoria: str) -> str:
    return f"/identidad/tarjetas/{categoria}.png"


def _datos_estructurados(
    boletin: Boletin, fotos: list[FotoPublica], quien: Sitio, hechas: list[Any], imagen: str
) -> dict[str, Any]:
    """JSON-LD NewsArticle de schema.org."""
    url = settings.BASE_URL + boletin.ruta_publica
    gobierno = {"@type": "GovernmentOrganization", "name": quien.nombre, "url": settings.BASE_URL + "/"}
    modificado = hechas[0].corregido_en if hechas else boletin.emitido_en
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": boletin.titulo[:110],
        "description": boletin.descripcion,
        "datePublished": boletin.emitido_en.astimezone(CENTRO).isoformat(),
        "dateModified": modificado.astimezone(CENTRO).isoformat(),
        "inLanguage": "es-MX",
        "mainEntityOfPage": url,
        "url": url,
        "identifier": boletin.folio,
        "isAccessibleForFree": True,
        "articleSection": boletin.get_categoria_display(),
        "contentLocation": {"@type": "Place", "name": boletin.lugar},
        "image": _imagenes(fotos, imagen),
        "author": gobierno | {"department": {"@type": "GovernmentOrganization", "name": boletin.dependencia.nombre}},
        "publisher": gobierno,
    }


def prensa(boletin: Boletin, edicion: Edicion) -> str:
    """Lo que un reportero necesita de un boletín, en una página."""
    hechas = correcciones(boletin)
    return pintar(
        "prensa.html",
        edicion,
        actualizada_en=hechas[0].corregido_en if hechas else boletin.publicado_en,
        seccion="sala",
        boletin=boletin,
        texto=texto_sencillo(boletin),
        fotos=fotos_de_la_pagina(boletin, edicion.ahora),
        cortes=[publico for publico, _ in cortes_publicos(boletin, edicion.ahora)],
        pdf=pdf_publico(boletin, edicion),
        word=si_esta(ruta_del_word(boletin, edicion), edicion),
        zip=f"{boletin.ruta_publica}prensa/paquete.zip",
    )


def retirado(boletin: Boletin, edicion: Edicion) -> str:
    return pintar("retirado.html", edicion, seccion="boletines", boletin=boletin, actualizada_en=boletin.retirado_en)
