"""La página de un boletín, su aviso de retiro y su paquete de prensa."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from boletines.dominio.salida.textos import texto_sencillo
from boletines.models import Boletin
from nucleo.texto.formato import CENTRO
from portal.consultas.edicion import Edicion
from portal.consultas.identidad import Sitio, sitio
from portal.consultas.series import Comunidades, Dependencias
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.ejemplar.fotos import FotoPublica
from portal.dominio.pintado.marco import json_ld, pintar
from portal.dominio.pintado.tarjetas import tarjetas

MEDIDAS_DE_TARJETA = (1200, 630)


def articulo(ejemplar: Ejemplar) -> str:
    """La página de un boletín. Si es una vista previa, no ofrece descargas."""
    boletin, fotos, hechas = ejemplar.boletin, ejemplar.fotos, ejemplar.correcciones
    imagen = imagen_social(ejemplar)
    return pintar(
        "articulo.html",
        ejemplar.edicion,
        seccion="boletines",
        boletin=boletin,
        fotos=fotos,
        principal=next(iter(fotos), None),
        otras=fotos[1:],
        cortes=ejemplar.cortes,
        correcciones=hechas,
        es_previa=ejemplar.es_previa,
        actualizada_en=ejemplar.actualizado_en,
        relacionados=tarjetas(ejemplar.relacionados, ejemplar.edicion),
        dependencia=Dependencias.ruta(boletin.dependencia),
        comunidad=Comunidades.ruta(boletin.comunidad) if boletin.comunidad else "",
        url=settings.BASE_URL + boletin.ruta_publica,
        datos=json_ld(_datos_estructurados(ejemplar, imagen.direccion)),
        pdf=ejemplar.pdf,
        prensa=f"{boletin.ruta_publica}prensa/",
        imagen_social=imagen,
    )


@dataclass(frozen=True)
class ImagenSocial:
    """La imagen con que se comparte una página, con las medidas que de veras tiene."""

    direccion: str
    ancho: int
    alto: int
    tipo: str
    texto: str


def imagen_social(ejemplar: Ejemplar) -> ImagenSocial:
    """La foto principal a la medida de las redes (1200×630); sin fotos, su tarjeta y, mientras se hace, la del tema."""
    boletin = ejemplar.boletin
    if not ejemplar.fotos:
        ruta = ejemplar.tarjeta or ruta_de_tarjeta(boletin.tema)
        return ImagenSocial(settings.BASE_URL + ruta, *MEDIDAS_DE_TARJETA, "image/png", boletin.titulo)
    foto = ejemplar.fotos[0]
    ruta = foto.recorte("og")
    ancho, alto = ejemplar.medidas_de(ruta) or (foto.ancho, foto.alto)
    return ImagenSocial(settings.BASE_URL + ruta, ancho, alto, "image/jpeg", foto.texto_alternativo or boletin.titulo)


def _imagenes(fotos: list[FotoPublica], imagen: str) -> list[str]:
    """La principal en 16:9, 4:3 y 1:1, que Google recomienda para NewsArticle, y las demás enteras."""
    if not fotos:
        return [imagen]
    rutas = [*(fotos[0].recorte(cual) for cual in ("16x9", "4x3", "1x1")), *(f.grande for f in fotos[1:])]
    return [settings.BASE_URL + ruta for ruta in dict.fromkeys(rutas)]


def ruta_de_tarjeta(tema: str) -> str:
    return f"/identidad/tarjetas/{tema}.png"


def _datos_estructurados(ejemplar: Ejemplar, imagen: str) -> dict[str, Any]:
    """JSON-LD NewsArticle de schema.org."""
    boletin = ejemplar.boletin
    quien: Sitio = sitio(ejemplar.edicion)
    url = settings.BASE_URL + boletin.ruta_publica
    gobierno = {"@type": "GovernmentOrganization", "name": quien.nombre, "url": settings.BASE_URL + "/"}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": boletin.titulo[:110],
        "description": boletin.descripcion,
        "datePublished": boletin.emitido_en.astimezone(CENTRO).isoformat(),
        "dateModified": ejemplar.actualizado_en.astimezone(CENTRO).isoformat(),
        "inLanguage": "es-MX",
        "mainEntityOfPage": url,
        "url": url,
        "identifier": boletin.folio,
        "isAccessibleForFree": True,
        "articleSection": boletin.get_tema_display(),
        "contentLocation": {"@type": "Place", "name": boletin.lugar},
        "image": _imagenes(ejemplar.fotos, imagen),
        "author": gobierno | {"department": {"@type": "GovernmentOrganization", "name": boletin.dependencia.nombre}},
        "publisher": gobierno,
    }


def prensa(ejemplar: Ejemplar) -> str:
    """Lo que un reportero necesita de un boletín, en una página."""
    boletin = ejemplar.boletin
    return pintar(
        "prensa.html",
        ejemplar.edicion,
        actualizada_en=ejemplar.actualizado_en,
        seccion="sala",
        boletin=boletin,
        texto=texto_sencillo(boletin),
        fotos=ejemplar.fotos,
        cortes=ejemplar.cortes,
        pdf=ejemplar.pdf,
        word=ejemplar.word,
        zip=f"{boletin.ruta_publica}prensa/paquete.zip",
    )


def retirado(boletin: Boletin, edicion: Edicion) -> str:
    return pintar("retirado.html", edicion, seccion="boletines", boletin=boletin, actualizada_en=boletin.retirado_en)
