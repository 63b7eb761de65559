"""Qué versiones ligeras lleva cada clase de original. El nombre de la receta es el del archivo."""

from datetime import datetime

from media_library.estados import Clase
from media_library.models import Derivado, Original

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


def con_foco(foco: tuple[int, int]) -> tuple[str, str]:
    """Los recortes por punto focal: la tarjeta de redes (1200×630) y el cuadro de la cuadrícula (400×400)."""
    return f"og-{foco[0]}-{foco[1]}.jpg", f"cuadro-{foco[0]}-{foco[1]}.webp"


def recetas_de(clase: str, foco: tuple[int, int] = (50, 50)) -> tuple[str, ...]:
    """Todas las recetas de una clase."""
    propias = DE_CLASE[Clase(clase)]
    return propias + con_foco(foco) if clase == Clase.FOTO else propias


def apuntar(original: Original, *, foco: tuple[int, int], ahora: datetime) -> None:
    """Deja pendientes los derivados que falten; los hace `dominio.derivados`."""
    Derivado.objects.bulk_create(
        [Derivado(original=original, receta=r, creado_en=ahora) for r in recetas_de(original.clase, foco)],
        ignore_conflicts=True,
    )


def apuntar_una(original: Original, receta: str, *, ahora: datetime) -> None:
    """Deja pendiente una receta que no es de todos: una portada elegida o un corte."""
    Derivado.objects.get_or_create(original=original, receta=receta, defaults={"creado_en": ahora})
