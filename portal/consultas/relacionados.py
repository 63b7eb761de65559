"""Los boletines relacionados: los anteriores del mismo tema, y en cuya página se asoma uno."""

from bisect import bisect_left
from datetime import datetime

from boletines.models import Boletin
from portal.consultas.boletines import Lectura, con_sus_fotos, con_todo, visibles
from portal.consultas.edicion import Edicion

CUANTOS = 3
SE_RECUERDAN = 2000  # boletines ya leídos al rehacer todo


def relacionados(boletin: Boletin, edicion: Edicion) -> list[Boletin]:
    """Tres anteriores del mismo tema: no cambian cuando se publica algo nuevo."""
    anteriores = visibles(edicion).filter(tema=boletin.tema, publicado_en__lt=boletin.publicado_en)
    return Lectura(("relacionados", boletin.pk), anteriores[:CUANTOS]).leer(edicion)


def que_lo_relacionan(boletin: Boletin, edicion: Edicion) -> list[Boletin]:
    """Los tres siguientes de su tema: los únicos en cuya página aparece como relacionado."""
    siguientes = con_todo(edicion.boletines()).filter(tema=boletin.tema, publicado_en__gt=boletin.publicado_en)
    return list(siguientes.order_by("publicado_en", "pk")[:CUANTOS])


class Sucesion:
    """Al rehacer todo: quién va antes de quién en cada tema, leído una vez en lugar de una por boletín."""

    def __init__(self, edicion: Edicion) -> None:
        self._vistos: dict[int, Boletin] = {}
        self._por_tema: dict[str, list[tuple[datetime, int]]] = {}
        filas = edicion.boletines().order_by("publicado_en", "pk").values_list("tema", "publicado_en", "pk")
        for tema, publicado_en, pk in filas.iterator():
            if publicado_en:  # lo emitido siempre la tiene: CHECK boletin_emitido_con_folio
                self._por_tema.setdefault(tema, []).append((publicado_en, pk))

    def recordar(self, boletin: Boletin) -> None:
        """Ya leído con sus fotos: el siguiente de su tema no lo vuelve a leer."""
        if len(self._vistos) > SE_RECUERDAN:
            self._vistos.clear()
        self._vistos[boletin.pk] = boletin

    def relacionados(self, boletin: Boletin) -> list[Boletin]:
        """Los mismos que da `relacionados`."""
        fila = self._por_tema.get(boletin.tema, [])
        hasta = bisect_left(fila, (boletin.publicado_en, 0))
        claves = [pk for _, pk in fila[max(0, hasta - CUANTOS) : hasta]][::-1]
        if faltan := [pk for pk in claves if pk not in self._vistos]:
            for leido in con_sus_fotos(Boletin.objects.filter(pk__in=faltan)):
                self.recordar(leido)
        return [self._vistos[pk] for pk in claves]
