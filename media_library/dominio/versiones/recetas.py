"""Qué versiones ligeras lleva cada clase de original. El nombre de la receta es el del archivo."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from media_library.estados import Clase, Difuminado
from media_library.models import Derivado, Evidencia, Original

RECETARIO = 2  # súbela al agregar una receta: así la recibe también lo que ya estaba (`completar.py`)
ANCHOS = (320, 800, 1600)
DE_FOTO = tuple(f"w{ancho}.{formato}" for ancho in ANCHOS for formato in ("webp", "jpg"))
DE_CLASE = {
    Clase.FOTO: DE_FOTO,
    Clase.VIDEO: ("poster.jpg", "v720.mp4"),
    Clase.AUDIO: ("a128.mp3", "onda.json"),
    Clase.DOCUMENTO: (),
}
MIME = {
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
    "json": "application/json",
}


ANCHO_GRANDE = 2400
TIRA = "tira.webp"
# Lo que se hace al final, cuando ya nadie espera lo indispensable: pantallas densas, recortes y la tira de un video.
RECORTES = ("vertical", "ancha", "estandar", "cuadrada")
EXTRAS = reduce(
    or_, (Q(receta__contains=f"{r}-") for r in RECORTES), Q(receta__contains=f"w{ANCHO_GRANDE}.") | Q(receta=TIRA)
)


def recorte(nombre: str, foco: tuple[int, int], formato: str = "jpg") -> str:
    """La receta de un recorte que conserva el punto focal."""
    return f"{nombre}-{foco[0]}-{foco[1]}.{formato}"


def con_foco(foco: tuple[int, int]) -> tuple[str, str]:
    """Los recortes por punto focal: la tarjeta de redes (1200×630) y el cuadro de la cuadrícula (400×400)."""
    return recorte("og", foco), recorte("cuadro", foco, "webp")


def recetas_de(clase: str, foco: tuple[int, int] = (50, 50)) -> tuple[str, ...]:
    """Todas las recetas de una clase."""
    propias = DE_CLASE[Clase(clase)]
    return propias + con_foco(foco) if clase == Clase.FOTO else propias


def extras_de(original: Original, foco: tuple[int, int] = (50, 50)) -> tuple[str, ...]:
    """Lo que se hace después: 2400 px si el original pasa de 1600, los recortes, y la tira de un video."""
    if original.clase == Clase.VIDEO:
        return (TIRA,)
    if original.clase != Clase.FOTO:
        return ()
    grandes = tuple(f"w{ANCHO_GRANDE}.{formato}" for formato in ("webp", "jpg"))
    recortes = (recorte(nombre, foco) for nombre in RECORTES)
    return (*(grandes if (original.ancho or 0) > ANCHOS[-1] else ()), *recortes)


def apuntar(original: Original, *, foco: tuple[int, int], ahora: datetime) -> None:
    """Deja pendientes los derivados que falten; los hace `dominio.derivados`."""
    Derivado.objects.bulk_create(
        [
            Derivado(original=original, receta=r, creado_en=ahora)
            for r in (*recetas_de(original.clase, foco), *extras_de(original, foco))
        ],
        ignore_conflicts=True,
    )


def apuntar_una(original: Original, receta: str, *, ahora: datetime) -> None:
    """Deja pendiente una receta que no es de todos: una portada elegida o un corte."""
    Derivado.objects.get_or_create(original=original, receta=receta, defaults={"creado_en": ahora})


def recetas_difuminadas(evidencia: Evidencia) -> list[str]:
    """Las versiones difuminadas que le tocan, con su punto focal; ninguna si no hay esa decisión."""
    if evidencia.difuminado != Difuminado.HECHO:
        return []
    foco = (evidencia.foco_x, evidencia.foco_y)
    propias = (*recetas_de(evidencia.original.clase, foco), *extras_de(evidencia.original, foco))
    return [evidencia.receta_publica(receta) for receta in propias]


def apuntar_difuminadas(evidencia: Evidencia, *, ahora: datetime) -> None:
    """Deja pendientes las versiones difuminadas que falten."""
    for receta in recetas_difuminadas(evidencia):
        apuntar_una(evidencia.original, receta, ahora=ahora)
