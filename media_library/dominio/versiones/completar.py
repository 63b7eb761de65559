"""Completar lo viejo: cuando nace una receta, la biblioteca entera la recibe, en tandas que se pueden cortar y seguir.

Cada original anota el último recetario que tiene completo (`recetas.RECETARIO`): falta lo que quedó en uno anterior.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.db.models import Prefetch
from PIL import Image, UnidentifiedImageError

from media_library.clientes import almacen, thumbhash
from media_library.dominio.versiones import recetas
from media_library.estados import Clase, EstadoDerivado
from media_library.models import Corte, Derivado, Evidencia, Original
from media_library.models.receta import MINIATURA, Receta

POR_TANDA = 200
ESPERAN_MUCHAS = 2000  # con tantas por hacer no se apuntan más: lo recién subido va primero


@dataclass(frozen=True)
class Tanda:
    """Cuántos originales se revisaron y cuántas versiones les faltaban."""

    revisados: int
    apuntadas: int


def atrasados() -> int:
    """Cuántos originales no tienen completa el recetario de hoy."""
    return Original.objects.filter(recetario__lt=recetas.RECETARIO, baja__isnull=True).count()


def hay_muchas_esperando() -> bool:
    """Si el taller ya tiene bastante qué hacer."""
    esperan = Derivado.objects.filter(estado=EstadoDerivado.PENDIENTE).order_by("pk")
    return esperan.values("pk")[: ESPERAN_MUCHAS + 1].count() > ESPERAN_MUCHAS


@transaction.atomic(durable=True)
def completar_tanda(*, ahora: datetime, cuantos: int = POR_TANDA) -> Tanda:
    """Deja pendientes las versiones que les faltan a los originales más atrasados y los da por completos.

    No toca las hechas ni las fallidas. Dos procesos a la vez no revisan los mismos (SKIP LOCKED); si se corta, la tanda
    entera se repite.
    """
    evidencias = Prefetch("evidencias", queryset=Evidencia.objects.defer("vector"))
    cortes = Prefetch("evidencias__cortes", queryset=Corte.objects.vivos())
    originales = list(
        Original.objects.filter(recetario__lt=recetas.RECETARIO, baja__isnull=True)
        .order_by("recetario", "pk")
        .select_for_update(skip_locked=True, no_key=True)
        .prefetch_related(evidencias, cortes)[:cuantos]
    )
    tienen: dict[int, set[Receta]] = {}
    suyas = Derivado.objects.filter(original__in=originales).values_list("original_id", "receta")
    for original_id, receta in suyas:
        tienen.setdefault(original_id, set()).add(receta)
    faltan = [
        Derivado(original=o, receta=receta, creado_en=ahora)
        for o in originales
        for receta in sorted(set(_que_le_tocan(o)) - tienen.get(o.pk, set()), key=str)
    ]
    Derivado.objects.bulk_create(faltan, ignore_conflicts=True)
    _poner_manchas(o for o in originales if o.clase == Clase.FOTO and o.thumbhash is None)
    Original.objects.filter(pk__in=[o.pk for o in originales]).update(recetario=recetas.RECETARIO)
    return Tanda(len(originales), len(faltan))


def _que_le_tocan(original: Original) -> Iterator[Receta]:
    """Las recetas de todas sus evidencias: por su punto focal, su difuminado, su portada y sus cortes."""
    for evidencia in original.evidencias.all():
        yield from recetas.recetas_de(original.clase, evidencia.foco)
        yield from recetas.extras_de(original, evidencia.foco)
        yield from recetas.recetas_difuminadas(evidencia)
        if original.clase == Clase.VIDEO:
            yield evidencia.receta_de_portada
        for corte in evidencia.cortes.all():
            yield corte.receta


def _poner_manchas(originales: Iterable[Original]) -> None:
    """El ThumbHash de lo que se subió antes de que lo hubiera, sacado de su miniatura, que ya es una recodificación."""
    pendientes = {o.pk: o for o in originales}
    hechas = Derivado.objects.filter(original__in=pendientes, receta=MINIATURA, estado=EstadoDerivado.HECHO)
    for derivado in hechas:
        original = pendientes[derivado.original_id]
        original.thumbhash = _mancha(derivado)
    Original.objects.bulk_update([o for o in pendientes.values() if o.thumbhash], ["thumbhash"])


def _mancha(derivado: Derivado) -> bytes | None:
    """`None` si el archivo ya no está o no se entiende: se verá el fondo liso."""
    try:
        with almacen.abrir(almacen.derivados(), derivado.archivo) as archivo:
            imagen = Image.open(BytesIO(archivo.read()), formats=["WEBP"])
        imagen.thumbnail((thumbhash.LADO, thumbhash.LADO))
        return thumbhash.codificar(imagen.width, imagen.height, imagen.convert("RGBA").tobytes())
    except (FileNotFoundError, UnidentifiedImageError, OSError):
        return None
