"""Qué versiones ligeras le tocan a cada original, y dejarlas pendientes. Las hace la cola."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from media_library.estados import Clase, Difuminado
from media_library.models import Derivado, Evidencia, Original
from media_library.models.receta import (
    ANCHO_GRANDE,
    ANCHOS,
    AUDIO_LIGERO,
    ONDA,
    POSTER,
    RECORTES,
    TIRA,
    VIDEO_LIGERO,
    Receta,
)

RECETARIO = 2  # súbelo al agregar una receta: así la recibe también lo que ya estaba (`completar.py`)
DE_FOTO = tuple(Receta.de_ancho(ancho, extension) for ancho in ANCHOS for extension in ("webp", "jpg"))
GRANDES = tuple(Receta.de_ancho(ANCHO_GRANDE, extension) for extension in ("webp", "jpg"))
DE_CLASE: dict[str, tuple[Receta, ...]] = {
    Clase.FOTO: DE_FOTO,
    Clase.VIDEO: (POSTER, VIDEO_LIGERO),
    Clase.AUDIO: (AUDIO_LIGERO, ONDA),
    Clase.DOCUMENTO: (),
}
PARA_WEB = {Clase.FOTO: Receta.de_ancho(1600, "jpg"), Clase.VIDEO: VIDEO_LIGERO, Clase.AUDIO: AUDIO_LIGERO}

# Lo que se hace al final, cuando ya nadie espera lo indispensable: pantallas densas, recortes y la tira de un video.
RECORTES_EXTRA = tuple(recorte.nombre for recorte in RECORTES.values() if recorte.es_extra)
EXTRAS = reduce(
    or_,
    (Q(receta__contains=f"{nombre}-") for nombre in RECORTES_EXTRA),
    Q(receta__contains=f"w{ANCHO_GRANDE}.") | Q(receta=TIRA),
)


def recetas_de(clase: str, foco: tuple[int, int] = (50, 50)) -> tuple[Receta, ...]:
    """Las indispensables de una clase."""
    propias = DE_CLASE[Clase(clase)]
    if clase != Clase.FOTO:
        return propias
    return (*propias, *(Receta.de_recorte(r.nombre, foco) for r in RECORTES.values() if not r.es_extra))


def extras_de(original: Original, foco: tuple[int, int] = (50, 50)) -> tuple[Receta, ...]:
    """Lo que se hace después: 2400 px si el original pasa de 1600, los recortes, y la tira de un video."""
    if original.clase == Clase.VIDEO:
        return (TIRA,)
    if original.clase != Clase.FOTO:
        return ()
    recortes = tuple(Receta.de_recorte(nombre, foco) for nombre in RECORTES_EXTRA)
    es_grande = (original.ancho or 0) > ANCHOS[-1]
    if es_grande:
        return (*GRANDES, *recortes)
    return recortes


def apuntar(original: Original, *, foco: tuple[int, int], ahora: datetime) -> None:
    """Deja pendientes los derivados que falten."""
    todas = (*recetas_de(original.clase, foco), *extras_de(original, foco))
    Derivado.objects.bulk_create(
        [Derivado(original=original, receta=receta, creado_en=ahora) for receta in todas],
        ignore_conflicts=True,
    )


def apuntar_una(original: Original, receta: Receta, *, ahora: datetime) -> None:
    """Deja pendiente una receta que no es de todos: una portada elegida o un corte."""
    Derivado.objects.get_or_create(original=original, receta=receta, defaults={"creado_en": ahora})


def recetas_difuminadas(evidencia: Evidencia) -> list[Receta]:
    """Las versiones difuminadas que le tocan, con su punto focal; ninguna si no hay esa decisión."""
    if evidencia.difuminado != Difuminado.HECHO:
        return []
    propias = (*recetas_de(evidencia.original.clase, evidencia.foco), *extras_de(evidencia.original, evidencia.foco))
    return [evidencia.receta_publica(receta) for receta in propias]


def apuntar_difuminadas(evidencia: Evidencia, *, ahora: datetime) -> None:
    """Deja pendientes las versiones difuminadas que falten."""
    for receta in recetas_difuminadas(evidencia):
        apuntar_una(evidencia.original, receta, ahora=ahora)
