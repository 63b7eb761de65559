"""Las etiquetas que se marcan o se desmarcan cuando los archivos de la pantalla de subir ya empezaron o ya llegaron."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from media_library.dominio.entrada.subidas import VIGENCIA
from media_library.dominio.seleccion.colecciones import poner_etiquetas
from media_library.estados import EstadoSubida
from media_library.models import Etiqueta, Evidencia, Subida
from nucleo.dominio.bitacora import asentar
from personas.models import Persona


@dataclass(frozen=True)
class Etiquetadas:
    """Cuántas de las que ya habían llegado quedaron como se pidió, cuántas vienen y cuántas no se tocan."""

    llegadas: int = 0
    en_camino: int = 0
    ajenas: int = 0


@transaction.atomic(durable=True)
def etiquetar_subidas(
    claves: Iterable[UUID], *, poner: Sequence[Etiqueta], quitar: Sequence[Etiqueta] = (), por: Persona, ahora: datetime
) -> Etiquetadas:
    """Pone etiquetas a las subidas propias de la semana: a la que ya llegó, en su evidencia; a la que viene, al llegar.

    Quitar sólo quita lo que la subida puso. Lo que ya estaba en la biblioteca, o está en la papelera, no se toca.
    Repetirlo no hace nada y contesta lo mismo: con mala señal la respuesta se pierde y se vuelve a pedir.
    """
    suyas = Subida.objects.filter(clave__in=list(claves), persona=por, creada_en__gte=ahora - VIGENCIA)
    # Se detiene la fila: una que termina en este momento espera, y al entrar lee las etiquetas de ahora (`_entregar`).
    filas = list(suyas.select_for_update(of=("self",), no_key=True).select_related("evidencia").order_by("pk"))
    llegadas = en_camino = ajenas = 0
    for subida in filas:
        if subida.estado == EstadoSubida.EN_CURSO:
            subida.etiquetas.add(*poner)
            subida.etiquetas.remove(*quitar)
            en_camino += 1
        elif subida.evidencia is not None and (subida.es_repetida or subida.evidencia.papelera_en):
            ajenas += 1
        elif subida.evidencia is not None:
            llegadas += _cambiar(subida, subida.evidencia, poner, quitar, por=por, ahora=ahora)
    return Etiquetadas(llegadas, en_camino, ajenas)


def _cambiar(
    subida: Subida,
    evidencia: Evidencia,
    poner: Sequence[Etiqueta],
    quitar: Sequence[Etiqueta],
    *,
    por: Persona,
    ahora: datetime,
) -> bool:
    tiene = set(evidencia.etiquetas.all())
    nuevas = [e for e in poner if e not in tiene]
    sobran = [e for e in subida.etiquetas.all() if e in quitar and e in tiene]
    if nuevas:
        poner_etiquetas([evidencia], nombres=[e.nombre for e in nuevas], por=por, ahora=ahora)
        subida.etiquetas.add(*nuevas)
    if sobran:
        evidencia.etiquetas.remove(*sobran)
        subida.etiquetas.remove(*sobran)
        asentar("quitar etiqueta", evidencia, por=por, ahora=ahora, etiqueta=", ".join(e.nombre for e in sobran))
    quedan = (tiene | set(nuevas)) - set(sobran)
    return quedan.issuperset(poner) and quedan.isdisjoint(quitar)
