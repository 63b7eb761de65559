"""El boletín en PDF con membrete."""

from dataclasses import asdict
from datetime import datetime
from itertools import groupby

from boletines.dominio.despues.derechos import fotos_que_salen
from boletines.models import Boletin
from media_library.dominio.versiones.publico import bytes_publicos
from media_library.models.receta import FOTO_MEDIANA
from nucleo.texto.formato import fecha_larga
from nucleo.texto.rico import bloques
from personas.dominio.documento import compilar, membrete
from personas.models import Oficina

LISTAS = ("vineta", "numero")


def pdf_de_boletin(boletin: Boletin, ahora: datetime, *, oficina: Oficina | None = None) -> bytes:
    """El PDF de un boletín; sin folio dice «Borrador». No lleva una foto que en ese momento no pueda publicarse.

    `oficina`, si ya se leyó, cuando se hacen muchos.
    """
    fecha = boletin.publicado_en or boletin.modificado_en
    return compilar(
        "boletin.typ",
        {
            "oficina": membrete(oficina),
            "folio": boletin.folio or "Borrador sin folio",
            "titulo": boletin.titulo,
            "sumario": boletin.sumario,
            "lugar_y_fecha": f"{boletin.lugar}, a {fecha_larga(fecha)}",
            "balazos": boletin.balazos,
            "partes": partes_del_cuerpo(boletin),
            "frase": boletin.frase,
            "frase_de": boletin.frase_de,
            "leyenda": boletin.leyenda,
            "contacto": boletin.contacto,
            "fotos": _fotos(boletin, ahora),
        },
    )


def partes_del_cuerpo(boletin: Boletin) -> list[dict]:
    """El cuerpo en partes: cada párrafo, subtítulo o cita, y cada lista con sus renglones juntos."""
    partes = []
    for en_lista, grupo in groupby(bloques(boletin.cuerpo), key=lambda b: b.tipo if b.tipo in LISTAS else ""):
        if en_lista:
            renglones = [[asdict(t) for t in b.tramos] for b in grupo]
            partes.append({"tipo": en_lista, "renglones": renglones})
        else:
            partes += [{"tipo": b.tipo, "tramos": [asdict(t) for t in b.tramos]} for b in grupo]
    return partes


def _fotos(boletin: Boletin, ahora: datetime) -> list[dict]:
    """La foto principal, dentro del PDF como bytes en base 16 que typst decodifica."""
    salen = fotos_que_salen(boletin, ahora)
    if not salen:
        return []
    evidencia = salen[0][1].evidencia
    return [
        {
            "octetos": list(bytes_publicos(evidencia, receta=FOTO_MEDIANA)),
            "pie": evidencia.pie,
            "alternativo": evidencia.texto_alternativo,
            "credito": evidencia.credito,
        }
    ]
