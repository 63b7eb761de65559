"""El boletín en PDF con membrete."""

from boletines.models import Boletin
from media_library.dominio.publico import bytes_publicos
from nucleo.formato import fecha_larga
from personas.dominio.documento import compilar, membrete


def pdf_de_boletin(boletin: Boletin) -> bytes:
    """El PDF de un boletín; sin folio dice «Borrador»."""
    fecha = boletin.publicado_en or boletin.modificado_en
    return compilar(
        "boletin.typ",
        {
            "oficina": membrete(),
            "folio": boletin.folio or "Borrador sin folio",
            "titulo": boletin.titulo,
            "sumario": boletin.sumario,
            "lugar_y_fecha": f"{boletin.lugar}, a {fecha_larga(fecha)}",
            "parrafos": boletin.parrafos,
            "contacto": boletin.contacto,
            "fotos": _fotos(boletin),
        },
    )


def _fotos(boletin: Boletin) -> list[dict]:
    """La foto principal, dentro del PDF como bytes en base 16 que typst decodifica."""
    foto = boletin.fotos.select_related("evidencia__original").first()
    if foto is None:
        return []
    evidencia = foto.evidencia
    return [
        {
            "octetos": list(bytes_publicos(evidencia, receta="w800.jpg")),
            "pie": evidencia.pie,
            "alternativo": evidencia.texto_alternativo,
            "credito": evidencia.credito,
        }
    ]
