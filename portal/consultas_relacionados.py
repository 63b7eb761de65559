"""Los boletines relacionados: los anteriores del mismo tema, y en cuya página se asoma uno."""

from bisect import bisect_left
from datetime import datetime

from boletines.models import Boletin
from portal.consultas import con_sus_fotos, con_todo, publicos
from portal.edicion import Edicion

EN_MEMORIA = 2000  # boletines que se recuerdan al rehacer todo


def relacionados(boletin: Boletin, edicion: Edicion) -> list[Boletin]:
    """Tres anteriores de la misma categoría: no cambian cuando se publica algo nuevo."""
    if "sucesion" in edicion.memoria:
        return _relacionados_de_memoria(boletin, edicion)
    anteriores = publicos(edicion).filter(categoria=boletin.categoria, publicado_en__lt=boletin.publicado_en)
    return list(anteriores[:3])


def recordar_sucesion(edicion: Edicion) -> None:
    """Al rehacer todo: quién va antes de quién en cada tema, leído una vez en lugar de una por boletín."""
    sucesion: dict[str, list[tuple[datetime, int]]] = {}
    filas = edicion.boletines().order_by("publicado_en", "pk").values_list("categoria", "publicado_en", "pk")
    for categoria, publicado_en, pk in filas.iterator():
        if publicado_en:  # lo emitido siempre la tiene: CHECK boletin_emitido_con_folio
            sucesion.setdefault(categoria, []).append((publicado_en, pk))
    edicion.memoria.update(sucesion=sucesion, vistos={})


def _relacionados_de_memoria(boletin: Boletin, edicion: Edicion) -> list[Boletin]:
    fila = edicion.memoria["sucesion"].get(boletin.categoria, [])
    hasta = bisect_left(fila, (boletin.publicado_en, 0))
    claves = [pk for _, pk in fila[max(0, hasta - 3) : hasta]][::-1]
    vistos: dict[int, Boletin] = edicion.memoria["vistos"]
    if len(vistos) > EN_MEMORIA:
        vistos.clear()
    if faltan := [pk for pk in claves if pk not in vistos]:
        vistos |= {b.pk: b for b in con_sus_fotos(Boletin.objects.filter(pk__in=faltan))}
    return [vistos[pk] for pk in claves]


def que_lo_relacionan(boletin: Boletin, edicion: Edicion) -> list[Boletin]:
    """Los tres siguientes de su categoría: los únicos en cuya página aparece como relacionado."""
    siguientes = con_todo(edicion.boletines()).filter(
        categoria=boletin.categoria, publicado_en__gt=boletin.publicado_en
    )
    return list(siguientes.order_by("publicado_en", "pk")[:3])
